"""How likely the utterances of a section are to bring up a question: evidence from all of them together.

A section has a language of its own: the wordings that patients use for it, its heading and, faintly, its text. A
question is weighed by how much likelier each of its words, and each pair of neighbours, is in that language than in
those of all sections together. Query likelihood: Ponte and Croft 1998, https://doi.org/10.1145/290941.291008, smoothed
after Jelinek and Mercer as in Zhai and Lafferty 2004, https://doi.org/10.1145/984321.984322.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np

from retrieval.search.bm25 import Floats, Ints
from retrieval.search.passages import Passage
from retrieval.search.postings import Postings
from retrieval.search.vocabulary import BREAK, Vocabulary
from retrieval.text.query import Term

HEADING_COUNTS, TEXT_COUNTS = 5.0, 0.1
"""What a word of the heading and one of the text count beside a saying that has it (1)."""

NEIGHBOURS_SHARE = 0.5
"""What a pair of neighbouring words says beside a word."""

TRUSTED_FROM = 5.0
"""Utterances of a section from which its language is trusted more than half: the first one says a little, the
hundredth hardly more than the ninetieth, and a section without any is ranked by its text alone."""

EVERYWHERE = 0.1
"""The share of the background model in each section's language model: an unseen word has a probability above 0."""


class QueryLikelihood:
    """What the sections of a library are asked for with; of a library without such wordings it knows nothing."""

    def __init__(
        self, passages: Sequence[Passage], texts: Sequence[list[int]], lexicon: Vocabulary, stop: Collection[str]
    ) -> None:
        """Take the passages, the terms of their texts as `lexicon` numbers them, and terms that say nothing.

        `words` are the words of all utterances, in lower case; `trusted` says how far the language of each passage's
        section is to be trusted, 0 to 1.
        """
        self.words: frozenset[str] = frozenset()
        self._stop = stop
        self._sections = {section: number for number, section in enumerate(dict.fromkeys(p.id for p in passages))}
        self._section_of = np.array([self._sections[passage.id] for passage in passages], np.int64)
        self._terms: dict[str, int] = {}
        self._said: dict[int, Counter[str]] = defaultdict(Counter)
        self._words = self._pairs = _UtteranceModel([])
        counted = np.zeros(len(self._sections))
        for passage in passages:
            counted[self._sections[passage.id]] = len(passage.also_asked) + len(passage.heard)
        self.trusted: Floats = (counted / (counted + TRUSTED_FROM))[self._section_of]
        if any(passage.also_asked or passage.heard for passage in passages):
            self._listen(passages, texts, lexicon.extended())

    def _listen(self, passages: Sequence[Passage], read: Sequence[list[int]], lexicon: Vocabulary) -> None:
        """Count what each section is asked for with; the parts of a long one share their utterances."""
        whole = [(self._sections[passage.id], passage) for passage in passages if passage.part == 0]
        utterances = [(n, lexicon.read(said)) for n, p in whole for said in (*p.also_asked, *p.heard)]
        self.words = frozenset(lexicon.vocabulary())
        heads = [(n, lexicon.read(passage.heading)) for n, passage in whole]
        self._terms = lexicon.numbers
        names = list(self._terms)
        nothing = {BREAK, *(self._terms[term] for term in self._stop if term in self._terms)}
        for section, numbers in utterances:
            self._said[section].update(names[number] for number in {*numbers} - nothing)
        bodies = list(zip(self._section_of.tolist(), read, strict=True))
        asked, headings, texts = (_UtteranceCounts.read(kind, nothing) for kind in (utterances, heads, bodies))
        self._words = _UtteranceModel([(asked.once(), 1), (headings, HEADING_COUNTS), (texts, TEXT_COUNTS)])
        most = len(self._terms)
        self._pairs = _UtteranceModel([(asked.pairs(most).once(), 1), (headings.pairs(most), HEADING_COUNTS)])

    def terms_of(self, section: str) -> Mapping[str, int]:
        """Return the terms of a section's utterances, by its id, and how many of them have each."""
        return self._said.get(self._sections.get(section, -1), {})

    def likely(self, terms: Sequence[Term]) -> Floats:
        """Return how likely a question is in the language of each passage's section; 0 where nothing is known."""
        asked = [term for term in terms if term.text not in self._stop]
        own = (self._terms.get(term.text, -1) for term in asked if term.own)
        pairs = (one * len(self._terms) + other for one, other in pairwise(own) if min(one, other) >= 0)
        total = np.zeros(len(self._sections))
        for term in asked:
            self._words.add_to(total, self._terms.get(term.text, -1), term.share)
        for pair in pairs:
            self._pairs.add_to(total, pair, NEIGHBOURS_SHARE)
        return total[self._section_of]


class _UtteranceCounts(NamedTuple):
    """Texts of one kind, one after another: for each word its text, the section of that text, and its number."""

    texts: Ints
    sections: Ints
    words: Ints

    @classmethod
    def read(cls, read: Sequence[tuple[int, list[int]]], nothing: Collection[int]) -> "_UtteranceCounts":
        """Take texts, each with the number of its section; words that say nothing are left out from between others."""
        lengths = [len(numbers) for _, numbers in read]
        words = np.fromiter(chain.from_iterable(numbers for _, numbers in read), np.int64, sum(lengths))
        texts = np.repeat(np.arange(len(read)), lengths)
        sections = np.repeat(np.array([section for section, _ in read], np.int64), lengths)
        kept = ~np.isin(words, [*nothing])
        return cls(texts[kept], sections[kept], words[kept])

    def pairs(self, most: int) -> "_UtteranceCounts":
        """Return the neighbours within each text, a pair as one number: first * most + second."""
        beside = self.texts[1:] == self.texts[:-1]
        both = self.words[:-1] * most + self.words[1:]
        return _UtteranceCounts(self.texts[:-1][beside], self.sections[:-1][beside], both[beside])

    def once(self) -> "_UtteranceCounts":
        """Return each word of a text once, however often it stands there."""
        span = int(self.words.max(initial=0)) + 1
        first = np.unique(self.texts * span + self.words, return_index=True)[1]
        return _UtteranceCounts(self.texts[first], self.sections[first], self.words[first])


class _UtteranceModel:
    """What each word or pair of words tells, section by section: log(1 + likelihood ratio)."""

    def __init__(self, kinds: Sequence[tuple[_UtteranceCounts, float]]) -> None:
        """Take texts of several kinds, each with what a word in them counts."""
        nothing = np.zeros(0, np.int64)
        sections = np.concatenate([nothing, *(spoken.sections for spoken, _ in kinds)])
        words = np.concatenate([nothing, *(spoken.words for spoken, _ in kinds)])
        counts = np.concatenate([nothing, *(np.full(len(spoken.words), count) for spoken, count in kinds)])
        span = int(words.max(initial=0)) + 1
        both, place = np.unique(sections * span + words, return_inverse=True)
        counts = np.bincount(place, counts)
        sections, words = np.divmod(both, span)
        self._words, row = np.unique(words, return_inverse=True)
        odds = (1 - EVERYWHERE) / EVERYWHERE * counts.sum() / np.bincount(row, counts)
        tells = np.log1p(odds[row] * counts / np.bincount(sections, counts)[sections])
        self._postings = Postings(row, sections, tells, int(sections.max(initial=-1)) + 1, len(self._words))

    def add_to(self, total: Floats, word: int, share: float) -> None:
        """Add to every section what a word or pair tells, times a share; nothing where it was never said."""
        row = int(np.searchsorted(self._words, word))
        if row < len(self._words) and self._words[row] == word:
            self._postings.add_to(total, row, share)
