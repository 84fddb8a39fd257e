"""The journal as the rest of the site knows it: a question or a verdict goes in, and is written in the background.

One thread of a process writes, so that no answer ever waits for a database. What cannot be kept is lost and counted.
"""

import atexit
import hashlib
import logging
import secrets
import threading
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from journal.permission import Permission
from journal.rows import Judgement, Noted, Row, hour_of

if TYPE_CHECKING:
    from journal.store import Store

ROOM = 1000
"""Rows that may wait; while so many do, new ones are lost. All that wait are written in one transaction."""

GATHER_SECONDS = 0.005
"""How long the thread lets rows gather after the first, so that a busy process opens fewer transactions."""

FLUSH_SECONDS = 5.0
"""Seconds that the end of a process may take to write what waits."""

IDLE_SECONDS = 60.0
"""Seconds without a row after which the thread looks whether a new hour has begun."""

FIRST_WAIT, LONGEST_WAIT = 0.1, 1.0
"""Seconds between tries while the database is out of reach: twice as long after each, up to the longest."""

KEPT, FULL, REFUSED, STOPPED = "kept", "lost_full", "lost_refused", "lost_stopped"
"""What becomes of a row: kept; no room to wait; the database does not take it; not written when the process ended."""

_log = logging.getLogger("patientfaq.journal")


class Journal:
    """Note the permitted words of questions, and verdicts, to the hour and for so many days."""

    def __init__(
        self,
        store: "Store",
        retention_days: int,
        permitted: Callable[[str], Permission],
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        count: Callable[[str, int], None] = lambda _, __: None,
    ) -> None:
        """Make the journal; nothing is connected to and no thread runs until it is used.

        `permitted` returns what may be kept of a question in a language; `count` is told "kept" or why a row was lost,
        and how many.
        """
        self.store, self._days, self._permitted = store, retention_days, permitted
        self._clock, self._count = clock, count
        self._waiting: list[Row] = []
        self._changed = threading.Condition()
        self._closing = False
        self._given_up = threading.Event()
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
        self._purged = ""
        self._at_once = ROOM
        self._refused = False

    def note(
        self, question: str, lang: str, *, status: str, sections: Iterable[str], version: str, emergency: str = ""
    ) -> None:
        """Note a question with what became of it; what may not be kept goes here, so that it never waits in memory."""
        words = self._permitted(lang).kept(question)
        shown = " ".join(dict.fromkeys(sections))
        self.put(Noted(secrets.token_hex(16), self._hour(), words, status, shown, version, lang, emergency))

    def judge(self, token: str, section: str, version: str, verdict: str, reason: str = "") -> None:
        """Note a verdict; of all with one token the first is kept, and the first reason that follows a "no"."""
        once = hashlib.sha256(token.encode()).hexdigest()
        self.put(Judgement(once, self._hour(), section, version, verdict, reason))

    def put(self, row: Row) -> None:
        """Leave a row to be written; it is lost when too many wait already."""
        with self._changed:
            self.start()
            lost = STOPPED if self._closing else FULL if len(self._waiting) >= ROOM else ""
            if not lost:
                self._waiting.append(row)
                self._changed.notify()
        if lost:
            self._count(lost, 1)

    def start(self) -> None:
        """Start the thread of this process unless it was started; none may be before a server forks its workers."""
        with self._changed:
            if not self._thread.ident:
                self._thread.start()
                atexit.register(self.close)

    def close(self, seconds: float = FLUSH_SECONDS) -> None:
        """Write what waits, for so long at most; the rest is lost and counted."""
        with self._changed:
            if self._closing or not self._thread.ident:
                return
            self._closing = True
            self._changed.notify()
        self._thread.join(seconds)
        self._given_up.set()
        left = len(self._waiting)
        if left:
            self._count(STOPPED, left)
            _log.warning("The journal stopped before %d rows were written.", left)

    def _hour(self) -> str:
        return hour_of(self._clock())

    def _run(self) -> None:
        """Do what is due whenever a row comes, and again a little later while the database is out of reach."""
        wait = 0.0
        while not self._given_up.is_set():
            try:
                self._do_what_is_due()
            except OSError as error:
                if not wait:
                    _log.warning("The journal cannot be written (%s). Questions are answered all the same.", error)
                wait = min(2 * wait or FIRST_WAIT, LONGEST_WAIT)
                self._given_up.wait(wait)
                continue
            if wait:
                _log.warning("The journal is written again.")
            wait = 0.0
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._closing, IDLE_SECONDS)
                if self._closing and not self._waiting:
                    break
            time.sleep(GATHER_SECONDS)
        self.store.close()

    def _do_what_is_due(self) -> None:
        """Make the tables at the start, delete what is too old when an hour begins, write what waits."""
        if not self._purged:
            self.store.prepare()
        hour = self._hour()
        if hour != self._purged:
            self.store.purge(oldest_hour(self._clock(), self._days))
            self._purged = hour
        while self._waiting and not self._given_up.is_set():
            self._write(self._waiting[: self._at_once])

    def _write(self, rows: list[Row]) -> None:
        """Keep the first rows that wait; when the database does not take them, half of them the next time.

        A full disk may take some, and a row that is refused takes no other with it.
        """
        try:
            self.store.add(rows)
        except (OSError, ValueError) as error:
            self._at_once = max(1, len(rows) // 2)
            if isinstance(error, OSError):
                raise
            if len(rows) > 1:
                return
            if not self._refused:
                rest = "More such rows are only counted."
                _log.warning("The journal's database does not take a row (%s). %s", error, rest)
            self._refused = True
            self._count(REFUSED, 1)
        else:
            self._at_once = min(2 * self._at_once, ROOM)
            self._count(KEPT, len(rows))
        del self._waiting[: len(rows)]


def open_store(url: str) -> "Store":
    """Make a store and load the database library, or raise RuntimeError that says how to install it."""
    try:
        from journal.store import Store

        return Store(url)
    except ModuleNotFoundError as error:
        raise RuntimeError(
            f"The journal needs {error.name}, which is not installed: pip install --no-deps -r requirements.txt"
        ) from None


def oldest_hour(now: datetime, days: int) -> str:
    """Return the first hour that is still kept, so that at no moment anything kept is older than `days`."""
    return hour_of(now - timedelta(days=days) + timedelta(hours=1))
