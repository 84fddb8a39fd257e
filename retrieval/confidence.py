"""How likely the best passage is to be right: a calibrated number from features that know no scale.

Every feature is a share between 0 and 1, so that the same constants serve 1 article and thousands of sections.
The constants were fitted by logistic regression over several collections, small and large, each weighing the same
(`python -m benchmarks.honesty --fit`); docs/answering.md shows how well "of 100 answers at this level" holds.
"""

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass

from retrieval.guard import Guard
from retrieval.index import Hit, Query
from retrieval.options import Caution
from retrieval.words import words


@dataclass(frozen=True, slots=True)
class Features:
    """What is known about the best passage for a question.

    `covered`: share of the question's weight that the passage has; `headed`: share that its title, heading or another
    wording of its question has; `answered`: share of the heading's weight that the question has; `margin`: how far the
    second section is behind, as a share of the best score; `known`: share of the question's weight that the library
    knows at all; `long`: 1 - 1/n for n words that count.
    """

    covered: float
    headed: float
    answered: float
    margin: float
    known: float
    long: float


WEIGHTS = Features(covered=3.0, headed=2.0, answered=1.0, margin=3.0, known=3.0, long=0.5)
BIAS = -6.5

ENOUGH = {Caution.LOW: 0.25, Caution.NORMAL: 0.4, Caution.HIGH: 0.6}
"""The confidence from which a passage is shown as the answer."""


def features(guard: Guard, query: Query, hits: Sequence[Hit]) -> Features:
    """Measure the best hit against the question and against the next section."""
    best = hits[0]
    asked = query.words
    rival = next((hit.score for hit in hits if hit.passage.id != best.passage.id), 0.0)
    wordings = (best.passage.heading, *best.passage.also_asked)
    heads = [_terms(f"{best.passage.title} {wording}", best.language) for wording in wordings]
    lacking = guard.lacking(best, query)
    has = [word for word in asked if word not in lacking]
    return Features(
        covered=guard.share(has, asked),
        headed=max(guard.share((w for w in has if _in(w, head, best.language)), asked) for head in heads),
        answered=max(_answered(guard, wording, best) for wording in wordings),
        margin=1 - rival / best.score,
        known=guard.share((word for word in asked if word not in query.unknown), asked),
        long=1 - 1 / max(1, len(asked)),
    )


def confidence(measured: Features) -> float:
    """Give the chance that the passage is right, 0 to 1."""
    total = BIAS + sum(weight * value for weight, value in zip(astuple(WEIGHTS), astuple(measured), strict=True))
    return 1 / (1 + math.exp(-total))


def _terms(text: str, language: str) -> frozenset[str]:
    return frozenset(term for word in words(text, language) for term in word.terms)


def _in(word: str, head: frozenset[str], language: str) -> bool:
    return any(term in head for read in words(word, language) for term in read.terms)


def _answered(guard: Guard, wording: str, hit: Hit) -> float:
    said = words(wording, hit.language)
    return guard.share((w.written for w in said if hit.has.intersection(w.terms)), (w.written for w in said))
