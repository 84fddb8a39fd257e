"""A journal that may not grow: what fits is kept, the rest is counted, nothing fails (A10).

A limit on the size of files does here what a full disk does; tests/operations/test_disk.py fills a real one.
"""

import multiprocessing
import resource
import signal
from collections import Counter
from multiprocessing.connection import Connection
from pathlib import Path

from journal.recorder import ROOM, Journal
from journal.rows import Noted
from journal.store import Store
from tests.journal.conftest import permitted
from tests.journal.test_recorder import ANSWERED

LIMIT = 150_000
ASKED = ROOM + 500


def _ask_until_full(file: str, said: Connection) -> None:
    """Ask in a process that may not make a file larger than the limit."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, LIMIT))
    counted: Counter[str] = Counter()

    def count(outcome: str, number: int) -> None:
        counted[outcome] += number

    journal = Journal(Store(f"sqlite:///{file}"), 30, permitted, count=count)
    for number in range(ASKED):
        journal.note(f"question {number} " + "and so on " * 40, **ANSWERED)
    journal.close(10)
    said.send(counted)


def test_a_journal_that_cannot_grow_keeps_what_fits_and_counts_the_rest(file: Path) -> None:
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("fork").Process(target=_ask_until_full, args=(str(file), there))
    process.start()
    counted = here.recv() if here.poll(90) else Counter()
    process.join(60)
    assert process.exitcode == 0
    journal = Journal(Store(f"sqlite:///{file}"), 30, permitted)
    kept = len(list(journal.store.rows(Noted)))
    assert 0 < kept < ASKED
    assert kept == counted.pop("kept")
    assert kept + sum(counted.values()) == ASKED
    journal.note("there is room again, and nothing was torn", **ANSWERED)
    journal.close()
    assert len(list(journal.store.rows(Noted))) == kept + 1
    journal.store.close()
