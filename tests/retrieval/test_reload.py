"""Edits go live on their own; a broken or half-written file never does."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from faq.problem import ContentError, Problem
from retrieval import reload
from retrieval.engine import Engine
from retrieval.options import AnswerOptions
from retrieval.reload import Reloader
from retrieval.reply import State

GOUT = {"What is gout?": "Gout is swelling of a joint."}


class Clock:
    """A clock that a test moves by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("retrieval.reload.time.monotonic", clock.monotonic)
    return clock


def settle(served: Reloader, clock: Clock) -> Engine:
    """Look twice, as requests do, with long enough between."""
    for _ in range(2):
        clock.now += reload.SETTLED_AFTER
        served.engine()
    return served.engine()


def open_live(folder: Path, report: Callable[[tuple[Problem, ...]], None] = lambda _: None) -> Reloader:
    return Reloader(folder, partial(Engine, options=AnswerOptions()), report)


def test_an_edit_is_served_after_a_moment(write: Any, clock: Clock) -> None:
    served = open_live(write("gout", "Gout", GOUT))
    before = served.engine().library.version
    write("gout", "Gout", {"What is gout?": "Gout is a swollen, painful joint."})
    after = settle(served, clock)
    assert "painful" in after.answer("What is gout?").passages[0].text
    assert after.library.version != before


def test_a_file_that_is_still_being_written_waits(write: Any, clock: Clock) -> None:
    served = open_live(write("gout", "Gout", GOUT))
    for number in range(5):
        write("gout", "Gout", {"What is gout?": f"Half a sentence {number}."})
        clock.now += reload.LOOK_EVERY
        assert "Half" not in served.engine().answer("What is gout?").passages[0].text


def test_a_broken_file_keeps_the_last_good_edition_and_is_reported_once(write: Any, clock: Clock) -> None:
    reported: list[tuple[Problem, ...]] = []
    folder = write("gout", "Gout", GOUT)
    served = open_live(folder, reported.append)
    (folder / "articles" / "gout.md").write_text("no front matter", "utf-8")
    kept = settle(served, clock)
    settle(served, clock)
    assert kept.answer("What is gout?").status is State.ANSWER
    assert len(reported) == 1
    assert served.problems[0].file == "faq/articles/gout.md"
    write("gout", "Gout", GOUT)
    settle(served, clock)
    assert served.problems == ()


def test_a_deleted_file_is_gone(write: Any, clock: Clock) -> None:
    write("measles", "Measles", {"What is measles?": "Measles is an illness with a rash."})
    folder = write("gout", "Gout", GOUT)
    served = open_live(folder)
    (folder / "articles" / "gout.md").unlink()
    assert settle(served, clock).answer("What is gout?").status is State.NOT_FOUND


def test_a_broken_folder_cannot_be_opened(write: Any) -> None:
    folder = write("gout", "Gout", {"What is gout?": "See [this](nowhere.md)."})
    with pytest.raises(ContentError) as caught:
        open_live(folder)
    assert "nowhere" in str(caught.value)
