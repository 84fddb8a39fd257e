"""Questions of different articles that are so alike that a patient's question may get either answer."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from faq.article import Kind
from faq.library import Library
from faq.problem import Findings, Problem
from faq.source_lines import also_asked_line

ALIKE = 0.8
"""Two questions are alike when they share at least this part of all their words (Jaccard)."""

COMMONEST = 200
"""A word that stands in more questions than this is no reason to compare them."""

_SMALL = frozenset(
    "a an the of to for in on at with by and or is are was were be do does did i my me you your it its this that there "
    "what which el la los las un una de del a en y o que qué cuál es son mi me se por para con".split()
)
_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")


class Question(NamedTuple):
    """A heading or an `also_asked` wording, where it stands, and the words that count in it."""

    words: frozenset[str]
    wording: str
    section_id: str
    file: str
    line: int
    is_heading: bool
    lang: str


def near_duplicates(library: Library) -> list[Problem]:
    """Note each question that another section asks in nearly the same words, and say which words differ."""
    problems: list[Problem] = []
    for one, other in sorted(set(_alike(list(_questions(library))))):
        findings = Findings(other.file)
        findings.warn(
            other.line,
            f'"{other.wording}" is nearly the question "{one.wording}" of {_place(one)}: {_reason(one, other)}.',
            _REMEDY,
        )
        problems += findings.problems
    return problems


_REMEDY = "Name the illness or treatment in one of them, or keep only one, so that patients get the right answer."


def _place(question: Question) -> str:
    return f"{question.file}:{question.line}"


def _reason(one: Question, other: Question) -> str:
    differing = sorted(one.words ^ other.words)
    return f"only {', '.join(differing)} differ" if differing else "the words that count are the same"


def _questions(library: Library) -> Iterator[Question]:
    for article in library.published():
        source = library.sources.get(article.file, "")
        for section in article.sections:
            if section.kind in (Kind.SECTION, Kind.QUESTION):
                words = counting(section.heading)
                yield Question(words, section.heading, section.id, article.file, section.line, True, article.lang)
            for wording in section.also_asked:
                line = also_asked_line(source, section.anchor, wording)
                yield Question(counting(wording), wording, section.id, article.file, line, False, article.lang)


def counting(question: str) -> frozenset[str]:
    """Give the words of a question that count.

    >>> sorted(counting("What are the side effects of CAR-T?"))
    ['car-t', 'effect', 'side']
    """
    words = (word.casefold() for word in _WORD.findall(question))
    return frozenset(word.removesuffix("s") if len(word) > 3 else word for word in words if word not in _SMALL)


def _alike(questions: list[Question]) -> Iterator[tuple[Question, Question]]:
    """Give each pair of alike questions once, in the order of the library."""
    holding: dict[str, list[int]] = defaultdict(list)
    for place, question in enumerate(questions):
        for word in question.words:
            holding[word].append(place)
    pairs = {pair for places in holding.values() if len(places) <= COMMONEST for pair in combinations(places, 2)}
    for first, second in pairs:
        one, other = questions[first], questions[second]
        if one.section_id != other.section_id and one.lang == other.lang and _share(one.words, other.words) >= ALIKE:
            yield one, other


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)
