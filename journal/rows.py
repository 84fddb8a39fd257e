"""What the journal keeps: the permitted words of a question with what became of it, and a verdict on a section."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class Noted:
    """One question. `id` is random, so that rows have no order within their hour; `hour` is "2026-11-25T09" in UTC.

    `sections` are the ids that were shown, best first, with a space between; `emergency` is its kind or "".
    """

    id: str
    hour: str
    question: str
    status: str
    sections: str
    version: str
    lang: str
    emergency: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """One verdict on a section; `token` is the hash that makes it count once, `reason` "" or why it was a "no"."""

    token: str
    hour: str
    section: str
    version: str
    verdict: str
    reason: str


Row = Noted | Judgement
KINDS: Mapping[str, type[Row]] = {"questions": Noted, "feedback": Judgement}
"""The kinds of rows by the names of their tables; the first field of each tells rows apart and nothing to a reader."""


def hour_of(moment: datetime) -> str:
    """Return a moment to the hour, in UTC, in a form that sorts as time does: "2026-11-25T09"."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H")
