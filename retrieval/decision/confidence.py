"""How likely the best passage is to be right: calibrated numbers from features that know no scale.

Every feature is a share between 0 and 1, so that the same constants serve 1 article and thousands of sections.
The constants were fitted by logistic regression over several collections, small and large, each weighing the same
(`python -m benchmarks.honesty --fit`); docs/answering.md shows how well "of 100 answers at this level" holds.
"""

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass

from retrieval.decision.subjects import SubjectCheck
from retrieval.options import Caution
from retrieval.search.index import Hit, Query
from retrieval.text.tokens import tokenize

FAR = 0.4
"""A lead over the next section from which more lead says nothing more."""


@dataclass(frozen=True, slots=True)
class Features:
    """What is known about the best passage for a question.

    `exact`: how alike the question and the nearest wording of the section's own question are, counted both ways;
    `focus`: the part of the score, without what the utterances add, that comes from the heading being about little
    else;
    `said`: share of the question's weight in words that the passage has or that patients use for it; `subjects`:
    1 - 1/(1+n) for n words that can name a subject; `ahead`: how far the best section of another meaning is behind, as
    a share of FAR; `alone`: how much more its utterances tell than those of any other section; `long`: 1 - 1/n for n
    words that count.
    """

    exact: float
    focus: float
    said: float
    subjects: float
    ahead: float
    alone: float
    long: float


RIGHT = Features(exact=3.1, focus=5.0, said=3.7, subjects=2.2, ahead=2.0, alone=0.6, long=2.2), -9.5
"""Weights and constant for the chance that the best passage is the right one."""

IN_SCOPE = Features(exact=3.8, focus=5.6, said=5.1, subjects=3.0, ahead=0.5, alone=-0.2, long=3.3), -10.1
"""Weights and constant for the chance that the articles answer the question at all."""

SURE = {Caution.LOW: 0.25, Caution.NORMAL: 0.35, Caution.HIGH: 0.6}
"""The chance of being right from which a passage is shown as the answer."""

WORTH_ASKING_BACK = 0.35
"""The chance of being in scope from which choices are offered instead."""


def features(guard: SubjectCheck, query: Query, hits: Sequence[Hit], understood: int = 0) -> Features:
    """Measure the best hit against the question and against its rivals.

    `understood` is the number of subject words that a follow-up question leaves out because they were just said.
    """
    best, asked = hits[0], query.words
    others = (hit.told for hit in hits if hit.passage.id != best.passage.id)
    wordings = (best.passage.heading, *best.passage.also_asked)
    return Features(
        exact=max(alike(guard, query, wording, best.language) for wording in wordings),
        focus=best.because["focus"] / ((best.score - best.because["heard"]) or 1.0),
        said=1 - guard.share(guard.missing(best, query), asked),
        subjects=1 - 1 / (1 + sum(map(guard.is_subject, asked)) + understood),
        ahead=min(lead(hits) / FAR, 1.0),
        alone=max(0.0, best.told - max(others, default=0.0)),
        long=1 - 1 / max(1, len(asked) + understood),
    )


def lead(hits: Sequence[Hit]) -> float:
    """Return how far the first section of another meaning is behind the best one, as a share of the best score.

    Sections of one title and heading answer the same question, so they are no rivals.
    """
    best = hits[0]
    rivals = (hit.score for hit in hits if _question(hit) != _question(best))
    return 1 - next(rivals, 0.0) / best.score


def _question(hit: Hit) -> tuple[str, str]:
    return hit.passage.title, hit.passage.heading


def alike(guard: SubjectCheck, query: Query, wording: str, language: str) -> float:
    """Return how much of the question is in a wording or of the wording in the question, whichever is less."""
    said = tokenize(wording, language)
    asked = frozenset(term.text for term in query.terms)
    heard = frozenset(term for word in said for term in word.terms)
    shared = {word for term in query.terms if term.text in heard for word in term.word.split()}
    return min(
        guard.share((word for word in query.words if word in shared), query.words),
        guard.share((word.written for word in said if asked.intersection(word.terms)), (w.written for w in said)),
    )


def chance(measured: Features, model: tuple[Features, float]) -> float:
    """Return the chance of a model for some features, 0 to 1."""
    weights, constant = model
    total = constant + sum(w * value for w, value in zip(astuple(weights), astuple(measured), strict=True))
    return 1 / (1 + math.exp(-total))
