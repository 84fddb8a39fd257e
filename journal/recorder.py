"""The journal as the rest of the site knows it: a question or a verdict goes in, and is written in the background."""

import secrets
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from journal.permission import Permission
from journal.rows import Judgement, Noted, hour_of
from journal.writer import Asking, Count, Writer

if TYPE_CHECKING:
    from journal.store import Store

VERDICT_SECONDS = 0.3
"""How long somebody who presses Yes or No may wait to be counted; after that the press counts as new."""


class Journal(Writer):
    """Note the permitted words of questions, and verdicts, to the hour and for so many days."""

    def __init__(
        self,
        url: str,
        retention_days: int,
        permitted: Callable[[str], Permission],
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        count: Count = lambda _, __: None,
    ) -> None:
        """Make the journal at a database address; nothing is connected to and no thread runs until it is used.

        `permitted` returns what may be kept of a question in a language; `count` is told "kept" or why a row was lost,
        and how many. Raises RuntimeError when the database library is not installed.
        """
        super().__init__(open_store(url), self.purge, lambda: hour_of(clock()), count)
        self._days, self._permitted, self._clock = retention_days, permitted, clock

    def note(
        self, question: str, lang: str, *, status: str, sections: Iterable[str], version: str, emergency: str = ""
    ) -> None:
        """Note a question with what became of it; what may not be kept goes here, so that it never waits in memory."""
        words = self._permitted(lang).kept(question)
        shown = " ".join(dict.fromkeys(sections))
        self.put(Noted(secrets.token_hex(16), self._hour(), words, status, shown, version, lang, emergency))

    def spend(self, token_hash: str, section: str, version: str, verdict: str, reason: str = "") -> bool:
        """Keep a verdict and say whether it is the first with this token; a reason may follow a "no" once.

        While the database is out of reach the answer is yes: the row waits, and still counts once when it is written.
        """
        new: Future[bool | None] = Future()
        self.put(Asking(Judgement(token_hash, self._hour(), section, version, verdict, reason), new))
        try:
            return new.result(0 if self.in_trouble else VERDICT_SECONDS) is not False
        except TimeoutError:
            return True

    def purge(self) -> int:
        """Delete what is older than the days it may be kept, and say how many rows that were."""
        return self.store.purge(oldest_hour(self._clock(), self._days))


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
