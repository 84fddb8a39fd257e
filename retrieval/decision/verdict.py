"""What was decided on a question, and why."""

from dataclasses import dataclass
from enum import StrEnum

from retrieval.decision.confidence import Features
from retrieval.decision.contrasts import Difference
from retrieval.reply import State
from retrieval.search.index import Hit, Query


class Reason(StrEnum):
    """Why a question is not answered by the section that fits best."""

    UNSURE = "unsure"
    TWIN = "twin"
    OTHER_SUBJECT = "other subject"
    PERSONAL = "personal"
    ABSENT = "absent"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a question was judged; `hits` holds the best passage of each section, best first.

    `differences` says for each hit what it is about instead of what was asked; `mentions` are passages that mention a
    subject which no article is about; `subject` are the words of that subject.
    """

    status: State
    hits: tuple[Hit, ...] = ()
    unmatched: tuple[str, ...] = ()
    confidence: float = 0.0
    features: Features | None = None
    query: Query | None = None
    within: str | None = None
    reason: Reason | None = None
    differences: tuple[Difference | None, ...] = ()
    mentions: tuple[Hit, ...] = ()
    subject: tuple[str, ...] = ()
