"""How likely the utterances of a section are to bring up a question: evidence from all of them together.

A section has a language of its own: the wordings that patients use for it, its heading and, faintly, its text. A
question is weighed by how much likelier each of its words, and each pair of neighbours, is in that language than in
those of all sections together. Query likelihood: Ponte and Croft 1998, https://doi.org/10.1145/290941.291008, smoothed
after Jelinek and Mercer as in Zhai and Lafferty 2004, https://doi.org/10.1145/984321.984322.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np

from retrieval.search.bm25 import Floats
from retrieval.search.passages import Passage
from retrieval.search.utterances import Telling, UtteranceCounts, UtteranceModel
from retrieval.search.vocabulary import BREAK, Vocabulary
from retrieval.text.query import Term

HEADING_COUNTS, TEXT_COUNTS = 5.0, 0.1
"""What a word of the heading and one of the text count beside a saying that has it (1)."""

NEIGHBOURS_SHARE = 0.5
"""What a pair of neighbouring words says beside a word."""


TRUSTED_FROM = 5.0
"""Utterances of a section from which its language is trusted more than half: the first one says a little, the
hundredth hardly more than the ninetieth, and a section without any is ranked by its text alone."""


class Likelihood(NamedTuple):
    """What the language of each passage's section tells: how `likely` the question is, and how far it is `trusted`."""

    likely: Floats
    trusted: Floats


class QueryLikelihood:
    """What the sections of a library are asked for with; of a library without such wordings it knows nothing."""

    def __init__(
        self, passages: Sequence[Passage], texts: Sequence[list[int]], lexicon: Vocabulary, stop: Collection[str]
    ) -> None:
        """Take the passages, the terms of their texts as `lexicon` numbers them, and terms that say nothing.

        `words` are the words of all utterances, in lower case.
        """
        self.words: frozenset[str] = frozenset()
        self._stop = stop
        self._sections = {section: number for number, section in enumerate(dict.fromkeys(p.id for p in passages))}
        self._section_of = np.array([self._sections[passage.id] for passage in passages], np.int64)
        self._terms: dict[str, int] = {}
        self._said: dict[int, Counter[str]] = {}
        self._words = self._pairs = UtteranceModel([])
        counted = np.zeros(len(self._sections))
        for passage in passages:
            counted[self._sections[passage.id]] = len(passage.also_asked) + len(passage.heard)
        self._trusted = (counted / (counted + TRUSTED_FROM))[self._section_of]
        if any(passage.also_asked or passage.heard for passage in passages):
            self._listen(passages, texts, lexicon.extended())

    def _listen(self, passages: Sequence[Passage], read: Sequence[list[int]], lexicon: Vocabulary) -> None:
        """Count what each section is asked for with; the parts of a long one share their utterances."""
        whole = [(self._sections[passage.id], passage) for passage in passages if passage.part == 0]
        asked = _spoken((n, lexicon.read(said)) for n, p in whole for said in (*p.also_asked, *p.heard))
        self.words = frozenset(lexicon.vocabulary())
        headings = _spoken((n, lexicon.read(passage.heading)) for n, passage in whole)
        texts = _spoken(zip(self._section_of.tolist(), read, strict=True))
        self._terms = lexicon.numbers
        nothing = [BREAK, *(self._terms[term] for term in self._stop if term in self._terms)]
        asked, headings, texts = (spoken.without(nothing) for spoken in (asked, headings, texts))
        self._said = _by_section(asked, list(self._terms))
        self._words = UtteranceModel([(asked.once(), 1), (headings, HEADING_COUNTS), (texts, TEXT_COUNTS)])
        pairs, heads = asked.pairs(len(self._terms)), headings.pairs(len(self._terms))
        self._pairs = UtteranceModel([(pairs.once(), 1), (heads, HEADING_COUNTS)])

    def terms_of(self, section: str) -> Mapping[str, int]:
        """Return the terms of a section's utterances, by its id, and how many of them have each."""
        return self._said.get(self._sections.get(section, -1), {})

    def evidence(self, terms: Sequence[Term]) -> Likelihood | None:
        """Weigh a question for each passage, or give None when no section was ever asked for in such words."""
        asked = [term for term in terms if term.text not in self._stop]
        total = np.zeros(len(self._sections))
        for share, (sections, weights) in chain(self._of_words(asked), self._of_pairs(asked)):
            total[sections] += share * weights
        return Likelihood(total[self._section_of], self._trusted) if total.any() else None

    def _of_words(self, asked: Sequence[Term]) -> Iterator[tuple[float, Telling]]:
        return ((term.share, self._words.of(self._terms.get(term.text, -1))) for term in asked)

    def _of_pairs(self, asked: Sequence[Term]) -> Iterator[tuple[float, Telling]]:
        own = (self._terms.get(term.text, -1) for term in asked if term.own)
        known = ((one, other) for one, other in pairwise(own) if min(one, other) >= 0)
        return ((NEIGHBOURS_SHARE, self._pairs.of(one * len(self._terms) + other)) for one, other in known)


def _spoken(texts: Iterable[tuple[int, list[int]]]) -> UtteranceCounts:
    """Put the terms of texts, each with the number of its section, one after another."""
    read = list(texts)
    lengths = [len(numbers) for _, numbers in read]
    return UtteranceCounts(
        np.repeat(np.arange(len(read)), lengths),
        np.repeat(np.array([section for section, _ in read], np.int64), lengths),
        np.fromiter(chain.from_iterable(numbers for _, numbers in read), np.int64, sum(lengths)),
    )


def _by_section(asked: UtteranceCounts, terms: Sequence[str]) -> dict[int, Counter[str]]:
    """Return the terms of each section's utterances, and how many of them have each."""
    asked = asked.once()
    counted: dict[int, Counter[str]] = defaultdict(Counter)
    for section, number in zip(asked.sections.tolist(), asked.words.tolist(), strict=True):
        counted[section][terms[number]] += 1
    return dict(counted)
