"""What was decided on a question, and why."""

from dataclasses import dataclass
from enum import StrEnum

from retrieval.decision.confidence import Features
from retrieval.decision.contrasts import Difference
from retrieval.decision.question import Question
from retrieval.reply import State
from retrieval.search.index import Hit


class Reason(StrEnum):
    """Why a question is not answered by the section that fits best."""

    UNSURE = "unsure"
    TWIN = "twin"
    OTHER_SUBJECT = "other subject"
    PERSONAL = "personal"
    MENTIONED = "only mentioned"
    ABSENT = "absent"
    NOTHING = "nothing"


REFUSING = frozenset((Reason.MENTIONED, Reason.ABSENT, Reason.NOTHING))
"""The reasons for which nothing is offered either."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a question was judged; `hits` holds the best passage of each section, best first.

    `confidence` is the chance that the first is right, `in_scope` the chance that the articles answer at all.
    `differences` says for each hit what it is about instead of what was asked; `mentions` are passages that mention a
    subject which no article is about; `subject` are the words of that subject. Without a `reason` it is an answer.
    """

    question: Question
    hits: tuple[Hit, ...]
    unmatched: tuple[str, ...] = ()
    confidence: float = 0.0
    in_scope: float = 0.0
    features: Features | None = None
    within: str | None = None
    reason: Reason | None = Reason.NOTHING
    differences: tuple[Difference | None, ...] = ()
    mentions: tuple[Hit, ...] = ()
    subject: tuple[str, ...] = ()

    @property
    def status(self) -> State:
        """Say what the reply is."""
        if self.reason is None:
            return State.ANSWER
        return State.NOT_FOUND if self.reason in REFUSING else State.DID_YOU_MEAN
