"""How likely the best section is to be right: calibrated chances from features that know no scale.

Every feature is a share between 0 and 1, so that the same constants serve 1 article and thousands of sections. The
constants were fitted by logistic regression over several libraries, with and without utterances, each weighing the same
(`python -m benchmarks.honesty --data DIR --fit`); docs/answering.md shows how well they hold for libraries left out.
"""

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass

from retrieval.decision.question import Question
from retrieval.options import Caution
from retrieval.search.index import Hit
from retrieval.text.tokens import split

FAR = 0.4
"""A lead over the next section from which more lead says nothing more."""

NEAR = 0.6
"""The nearness in meaning from which more of it says nothing more."""

MUCH = 3.0
"""The weight of matched words from which more of them say nothing more."""


@dataclass(frozen=True, slots=True)
class Features:
    """What is known about the best section for a question.

    `lacks`: share of the question's words, grammar aside, that the section has in no form (1 where it has none);
    `lacks_name`: the weight of the heaviest of them that can name a subject; `unknown`: share of the question's weight
    in words that no article has; `matched`: the weight of the words that the section has, as a share of MUCH, for two
    plain words prove little; `ahead`: how far the best section of another meaning is behind, as a share of FAR;
    `apart`: the same for the best section of another article; `central`: 1 when the section is about the most telling
    word of the question, else 0; `exact`: share of the heading that is asked and of the question that the heading has,
    whichever is less; `alike`: how near the meaning is, as a share of NEAR, 0 where no sentence model is used.
    """

    lacks: float
    lacks_name: float
    unknown: float
    matched: float
    ahead: float
    apart: float
    central: float
    exact: float
    alike: float = 0.0


RIGHT = (
    Features(lacks=-2.0, lacks_name=-0.4, unknown=-1.2, matched=4.3, ahead=1.4, apart=1.1, central=0.9, exact=1.7),
    -4.4,
)
"""Weights and constant for the chance that the best section is the right one."""

IN_SCOPE = (
    Features(lacks=-1.7, lacks_name=0.4, unknown=-2.2, matched=5.4, ahead=-0.5, apart=1.2, central=1.7, exact=1.5),
    -2.7,
)
"""Weights and constant for the chance that the articles answer the question at all."""

RIGHT_SEMANTIC = (
    Features(
        lacks=-1.3, lacks_name=-0.3, unknown=-0.8, matched=3.7, ahead=1.6, apart=0.8, central=0.6, exact=1.1, alike=3.3
    ),
    -5.5,
)
IN_SCOPE_SEMANTIC = (
    Features(
        lacks=-1.1, lacks_name=0.2, unknown=-1.2, matched=4.7, ahead=0.0, apart=0.7, central=1.3, exact=1.2, alike=4.0
    ),
    -4.3,
)
"""The same where a sentence model helps."""

SURE = {Caution.LOW: 0.17, Caution.NORMAL: 0.22, Caution.HIGH: 0.6}
"""The chance of being right from which a section is shown as the answer."""

WORTH_OFFERING = 0.085
"""The chance of being in scope from which sections are offered instead."""

FAMILIAR = 0.13
"""How much likelier to be in scope an offered section must be that patients ask for in many ways: what is unlike all of
them is seldom meant. Worth a sixth of the offers to questions that nothing answers."""

UNNAMED = 0.3
"""The chance of being right that a question asks for which names nothing that the section is about: worth a third of
the answers to everyday chatter and half of those to other medical questions, for 1 right one in 100."""

RIVAL = 0.6
"""The share of the best score from which a section of another article may be meant as well by "what are the risks?"."""

UNSAID = 0.42
"""The chance of being right that a question asks for whose most telling word the section never says: worth four answers
in five about another subject of the same field, for 1 right one in 40."""

OTHER_SORT = 0.55
"""The chance of being right that a question asks for when a word that no article has says of which sort its noun is."""

ELSEWHERE = 0.8
"""The chance of being right that a question asks for when that word is a rare name that other sections have."""


def features(question: Question, hits: Sequence[Hit], exact: bool = False, understood: Sequence[str] = ()) -> Features:
    """Measure the best hit against the question and against its rivals.

    `exact` says that the question is one of the section's wordings; `understood` are words of its subject that a
    follow-up question leaves out because they were just said.
    """
    best, subjects, asked = hits[0], question.subjects, question.query.words
    lacks = question.lacking(subjects.said(best.passage.id))
    has = sum(subjects.weight(word) for word in (*asked, *understood) if word not in lacks)
    content = list(filter(subjects.is_content, asked))
    others = [hit for hit in hits if _question(hit) != _question(best)]
    strangers = [hit for hit in hits if hit.passage.title != best.passage.title]
    return Features(
        lacks=sum(word in lacks for word in content) / told if (told := len(content) + len(understood)) else 1.0,
        lacks_name=max((subjects.weight(word) for word in lacks if word in question.naming), default=0.0),
        unknown=question.share(question.unknown),
        matched=min(1.0, has / MUCH),
        ahead=_ahead(best, others),
        apart=_ahead(best, strangers),
        central=float(_is_central(question, best.passage.id)),
        exact=1.0 if exact else _alike(question, best),
        alike=min(1.0, best.similar / NEAR),
    )


def _question(hit: Hit) -> tuple[str, str]:
    """Return what makes two sections the same question: their title and heading."""
    return hit.passage.title, hit.passage.heading


def _ahead(best: Hit, others: Sequence[Hit]) -> float:
    behind = 1 - max((hit.score for hit in others), default=0.0) / best.score
    return min(1.0, max(0.0, behind) / FAR)


def _is_central(question: Question, section: str) -> bool:
    """Say whether the most telling word of a question, aspects aside, is one that a section is about."""
    subjects = question.subjects
    content = list(filter(subjects.is_subject_word, question.query.words))
    telling = question.telling(list(filter(subjects.names, content)) or content)
    return bool(telling) and not question.lacking(subjects.about(section), (telling,))


def _alike(question: Question, hit: Hit) -> float:
    """Return how much of the question is in a heading or of the heading in the question, whichever is less."""
    return max(_alike_wording(question, hit, wording) for wording in (hit.passage.heading, *hit.passage.also_asked))


def _alike_wording(question: Question, hit: Hit, wording: str) -> float:
    subjects = question.subjects
    terms = frozenset().union(*(way for ways in question.ways.values() for way in ways))
    said = tuple(dict.fromkeys(word.casefold() for word in split(wording)))
    asked = [word for word in said if subjects.stem(word) in terms]
    own = frozenset(map(subjects.stem, (*said, *(word.casefold() for word in split(hit.passage.title)))))
    off = question.lacking(own)
    covered = [word for word in question.query.words if word not in off]
    return min(subjects.share(asked, said), question.share(covered))


def chances(measured: Features, semantic: bool) -> tuple[float, float]:
    """Return the chances that the best section is right and that the question is in scope."""
    right, inside = (RIGHT_SEMANTIC, IN_SCOPE_SEMANTIC) if semantic else (RIGHT, IN_SCOPE)
    return chance(measured, right), chance(measured, inside)


def chance(measured: Features, model: tuple[Features, float]) -> float:
    """Return the chance of a model for some features, 0 to 1."""
    weights, constant = model
    total = constant + sum(w * value for w, value in zip(astuple(weights), astuple(measured), strict=True))
    return 1 / (1 + math.exp(-total))
