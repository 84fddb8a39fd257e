"""Writing behind the visitor's back: what happens while the database does not want to."""

import logging
import multiprocessing
import os
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import pytest

from journal import writer as writers
from journal.rows import Judgement, Noted
from journal.store import RefusedError, Store, UnreachableError
from journal.writer import Asking, Writer
from tests.journal.test_store import ASKED, YES

NOW = "2026-11-25T09"


class Ledger(Store):
    """A store in memory that fails as it is told: this stands for a database at its worst moments."""

    def __init__(self) -> None:
        self.rows: list[Noted] = []
        self.fails: Callable[[Sequence[Noted]], Exception | None] = lambda _: None
        self.open_door = threading.Event()
        self.open_door.set()

    def prepare(self) -> None:
        self.open_door.wait(20)

    def add(self, rows: Sequence[Noted]) -> None:
        self.open_door.wait(20)
        error = self.fails(rows)
        if error:
            raise error
        self.rows += rows

    def judge(self, row: Judgement) -> bool:
        self.add([])
        return True

    def close(self) -> None:
        pass


@pytest.fixture
def inverted() -> Iterator[Ledger]:
    inverted = Ledger()
    yield inverted
    inverted.open_door.set()


@pytest.fixture
def counted() -> Counter[str]:
    return Counter()


@pytest.fixture
def writer(inverted: Ledger, counted: Counter[str]) -> Iterator[Writer]:
    def count(outcome: str, number: int) -> None:
        counted[outcome] += number

    writer = Writer(inverted, lambda: None, lambda: NOW, count)
    yield writer
    writer.close(0)


def rows(number: int) -> list[Noted]:
    return [replace(ASKED, id=f"{one:032}") for one in range(number)]


def test_everything_waiting_is_written_before_the_end(writer: Writer, inverted: Ledger, counted: Counter[str]) -> None:
    for row in rows(500):
        writer.put(row)
    writer.close()
    assert inverted.rows == rows(500)
    assert counted == {"kept": 500}


def test_no_thread_runs_until_there_is_a_row(writer: Writer) -> None:
    assert "journal" not in {thread.name for thread in threading.enumerate()}
    writer.start()
    assert "journal" in {thread.name for thread in threading.enumerate()}


def test_leaving_a_row_takes_no_time_while_the_database_hangs(writer: Writer, inverted: Ledger) -> None:
    """At 1100 rows, 100 more than may wait, each put returns at once; the time is that of a loop, not of a database."""
    inverted.open_door.clear()
    begun = time.monotonic()
    for row in rows(writers.ROOM + 100):
        writer.put(row)
    assert time.monotonic() - begun < 5, "hangs would take 20 s"
    assert writer.losses == {"lost_full": 100}
    inverted.open_door.set()
    writer.close()
    assert len(inverted.rows) == writers.ROOM


def test_rows_wait_while_the_database_is_gone_and_are_written_when_it_comes_back(
    writer: Writer, inverted: Ledger, caplog: pytest.LogCaptureFixture
) -> None:
    failures = iter([UnreachableError("gone")] * 3)
    inverted.fails = lambda _: next(failures, None)
    with caplog.at_level(logging.WARNING, "patientfaq.journal"):
        for row in rows(5):
            writer.put(row)
        writer.close()
    assert inverted.rows == rows(5)
    assert writer.losses == {}
    assert [record.getMessage() for record in caplog.records] == [
        "The journal cannot be written (gone). Questions are answered all the same.",
        "The journal is written again.",
    ]


def test_a_row_that_is_refused_takes_no_other_with_it(writer: Writer, inverted: Ledger, counted: Counter[str]) -> None:
    bad = rows(9)[4]
    inverted.fails = lambda given: RefusedError("DataError") if bad in given else None
    for row in rows(9):
        writer.put(row)
    writer.close()
    assert inverted.rows == [row for row in rows(9) if row != bad]
    assert counted == {"kept": 8, "lost_refused": 1}


def test_the_end_of_a_process_waits_a_limited_time(writer: Writer, inverted: Ledger) -> None:
    inverted.fails = lambda _: UnreachableError("gone")
    for row in rows(7):
        writer.put(row)
    begun = time.monotonic()
    writer.close(0.3)
    assert time.monotonic() - begun < 5
    assert writer.losses == {"lost_stopped": 7}
    deadline = time.monotonic() + 5
    while "journal" in {thread.name for thread in threading.enumerate()}:
        assert time.monotonic() < deadline, "the thread goes on"
        time.sleep(0.02)


def test_a_verdict_gets_no_answer_while_the_database_hangs(writer: Writer, inverted: Ledger) -> None:
    inverted.open_door.clear()
    new: Future[bool | None] = Future()
    writer.put(Asking(YES, new))
    with pytest.raises(TimeoutError):
        new.result(0.05)
    inverted.open_door.set()
    assert new.result(5) is True


def test_old_rows_are_deleted_at_the_start_and_once_in_each_hour(inverted: Ledger) -> None:
    hours, purged = [NOW], []
    writer = Writer(inverted, lambda: purged.append(hours[0]), lambda: hours[0], lambda _, __: None)
    for hour in ("09", "09", "10", "10", "11"):
        hours[0] = f"2026-11-25T{hour}"
        new: Future[bool | None] = Future()
        writer.put(Asking(YES, new))
        new.result(5)
    writer.put(Asking(YES, Future()))
    writer.close()
    assert purged == [f"2026-11-25T{hour}" for hour in ("09", "10", "11")]


def _in_a_child(writer: Writer, file: str) -> None:
    writer.put(replace(ASKED, id=f"{os.getpid():032}"))
    writer.close()


def test_a_writer_made_before_a_fork_writes_in_each_process(file: Path) -> None:
    store = Store(f"sqlite:///{file}")
    writer = Writer(store, lambda: None, lambda: NOW, lambda _, __: None)
    fork = multiprocessing.get_context("fork")
    children = [fork.Process(target=_in_a_child, args=(writer, str(file))) for _ in range(3)]
    for child in children:
        child.start()
    for child in children:
        child.join(20)
    assert [child.exitcode for child in children] == [0, 0, 0]
    assert {row.id for row in store.questions()} == {f"{child.pid:032}" for child in children}
    store.close()
