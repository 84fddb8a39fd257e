"""What goes into the journal, and what never does."""

import time
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from journal.recorder import Journal, oldest_hour, open_store
from journal.rows import Judgement, Noted
from journal.store import Store
from tests.journal.conftest import Clock, Open, permitted

ANSWERED: dict[str, Any] = {
    "lang": "en",
    "status": "answer",
    "sections": ("til#risks", "til#risks", "til#lead"),
    "version": "abc",
}


@dataclass
class Counted:
    """Whoever is told what became of rows."""

    seen: Counter[str] = field(default_factory=Counter)

    def __call__(self, outcome: str, number: int) -> None:
        self.seen[outcome] += number


def kept(journal: Journal) -> list[Noted]:
    """Close a journal and read it."""
    journal.close()
    return list(journal.store.rows(Noted))


def test_the_permitted_words_are_kept_to_the_hour_with_what_was_shown(open_journal: Open, url: str) -> None:
    journal = open_journal(url)
    journal.note("My name is Ann Lee, is it safe? Call 07700 900123.", **ANSWERED | {"lang": "es"})
    (row,) = kept(journal)
    assert replace(row, id="") == Noted(
        id="",
        hour="2026-11-25T09",
        question="My name is … is it safe? Call …",
        status="answer",
        sections="til#risks til#lead",
        version="abc",
        lang="es",
        emergency="",
    )


def test_what_is_shown_may_be_choices_or_an_emergency(open_journal: Open, url: str) -> None:
    journal = open_journal(url)
    journal.note("a", **ANSWERED | {"status": "did_you_mean", "sections": ["til#lead"]})
    journal.note("b", "en", status="not_found", sections=(), version="abc", emergency="crisis")
    assert sorted((row.status, row.sections, row.emergency) for row in kept(journal)) == [
        ("did_you_mean", "til#lead", ""),
        ("not_found", "", "crisis"),
    ]


def test_words_of_the_articles_are_kept(open_journal: Open, url: str) -> None:
    journal = open_journal(url)
    journal.note("is B7-H3 safe, Mr Quill", **ANSWERED)
    assert [row.question for row in kept(journal)] == ["is B7-H3 safe …"]


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("na\u0308her\x00 ran", "…"),
        ("half \ud83d of a pair \ude00", "… a …"),
        ("is it\nsafe 日本語 🙂", "is it safe …"),
    ],
)
def test_every_text_can_be_stored(open_journal: Open, url: str, typed: str, left: str) -> None:
    journal = open_journal(url)
    journal.note(typed, **ANSWERED)
    assert [row.question for row in kept(journal)] == [left]


def test_ids_are_random_and_hours_are_utc(open_journal: Open, url: str, clock: Clock) -> None:
    journal = open_journal(url)
    clock.now = datetime.fromisoformat("2026-11-25T00:59:59+02:00")
    for _ in range(20):
        journal.note("x", **ANSWERED)
    rows = kept(journal)
    assert {row.hour for row in rows} == {"2026-11-24T22"}
    assert len({row.id[:8] for row in rows}) == 20


def test_a_verdict_counts_once_on_all_machines_together(open_journal: Open, url: str) -> None:
    one, other = open_journal(url), open_journal(url)
    for machine in (one, other, one):
        machine.judge("token", "til#risks", "abc", "yes")
    wait_for(one, "yes")
    other.judge("second", "til#risks", "abc", "no")
    wait_for(other, "no", "yes")
    one.judge("second", "til#risks", "abc", "no", "out-of-date")
    one.judge("token", "til#risks", "abc", "no")
    one.close()
    other.judge("second", "til#risks", "abc", "no", "hard-to-understand")
    other.close()
    rows = list(one.store.rows(Judgement))
    assert sorted((row.section, row.version, row.verdict, row.reason) for row in rows) == [
        ("til#risks", "abc", "no", "out-of-date"),
        ("til#risks", "abc", "yes", ""),
    ]
    assert not {"token", "second"} & {row.token for row in rows}, "only a hash is kept"


def wait_for(journal: Journal, *verdicts: str) -> None:
    """Wait until just these verdicts are kept."""
    journal.store.prepare()
    deadline = time.monotonic() + 30
    while sorted(row.verdict for row in journal.store.rows(Judgement)) != sorted(verdicts):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_what_is_older_than_allowed_goes(open_journal: Open, url: str, clock: Clock) -> None:
    journal = open_journal(url)
    journal.note("old", **ANSWERED)
    assert len(kept(journal)) == 1
    clock.move(days=1, hours=23)
    assert len(kept(started(open_journal(url, days=2)))) == 1
    clock.move(minutes=19)
    assert kept(started(open_journal(url, days=2))) == [], "9:00, the earliest it can have been, is now 2 days ago"


def started(journal: Journal) -> Journal:
    journal.start()
    return journal


def test_the_writer_deletes_old_rows_when_a_new_hour_begins(open_journal: Open, file: Path, clock: Clock) -> None:
    journal = open_journal(f"sqlite:///{file}", days=1)
    journal.note("old", **ANSWERED)
    journal.judge("a", "til#risks", "abc", "yes")
    wait_for(journal, "yes")
    clock.move(hours=24)
    journal.judge("b", "til#risks", "abc", "no")
    wait_for(journal, "no")
    assert list(journal.store.rows(Noted)) == []


@pytest.mark.parametrize("minute", [0, 1, 59])
def test_nothing_kept_is_ever_older_than_promised(minute: int) -> None:
    now = datetime(2026, 11, 25, 9, minute, tzinfo=UTC)
    oldest = datetime.fromisoformat(oldest_hour(now, 30) + ":00+00:00")
    assert (now - oldest).days < 30 or now - oldest == now - now.replace(day=26, month=10)


def test_the_count_says_what_became_of_rows(clock: Clock, file: Path) -> None:
    counted = Counted()
    journal = Journal(Store(f"sqlite:///{file}"), 30, permitted, clock, counted)
    for _ in range(3):
        journal.note("x", **ANSWERED)
    journal.close()
    journal.note("too late", **ANSWERED)
    assert counted.seen == {"kept": 3, "lost_stopped": 1}


def test_opening_connects_to_nothing(open_journal: Open, file: Path) -> None:
    open_journal("postgres://nobody@127.0.0.1:1/none")
    open_journal(f"sqlite:///{file}")
    assert not file.exists()


def test_without_the_database_library_the_start_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "journal.store", None)
    with pytest.raises(RuntimeError, match="pip install"):
        open_store("sqlite:///x")


def test_a_store_can_be_opened_by_name(file: Path) -> None:
    store = open_store(f"sqlite:///{file}")
    assert isinstance(store, Store)
