"""The journal as the rest of the site knows it: a question or a verdict goes in, and is written in the background."""

import secrets
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from journal.permission import Permission
from journal.rows import Judgement, Noted, hour_of
from journal.writer import Asking, Count, Writer

if TYPE_CHECKING:
    from journal.store import Store

VERDICT_SECONDS = 0.3
"""How long somebody who presses Yes or No may wait to be counted; after that the press counts as new."""


class HasId(Protocol):
    """A passage or a choice: all that the journal wants of it is its section."""

    @property
    def id(self) -> str:
        """The section's id, such as "til-therapy-melanoma#what-are-the-risks"."""


class HasKind(Protocol):
    """An emergency card: all that the journal wants of it is its kind."""

    @property
    def kind(self) -> str:
        """What sort of emergency: "emergency", "team" or "crisis"."""


class Replied(Protocol):
    """What the journal wants of a reply."""

    @property
    def status(self) -> str:
        """What became of the question: "answer", "did_you_mean" or "not_found"."""

    @property
    def version(self) -> str:
        """The content version that answered."""

    @property
    def passages(self) -> Sequence[HasId]:
        """The passages shown."""

    @property
    def choices(self) -> Sequence[HasId]:
        """The questions offered."""

    @property
    def emergency(self) -> HasKind | None:
        """The emergency card, if one was shown."""


class Journal:
    """Note the permitted words of questions, and verdicts, to the hour and for so many days."""

    def __init__(
        self,
        store: "Store",
        retention_days: int,
        permitted: Callable[[str], Permission],
        clock: Callable[[], datetime],
        count: Count,
    ) -> None:
        self.store = store
        self._days, self._permitted, self._clock = retention_days, permitted, clock
        self._writer = Writer(store, self.purge, self._hour, count)

    @classmethod
    def open(
        cls,
        url: str,
        retention_days: int,
        permitted: Callable[[str], Permission],
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        count: Count = lambda _, __: None,
    ) -> "Journal":
        """Make the journal at a database address; nothing is connected to and no thread runs until it is used.

        `permitted` returns what may be kept of a question in a language; `count` is told "kept" or why a row was lost,
        and how many. Raises RuntimeError when the database library is not installed.
        """
        return cls(open_store(url), retention_days, permitted, clock, count)

    def note(self, question: str, reply: Replied, lang: str) -> None:
        """Note a question with what became of it; what may not be kept goes here, so that it never waits in memory."""
        shown = reply.passages or reply.choices
        row = Noted(
            id=secrets.token_hex(16),
            hour=self._hour(),
            question=self._permitted(lang).kept(storable(question)),
            status=str(reply.status),
            sections=" ".join(dict.fromkeys(each.id for each in shown)),
            version=reply.version,
            lang=lang,
            emergency=reply.emergency.kind if reply.emergency else "",
        )
        self._writer.put(row)

    def spend(self, token_hash: str, section: str, version: str, verdict: str, reason: str = "") -> bool:
        """Keep a verdict and say whether it is the first with this token; a reason may follow a "no" once.

        While the database is out of reach the answer is yes: the row waits, and still counts once when it is written.
        """
        asking = Asking(Judgement(token_hash, self._hour(), section, version, verdict, reason))
        self._writer.put(asking)
        return asking.wait(0 if self._writer.in_trouble else VERDICT_SECONDS) is not False

    @property
    def losses(self) -> Mapping[str, int]:
        """How many rows this process lost, by reason."""
        return self._writer.losses

    def start(self) -> None:
        """Start writing in this process; the first row does so too. Call it only after a server has forked."""
        self._writer.start()

    def purge(self) -> int:
        """Delete what is older than the days it may be kept, and say how many rows that were."""
        return self.store.purge(oldest_hour(self._clock(), self._days))

    def close(self) -> None:
        """Write what waits, within seconds, and stop."""
        self._writer.close()

    def _hour(self) -> str:
        return hour_of(self._clock())


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


def storable(text: str) -> str:
    r"""Return a text as every database takes it: composed letters, no NUL, no half of a surrogate pair.

    >>> storable("na\u0308her\x00 \ud800?")
    'näher ?'
    """
    return "".join(c for c in unicodedata.normalize("NFC", text) if c != "\0" and not "\ud800" <= c <= "\udfff")
