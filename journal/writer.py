"""Write to the journal from one thread of a process, so that no answer ever waits for a database.

What cannot be kept is lost and counted. The thread starts at the first row, after a server has forked its workers.
"""

import atexit
import logging
import os
import queue
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from journal.rows import Judgement, Noted

if TYPE_CHECKING:
    from journal.store import Store

ROOM = 1000
"""Rows that may wait; when there are more, new ones are lost."""

BATCH = 100
"""Rows written in one transaction at most."""

FLUSH_SECONDS = 5.0
"""Seconds that the end of a process may take to write what waits."""

PURGE_SECONDS = 24 * 3600
RETRY_SECONDS = (0.1, 0.2, 0.5, 1.0, 2.0)
"""How long to wait between tries while the database is out of reach; the last one from then on."""

KEPT, FULL, REFUSED, STOPPED = "kept", "lost_full", "lost_refused", "lost_stopped"
Count = Callable[[str, int], None]
_log = logging.getLogger("patientfaq.journal")


class Asking:
    """A verdict on its way to the database, with room for the answer whether it is new."""

    def __init__(self, row: Judgement) -> None:
        self.row = row
        self.new: bool | None = None
        self.settled = threading.Event()

    def settle(self, new: bool | None) -> None:
        """Give the answer; None when there will be none."""
        self.new = new
        self.settled.set()

    def wait(self, seconds: float) -> bool | None:
        """Give the answer, or None when it has not come by then."""
        self.settled.wait(seconds)
        return self.new


Waiting = Noted | Asking


class Writer:
    """A bounded queue and the thread that empties it into a store; `purge` is called once a day."""

    def __init__(self, store: "Store", purge: Callable[[], object], count: Count) -> None:
        self._store, self._purge, self._count = store, purge, count
        self._losses: Counter[str] = Counter()
        self._starting = threading.Lock()
        self._begin_anew()

    @property
    def losses(self) -> Mapping[str, int]:
        """How many rows this process lost, by reason."""
        return dict(self._losses)

    def put(self, row: Waiting) -> None:
        """Leave a row to be written; it is lost when too many wait."""
        self.start()
        try:
            self._queue.put_nowait(row)
        except queue.Full:
            self._lose(FULL, 1)

    def start(self) -> None:
        """Start the thread of this process unless it runs."""
        if self._pid == os.getpid():
            return
        with self._starting:
            if self._pid != os.getpid():
                self._begin_anew()
                self._pid = os.getpid()
                self._thread.start()
                atexit.register(self.close)

    def close(self, seconds: float = FLUSH_SECONDS) -> None:
        """Write what waits, for so long at most; the rest is lost and counted."""
        if self._pid != os.getpid() or self._stopping.is_set():
            return
        self._stopping.set()
        self._thread.join(seconds)
        left = self._queue.qsize() + self._in_hand
        if left:
            self._lose(STOPPED, left)
            _log.warning("The journal stopped with %d rows not written.", left)

    def _begin_anew(self) -> None:
        self._queue: queue.Queue[Waiting] = queue.Queue(ROOM)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
        self._pid = self._in_hand = 0
        self.in_trouble = False

    def _run(self) -> None:
        self._until_done(self._store.prepare)
        purged = float("-inf")
        while not (self._stopping.is_set() and self._queue.empty()):
            if time.monotonic() - purged > PURGE_SECONDS:
                purged = time.monotonic()
                self._until_done(self._purge)
            batch = self._next_batch()
            self._write([row for row in batch if isinstance(row, Noted)])
            for row in batch:
                if isinstance(row, Asking):
                    self._judge(row)
            self._in_hand = 0
        self._store.close()

    def _next_batch(self) -> list[Waiting]:
        """Give what waits, or nothing after a moment."""
        batch: list[Waiting] = []
        try:
            batch.append(self._queue.get(timeout=0.2))
            self._in_hand = 1
            while len(batch) < BATCH:
                batch.append(self._queue.get_nowait())
                self._in_hand += 1
        except queue.Empty:
            pass
        return batch

    def _write(self, rows: list[Noted]) -> None:
        """Keep rows; when the database refuses them, find the one it refuses."""
        if not rows:
            return
        try:
            self._until_done(lambda: self._store.add(rows))
            self._count(KEPT, len(rows))
        except ValueError:
            if len(rows) == 1:
                self._lose(REFUSED, 1)
            else:
                for row in rows:
                    self._write([row])

    def _judge(self, asking: Asking) -> None:
        try:
            self._until_done(lambda: asking.settle(self._store.judge(asking.row)))
        except ValueError:
            asking.settle(None)
            self._lose(REFUSED, 1)

    def _until_done(self, work: Callable[[], object]) -> None:
        """Do some work, again and again while the database is out of reach."""
        tries = 0
        while True:
            try:
                work()
            except OSError as error:
                self._note_trouble(error)
                time.sleep(RETRY_SECONDS[min(tries, len(RETRY_SECONDS) - 1)])
                tries += 1
            else:
                self._note_recovery()
                return

    def _note_trouble(self, error: OSError) -> None:
        if not self.in_trouble:
            self.in_trouble = True
            _log.warning("The journal cannot be written (%s). Questions are answered all the same.", error)

    def _note_recovery(self) -> None:
        if self.in_trouble:
            self.in_trouble = False
            _log.warning("The journal is written again.")

    def _lose(self, reason: str, number: int) -> None:
        self._losses[reason] += number
        self._count(reason, number)
