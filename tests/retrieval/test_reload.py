"""Edits go live on their own; a broken or half-written file never does."""

import shutil
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from faq.article import Status
from faq.files import SETTLED_AFTER
from faq.library import Library, load
from faq.problem import ContentError, Problem
from retrieval import reload
from retrieval.engine import Engine
from retrieval.options import AnswerOptions
from retrieval.reload import Reloader
from retrieval.reply import State

GOUT = {"What is gout?": "Gout is swelling of a joint."}


class Clock:
    """A clock that a test moves on by hand."""

    def __init__(self) -> None:
        self.ahead = 0.0
        self._time, self._monotonic = time.time, time.monotonic

    def time(self) -> float:
        return self._time() + self.ahead

    def monotonic(self) -> float:
        return self._monotonic() + self.ahead


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(time, "time", clock.time)
    monkeypatch.setattr(time, "monotonic", clock.monotonic)
    return clock


def settle(served: Reloader, clock: Clock) -> Engine:
    """Ask for the engine when the folder has been left alone."""
    clock.ahead += max(reload.LOOK_EVERY, SETTLED_AFTER)
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
        clock.ahead += SETTLED_AFTER / 10
        assert not served.changed(), "it was written a moment ago"
    assert "Half" not in served.engine().answer("What is gout?").passages[0].text
    settle(served, clock)
    assert "Half" in served.engine().answer("What is gout?").passages[0].text


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
    assert settle(served, clock).answer("What is gout?").status is not State.ANSWER


def test_a_broken_folder_cannot_be_opened(write: Any) -> None:
    folder = write("gout", "Gout", {"What is gout?": "See [this](nowhere.md)."})
    with pytest.raises(ContentError) as caught:
        open_live(folder)
    assert "nowhere" in str(caught.value)


MEASLES = {"What is measles?": "Measles is an illness with a rash. See also [gout](gout.md)."}
BROKEN = "no front matter"


@pytest.fixture
def two(write: Any) -> Path:
    """A folder with two articles, one of which links to the other, and one that is not finished."""
    write("mumps", "Mumps", {"What is mumps?": "Mumps is a swelling."}, "status: draft\n")
    write("measles", "Measles", MEASLES)
    return Path(write("gout", "Gout", GOUT))


def withdraw(folder: Path, slug: str, status: str = "status: withdrawn\nwithdrawn: 2026-11-20") -> None:
    file = folder / "articles" / f"{slug}.md"
    file.write_text(file.read_text("utf-8").replace("published: ", f"{status}\npublished: ", 1), "utf-8")


@pytest.mark.parametrize("neighbour", ["sound", "broken", "linking"])
@pytest.mark.parametrize("how", ["withdrawn", "withdrawn carelessly", "made a draft", "deleted"])
def test_what_is_taken_away_is_gone_whatever_the_neighbours_are(
    two: Path, clock: Clock, how: str, neighbour: str
) -> None:
    if neighbour != "linking":
        file = two / "articles" / "measles.md"
        file.write_text(file.read_text("utf-8").replace(" See also [gout](gout.md).", ""), "utf-8")
    served = open_live(two)
    assert served.engine().answer("What is gout?").status is State.ANSWER
    if neighbour == "broken":
        (two / "articles" / "measles.md").write_text(BROKEN, "utf-8")
    if how == "deleted":
        (two / "articles" / "gout.md").unlink()
    else:
        withdraw(two, "gout", *({"withdrawn": (), "made a draft": ("status: draft",)}.get(how, ("status: withdrawn",))))
    engine = settle(served, clock)
    assert engine.answer("What is gout?").status is not State.ANSWER
    assert engine.show("gout#what-is-gout") is None
    assert engine.answer("What is measles?").status is State.ANSWER, "the neighbour is served as it was"
    assert "gout" not in [article.slug for article in engine.library.published()]
    assert len(engine.library.articles) >= 2, "a draft stays a draft, a withdrawn one withdrawn"
    if how.startswith("withdrawn"):
        gout = engine.library.article("gout")
        assert gout is not None, "its page says that it was withdrawn"
        assert gout.status is Status.WITHDRAWN


def test_an_article_that_others_name_can_be_withdrawn_at_once(two: Path, write: Any, clock: Clock) -> None:
    """With its text deleted too, so that none of its sections is there any more."""
    write(
        "measles", "Measles", {"What is measles?": "A rash, unlike [gout](gout.md#what-is-gout)."}, "related: [gout]\n"
    )
    (two / "questions.toml").write_text('[[must_answer]]\nquestion = "gout?"\nsection = "gout#what-is-gout"\n', "utf-8")
    (two / "utterances").mkdir()
    (two / "utterances" / "gout.toml").write_text('what-is-gout = ["my big toe hurts"]\n', "utf-8")
    served = open_live(two)
    file = two / "articles" / "gout.md"
    file.write_text(file.read_text("utf-8").partition("## What is gout?")[0], "utf-8")
    withdraw(two, "gout")
    engine = settle(served, clock)
    assert served.problems == ()
    assert engine.answer("What is gout?").status is not State.ANSWER
    assert engine.show("gout#what-is-gout") is None
    warned = [problem.file for problem in load(two)[1] if "gout" in problem.message]
    assert warned == ["faq/articles/measles.md"] * 2 + ["faq/questions.toml", "faq/utterances/gout.toml"]


def test_a_mistake_alone_takes_nothing_away(two: Path, clock: Clock) -> None:
    served = open_live(two)
    before = served.engine()
    (two / "articles" / "measles.md").write_text(BROKEN, "utf-8")
    assert settle(served, clock) is before
    assert served.problems


def test_an_empty_folder_takes_nothing_away(two: Path, clock: Clock) -> None:
    """As when a disk is not there for a moment."""
    served = open_live(two)
    shutil.rmtree(two / "articles")
    assert settle(served, clock).answer("What is gout?").status is State.ANSWER
    assert served.problems


def test_an_article_that_cannot_be_read_is_not_taken_away(two: Path, clock: Clock) -> None:
    served = open_live(two)
    (two / "articles" / "gout.md").unlink()
    (two / "articles" / "gout.md").mkdir()
    assert settle(served, clock).answer("What is gout?").status is State.ANSWER
    assert any("gout" in str(problem) for problem in served.problems)


def test_an_error_of_the_program_keeps_what_was_good_and_the_next_change_is_tried(write: Any, clock: Clock) -> None:
    """A build that fails for any other reason than the content."""
    folder = write("gout", "Gout", GOUT)
    broken = [False]

    def build(library: Library) -> Engine:
        if broken[0]:
            raise KeyError("painful")
        return Engine(library, AnswerOptions())

    reported: list[tuple[Problem, ...]] = []
    served = Reloader(folder, build, reported.append)
    broken[0] = True
    write("gout", "Gout", {"What is gout?": "Gout is a swollen, painful joint."})
    assert settle(served, clock).answer("What is gout?").passages[0].text == "Gout is swelling of a joint."
    assert reported == [served.problems]
    (problem,) = served.problems
    assert "KeyError in test_reload.py" in str(problem)
    assert "painful" not in str(problem)
    broken[0] = False
    write("gout", "Gout", {"What is gout?": "Gout is a hot, painful joint."})
    assert "hot" in settle(served, clock).answer("What is gout?").passages[0].text
    assert served.problems == ()


def test_a_process_that_is_watched_over_never_looks(write: Any, clock: Clock) -> None:
    served = open_live(write("gout", "Gout", GOUT))
    served.watched = True
    write("gout", "Gout", {"What is gout?": "Gout is a swollen, painful joint."})
    assert "painful" not in settle(served, clock).answer("What is gout?").passages[0].text
    assert served.changed()
    served.refresh()
    assert "painful" in served.engine().answer("What is gout?").passages[0].text
    assert served.generation == 1
