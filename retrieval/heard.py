"""How likely the sayings of a section are to bring up a question: evidence from all of them together.

A section has a language of its own: the wordings that patients use for it, its heading and, faintly, its text. A
question is weighed by how much likelier each of its words, and each pair of neighbours, is in that language than in
those of all sections together. Query likelihood: Ponte and Croft 1998, https://doi.org/10.1145/290941.291008, smoothed
after Jelinek and Mercer as in Zhai and Lafferty 2004, https://doi.org/10.1145/984321.984322.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.bm25 import Floats, Ints
from retrieval.passages import Passage
from retrieval.reading import Term
from retrieval.words import split

HEADING_COUNTS, TEXT_COUNTS = 5.0, 0.1
"""What a word of the heading and one of the text count beside a saying that has it (1)."""

EVERYWHERE = 0.1
"""The share of every section's language that is the language of all sections: a word it never heard is no proof."""

NEIGHBOURS_SHARE = 0.5
"""What a pair of neighbouring words says beside a word."""

Said = tuple[str, ...]
"""A term, or two that stand side by side."""

Counts = defaultdict[Said, float]
"""How often each was said."""


class Evidence(NamedTuple):
    """What the sayings tell about a question: `likely` for each passage, and the most it could be for any."""

    likely: Floats
    possible: float


class _Tellings:
    """What each word and pair of words tells, section by section, in a few arrays instead of thousands."""

    def __init__(self, spoken: Sequence[Counts]) -> None:
        """Take the counts of every section."""
        everywhere: Counts = defaultdict(float)
        for counts in spoken:
            for said, count in counts.items():
                everywhere[said] += count
        self._rows = {said: row for row, said in enumerate(everywhere)}
        size = _sizes(everywhere)
        odds = np.array([(1 - EVERYWHERE) / EVERYWHERE * size[len(said)] / n for said, n in everywhere.items()])
        self._most = np.log1p(odds)
        rows, sections, shares = [], [], []
        for section, counts in enumerate(spoken):
            own = _sizes(counts)
            for said, count in counts.items():
                rows.append(self._rows[said])
                sections.append(section)
                shares.append(count / own[len(said)])
        order = np.argsort(rows, kind="stable")
        self._starts = np.searchsorted(np.array(rows)[order], np.arange(len(odds) + 1)).astype(np.int32)
        self._sections = np.array(sections, np.int32)[order]
        self._weights = np.log1p(odds[rows] * shares).astype(np.float32)[order]

    def of(self, said: Said) -> tuple[Ints, NDArray[np.float32], float] | None:
        """Give the sections that say something, log(1 + likelihood ratio) for each, and the most that could be."""
        row = self._rows.get(said)
        if row is None:
            return None
        here = slice(self._starts[row], self._starts[row + 1])
        return self._sections[here], self._weights[here], float(self._most[row])


class Heard:
    """What the sections of a library are asked for with; of a library without such wordings it knows nothing."""

    def __init__(self, passages: Sequence[Passage], read: Callable[[str], Said], stop: Collection[str]) -> None:
        """Take the passages, the function that gives a word's terms, and terms that say nothing.

        `words` are the words of all sayings.
        """
        self._read, self._stop = read, stop
        numbers = {section: number for number, section in enumerate(dict.fromkeys(p.id for p in passages))}
        self._section_of = np.array([numbers[passage.id] for passage in passages], np.int64)
        self._terms: dict[str, frozenset[str]] = {}
        self.words = frozenset(word.casefold() for p in passages for saying in p.heard for word in split(saying))
        self._tellings: _Tellings | None = None
        if any(passage.also_asked or passage.heard for passage in passages):
            spoken: list[Counts] = [defaultdict(float) for _ in numbers]
            for passage in passages:
                self._listen(passage, spoken[numbers[passage.id]])
            self._tellings = _Tellings(spoken)

    def _listen(self, passage: Passage, spoken: Counts) -> None:
        """Count what a section is asked for with; the parts of a long one share their sayings."""
        if passage.part == 0:
            sayings = [self._split(wording) for wording in (*passage.also_asked, *passage.heard)]
            self._terms[passage.id] = frozenset(chain.from_iterable(sayings))
            for terms in sayings:
                _add(spoken, set(_words_and_pairs(terms)), 1)
            _add(spoken, _words_and_pairs(self._split(passage.heading)), HEADING_COUNTS)
        _add(spoken, ((term,) for term in self._split(passage.text)), TEXT_COUNTS)

    def _split(self, text: str) -> list[str]:
        return [term for word in split(text) for term in self._read(word) if term not in self._stop]

    def terms_of(self, section: str) -> frozenset[str]:
        """Give the terms that patients use for a section, by its id."""
        return self._terms.get(section, frozenset())

    def evidence(self, terms: Sequence[Term]) -> Evidence | None:
        """Weigh a question for each passage, or give None when no section was ever asked for in such words."""
        if self._tellings is None:
            return None
        asked = [term for term in terms if term.text not in self._stop]
        words = (((term.text,), term.share) for term in asked)
        pairs = ((pair, NEIGHBOURS_SHARE) for pair in pairwise(term.text for term in asked if term.own))
        total = np.zeros(int(self._section_of.max(initial=-1)) + 1)
        possible = 0.0
        for said, share in chain(words, pairs):
            if telling := self._tellings.of(said):
                sections, weights, most = telling
                total[sections] += share * weights
                possible += share * most
        return Evidence(total[self._section_of], possible) if possible else None


def _words_and_pairs(terms: Sequence[str]) -> Iterator[Said]:
    yield from ((term,) for term in terms)
    yield from pairwise(terms)


def _add(spoken: Counts, several: Iterable[Said], counts: float) -> None:
    for said in several:
        spoken[said] += counts


def _sizes(counts: Counts) -> tuple[float, float, float]:
    """Give how many words were counted, and how many pairs, at places 1 and 2."""
    sizes = [0.0, 0.0, 0.0]
    for said, count in counts.items():
        sizes[len(said)] += count
    return sizes[0], sizes[1], sizes[2]
