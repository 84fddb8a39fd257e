"""What the journal keeps: the permitted words of a question with what became of it, and a verdict on a section."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple


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


class QuestionCount(NamedTuple):
    """How many questions of an hour are alike; `sections` is "" where they were not told apart."""

    hour: str
    status: str
    lang: str
    emergency: str
    sections: str
    times: int


class VerdictCount(NamedTuple):
    """How many verdicts on a section of a content version are alike."""

    section: str
    version: str
    verdict: str
    reason: str
    times: int


class Unanswered(NamedTuple):
    """What is kept of a question that got no answer."""

    lang: str
    question: str


def hour_of(moment: datetime) -> str:
    """Return a moment to the hour, in UTC, in a form that sorts as time does: "2026-11-25T09"."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H")
