"""Writing behind the visitor's back: what happens while the database does not want to."""

import logging
import multiprocessing
import os
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from journal.recorder import ROOM, Journal
from journal.rows import Noted, Row
from journal.store import Store
from tests.journal.conftest import Clock, permitted
from tests.journal.kept import ASKED, YES

NOW = "2026-11-25T09"


class Ledger:
    """A store in memory that fails as it is told: this stands for a database at its worst moments."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.purged: list[str] = []
        self.transactions = 0
        self.fails: Callable[[Sequence[Row]], Exception | None] = lambda _: None
        self.open_door = threading.Event()
        self.open_door.set()

    def prepare(self) -> None:
        self.open_door.wait(20)

    def add(self, rows: Sequence[Row]) -> None:
        self.open_door.wait(20)
        error = self.fails(rows)
        if error:
            raise error
        self.rows += rows
        self.transactions += 1

    def purge(self, before: str) -> int:
        self.purged.append(before)
        return 0

    def close(self) -> None:
        pass


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    ledger = Ledger()
    yield ledger
    ledger.open_door.set()


@pytest.fixture
def counted() -> Counter[str]:
    return Counter()


@pytest.fixture
def journal(ledger: Ledger, counted: Counter[str], clock: Clock) -> Iterator[Journal]:
    def count(outcome: str, number: int) -> None:
        counted[outcome] += number

    journal = Journal(cast("Store", ledger), 30, permitted, clock, count)
    yield journal
    journal.close(0)


def wait_for(ledger: Ledger, number: int) -> None:
    """Wait until so many rows are written."""
    deadline = time.monotonic() + 20
    while len(ledger.rows) != number:
        assert time.monotonic() < deadline
        time.sleep(0.01)


def rows(number: int) -> list[Noted]:
    return [replace(ASKED, id=f"{one:032}") for one in range(number)]


def test_everything_waiting_is_written_before_the_end(journal: Journal, ledger: Ledger, counted: Counter[str]) -> None:
    for row in rows(500):
        journal.put(row)
    journal.close()
    assert ledger.rows == rows(500)
    assert counted == {"kept": 500}


def test_no_thread_runs_until_there_is_a_row(journal: Journal) -> None:
    assert "journal" not in {thread.name for thread in threading.enumerate()}
    journal.start()
    assert "journal" in {thread.name for thread in threading.enumerate()}


def test_leaving_a_row_takes_no_time_while_the_database_hangs(
    journal: Journal, ledger: Ledger, counted: Counter[str]
) -> None:
    """At 1100 rows, 100 more than may wait, each put returns at once; the time is that of a loop, not of a database."""
    ledger.open_door.clear()
    begun = time.monotonic()
    for row in rows(ROOM + 100):
        journal.put(row)
    assert time.monotonic() - begun < 5, "hangs would take 20 s"
    assert counted == {"lost_full": 100}
    ledger.open_door.set()
    journal.close()
    assert len(ledger.rows) == ROOM


def test_rows_wait_while_the_database_is_gone_and_are_written_when_it_comes_back(
    journal: Journal, ledger: Ledger, counted: Counter[str], caplog: pytest.LogCaptureFixture
) -> None:
    failures = iter([OSError("gone")] * 3)
    ledger.fails = lambda _: next(failures, None)
    with caplog.at_level(logging.WARNING, "patientfaq.journal"):
        for row in rows(5):
            journal.put(row)
        journal.close()
    assert ledger.rows == rows(5)
    assert counted == {"kept": 5}
    assert [record.getMessage() for record in caplog.records] == [
        "The journal cannot be written (gone). Questions are answered all the same.",
        "The journal is written again.",
    ]


def test_a_row_that_is_refused_takes_no_other_with_it(journal: Journal, ledger: Ledger, counted: Counter[str]) -> None:
    bad = rows(9)[4]
    ledger.fails = lambda given: ValueError("DataError") if bad in given else None
    for row in rows(9):
        journal.put(row)
    journal.close()
    assert ledger.rows == [row for row in rows(9) if row != bad]
    assert counted == {"kept": 8, "lost_refused": 1}


def test_the_end_of_a_process_waits_a_limited_time(journal: Journal, ledger: Ledger, counted: Counter[str]) -> None:
    ledger.fails = lambda _: OSError("gone")
    for row in rows(7):
        journal.put(row)
    begun = time.monotonic()
    journal.close(0.3)
    assert time.monotonic() - begun < 5
    assert counted == {"lost_stopped": 7}
    deadline = time.monotonic() + 5
    while "journal" in {thread.name for thread in threading.enumerate()}:
        assert time.monotonic() < deadline, "the thread goes on"
        time.sleep(0.02)


def test_a_verdict_is_written_with_the_questions(journal: Journal, ledger: Ledger, counted: Counter[str]) -> None:
    ledger.open_door.clear()
    given: list[Row] = [*rows(2), YES]
    for row in given:
        journal.put(row)
    ledger.open_door.set()
    journal.close()
    assert (ledger.rows, ledger.transactions) == (given, 1)
    assert counted == {"kept": 3}


def test_old_rows_are_deleted_at_the_start_and_once_in_each_hour(
    journal: Journal, ledger: Ledger, clock: Clock
) -> None:
    for number, hours in enumerate((0, 0, 1, 0, 1), 1):
        clock.move(hours=hours)
        journal.put(YES)
        wait_for(ledger, number)
    assert ledger.purged == [f"2026-10-26T{hour}" for hour in (10, 11, 12)]


def _in_a_child(journal: Journal, file: str) -> None:
    journal.put(replace(ASKED, id=f"{os.getpid():032}"))
    journal.close()


def test_a_writer_made_before_a_fork_writes_in_each_process(file: Path) -> None:
    store = Store(f"sqlite:///{file}")
    journal = Journal(store, 30, permitted)
    fork = multiprocessing.get_context("fork")
    children = [fork.Process(target=_in_a_child, args=(journal, str(file))) for _ in range(3)]
    for child in children:
        child.start()
    for child in children:
        child.join(20)
    assert [child.exitcode for child in children] == [0, 0, 0]
    assert {row.id for row in store.rows(Noted)} == {f"{child.pid:032}" for child in children}
    store.close()
