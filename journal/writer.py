"""Write to the journal from one thread of a process, so that no answer ever waits for a database.

What cannot be kept is lost and counted. The thread starts at the first row, after a server has forked its workers.
"""

import atexit
import logging
import os
import queue
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from itertools import chain, repeat
from typing import TYPE_CHECKING, NamedTuple

from journal.rows import Judgement, Noted

if TYPE_CHECKING:
    from journal.store import Store

ROOM = 1000
"""Rows that may wait; while so many do, new ones are lost. As many are written in one transaction: all that wait."""

GATHER_SECONDS = 0.005
"""How long the thread lets rows gather after the first, so that a busy process opens fewer transactions."""

FLUSH_SECONDS = 5.0
"""Seconds that the end of a process may take to write what waits."""

IDLE_SECONDS = 60.0
"""Seconds without a row after which the thread looks whether a new hour has begun."""

RETRY_SECONDS = (0.1, 0.2, 0.5, 1.0)
"""How long to wait between tries while the database is out of reach; the last one from then on."""

KEPT, FULL, REFUSED, STOPPED = "kept", "lost_full", "lost_refused", "lost_stopped"
"""What becomes of a row: kept; no room to wait; the database does not take it; not written when the process ended."""

Count = Callable[[str, int], None]
_log = logging.getLogger("patientfaq.journal")


class Asking(NamedTuple):
    """A verdict on its way to the database, and whether it turned out to be new; None when that stays unknown."""

    row: Judgement
    new: Future[bool | None]


Row = Noted | Asking


class _GivenUpError(Exception):
    """The process ends before the database came back."""


class Writer:
    """A bounded queue and the thread that empties it into a store.

    `purge` is called when the thread starts and at each new `hour`; `count` is told what became of rows; `losses` are
    those that this process lost, by reason.
    """

    def __init__(self, store: "Store", purge: Callable[[], object], hour: Callable[[], str], count: Count) -> None:
        self.store, self._purge, self._hour, self._count = store, purge, hour, count
        self.losses: Counter[str] = Counter()
        self._starting = threading.Lock()
        self._pid = 0
        self._begin_anew()

    def put(self, row: Row) -> None:
        """Leave a row to be written; it is lost when too many wait already."""
        self.start()
        if self._stopping.is_set():
            self._lose(STOPPED, 1)
            return
        try:
            self._queue.put_nowait(row)
        except queue.Full:
            self._lose(FULL, 1)

    def start(self) -> None:
        """Start the thread of this process unless it was started."""
        if self._pid == os.getpid():
            return
        with self._starting:
            if self._pid != os.getpid():
                self._begin_anew()
                self._thread.start()
                self._pid = os.getpid()
                atexit.register(self.close)

    def close(self, seconds: float = FLUSH_SECONDS) -> None:
        """Write what waits, for so long at most; the rest is lost and counted."""
        if self._pid != os.getpid() or self._stopping.is_set():
            return
        self._stopping.set()
        with suppress(queue.Full):
            self._queue.put_nowait(None)
        self._thread.join(seconds)
        self._given_up.set()
        left = self._in_hand + sum(row is not None for row in self._queue.queue)
        if left:
            self._lose(STOPPED, left)
            _log.warning("The journal stopped before %d rows were written.", left)

    def _begin_anew(self) -> None:
        self._queue: queue.Queue[Row | None] = queue.Queue(ROOM)
        self._stopping, self._given_up = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
        self._in_hand = 0
        self.in_trouble = False

    def _run(self) -> None:
        with suppress(_GivenUpError):
            self._work()
        self.store.close()

    def _work(self) -> None:
        self._until_done(self.store.prepare)
        purged = ""
        while not (self._stopping.is_set() and self._queue.empty()):
            if self._hour() != purged:
                purged = self._hour()
                self._until_done(self._purge)
            self._write_all(self._next_batch())
            self._in_hand = 0

    def _next_batch(self) -> list[Row]:
        """Return what waits, or nothing when the process ends or a minute has gone by."""
        batch: list[Row] = []
        with suppress(queue.Empty):
            row = self._queue.get(timeout=IDLE_SECONDS)
            self._stopping.wait(GATHER_SECONDS)
            while row is not None:
                batch.append(row)
                self._in_hand = len(batch)
                row = self._queue.get_nowait() if len(batch) < ROOM else None
        return batch

    def _write_all(self, batch: list[Row]) -> None:
        self._write([row for row in batch if isinstance(row, Noted)])
        for row in batch:
            if isinstance(row, Asking):
                self._judge(row)

    def _write(self, rows: list[Noted]) -> None:
        """Keep rows together; when the database does not take them, each by itself."""
        left, at_once = list(rows), len(rows)

        def add() -> None:
            nonlocal at_once
            while left:
                some = left[:at_once]
                try:
                    self.store.add(some)
                except OSError:
                    at_once = max(1, at_once // 2)  # a full disk may take some
                    raise
                self._count(KEPT, len(some))
                self._in_hand -= len(some)
                del left[:at_once]

        try:
            self._until_done(add)
        except ValueError as error:
            if len(left) == 1:
                self._refuse(error)
            for row in left if len(left) > 1 else ():
                self._write([row])

    def _judge(self, asking: Asking) -> None:
        try:
            self._until_done(lambda: asking.new.set_result(self.store.judge(asking.row)))
        except ValueError as error:
            asking.new.set_result(None)
            self._refuse(error)

    def _until_done(self, work: Callable[[], object]) -> None:
        """Do some work, again and again while the database is out of reach; the thread ends when the process does."""
        for seconds in chain(RETRY_SECONDS, repeat(RETRY_SECONDS[-1])):
            try:
                work()
            except OSError as error:
                if not self.in_trouble:
                    _log.warning("The journal cannot be written (%s). Questions are answered all the same.", error)
                self.in_trouble = True
            else:
                if self.in_trouble:
                    _log.warning("The journal is written again.")
                self.in_trouble = False
                return
            if self._given_up.wait(seconds):
                raise _GivenUpError

    def _refuse(self, error: ValueError) -> None:
        if not self.losses[REFUSED]:
            _log.warning("The journal's database does not take a row (%s). More such rows are only counted.", error)
        self._lose(REFUSED, 1)

    def _lose(self, reason: str, number: int) -> None:
        self.losses[reason] += number
        self._count(reason, number)
