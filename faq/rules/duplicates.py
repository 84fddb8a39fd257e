"""Questions of different articles that are so alike that a patient's question may get either answer."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from faq.article import Section, SectionKind
from faq.library import Library
from faq.problem import Level, Problem

ALIKE = 0.8
"""Two questions are alike when they share at least this part of all their words (Jaccard)."""

TOLD = 5
"""Questions that are told for each pair of articles."""

_SMALL = frozenset(
    "a an the of to for in on at with by and or is are was were be do does did i my me you your it its this that there "
    "what which el la los las un una de del a en y o que qué cuál es son mi me se por para con".split()
)
_POINTING = frozenset("it its they them these ello".split())
"""Words that point back: "is it safe" is looked up only within the article a visitor has just read."""

_REMEDY = "Name the illness or treatment in one of them, or keep only one, so that patients get the right answer."

_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")


class _Question(NamedTuple):
    """A heading or an `also_asked` wording of a section, and the words that count in it."""

    words: frozenset[str]
    wording: str
    line: int
    section: Section
    file: str
    lang: str


def near_duplicates(library: Library) -> list[Problem]:
    """Note each question that another section asks in nearly the same words, and say which words differ.

    Of 2 articles that share many, the first few are told and the others counted.
    """
    problems: list[Problem] = []
    told: Counter[tuple[str, str]] = Counter()
    for one, other in _alike(list(_questions(library))):
        told[one.file, other.file] += 1
        if told[one.file, other.file] <= TOLD:
            differing = ", ".join(sorted(one.words ^ other.words))
            reason = f"they differ only in {differing}" if differing else "the words that count are the same"
            message = f'"{other.wording}" is nearly "{one.wording}" of {one.file}:{one.line}: {reason}.'
            problems.append(Problem(other.file, other.line, message, _REMEDY, Level.WARNING))
    for (file, other_file), number in told.items():
        if number > TOLD:
            message = f"{number - TOLD} more questions are nearly those of {file}."
            problems.append(Problem(other_file, 1, message, _REMEDY, Level.WARNING))
    return problems


def _questions(library: Library) -> Iterator[_Question]:
    for article in library.published():
        for section in article.sections:
            asks = section.kind in (SectionKind.SECTION, SectionKind.QUESTION)
            others = (wording for wording in section.also_asked if not _points_back(wording))
            for wording in (*[section.heading] * asks, *others):
                line = article.lines.get(f"also_asked.{section.anchor}.{wording}", section.line)
                yield _Question(_counting(wording), wording, line, section, article.file, article.lang)


def _points_back(wording: str) -> bool:
    words = wording.casefold().split()
    return words[0] == "and" or not _POINTING.isdisjoint(words)


def _counting(question: str) -> frozenset[str]:
    """Return the words of a question that count.

    >>> sorted(_counting("What are the side effects of CAR-T?"))
    ['car-t', 'effect', 'side']
    """
    words = (word.casefold() for word in _WORD.findall(question))
    return frozenset(word.removesuffix("s") if len(word) > 3 else word for word in words if word not in _SMALL)


def _alike(questions: list[_Question]) -> Iterator[tuple[_Question, _Question]]:
    """Yield each question that is like an earlier one, with the likest.

    Two sets that share enough must share one of the rarest words of each, so only those are looked up (prefix
    filtering, Chaudhuri et al. 2006, doi:10.1109/ICDE.2006.9).
    """
    known = Counter(word for question in questions for word in question.words)
    earlier: dict[str, list[_Question]] = defaultdict(list)
    for question in questions:
        rarest = sorted(question.words, key=lambda word: (known[word], word))
        rarest = rarest[: len(rarest) - math.ceil(ALIKE * len(rarest)) + 1]
        near = [one for word in rarest for one in earlier[word] if _share(one, question) >= ALIKE]
        if near:
            yield max(near, key=lambda one: _share(one, question)), question
        elif question.words:
            for word in rarest:
                earlier[word].append(question)


def _share(one: _Question, other: _Question) -> float:
    """Return the part of all their words that two questions share, 0 when they cannot be taken for each other."""
    if one.section is other.section or one.lang != other.lang:
        return 0
    return len(one.words & other.words) / len(one.words | other.words)
