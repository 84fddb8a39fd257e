"""How likely the utterances of a section are to bring up a question: evidence from all of them together.

A section has a language of its own: the wordings that patients use for it, its heading and, faintly, its text. A
question is weighed by how much likelier each of its words, and each pair of neighbours, is in that language than in
those of all sections together. Query likelihood: Ponte and Croft 1998, https://doi.org/10.1145/290941.291008, smoothed
after Jelinek and Mercer as in Zhai and Lafferty 2004, https://doi.org/10.1145/984321.984322.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

import numpy as np

from retrieval.search.bm25 import Floats
from retrieval.search.passages import Passage
from retrieval.search.postings import Postings, TermSequences, gathered
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
        self._words: Postings | None = None
        self._pairs: Postings | None = None
        counted = np.zeros(len(self._sections))
        counted[self._section_of] = [len(passage.also_asked) + len(passage.heard) for passage in passages]
        self.trusted: Floats = (counted / (counted + TRUSTED_FROM))[self._section_of]
        if counted.any():
            self._listen(passages, texts, lexicon.extended())

    def _listen(self, passages: Sequence[Passage], texts: Sequence[list[int]], lexicon: Vocabulary) -> None:
        """Count what each section is asked for with; the parts of a long one share their utterances."""
        whole = [(self._sections[passage.id], passage) for passage in passages if passage.part == 0]
        utterances = [(n, lexicon.read(said)) for n, p in whole for said in (*p.also_asked, *p.heard)]
        self.words = frozenset(lexicon.vocabulary())
        heads = [lexicon.read(passage.heading) for _, passage in whole]
        self._terms = lexicon.numbers
        names, most = list(self._terms), len(self._terms)
        nothing = {BREAK, *(self._terms[term] for term in self._stop if term in self._terms)}
        for section, numbers in utterances:
            self._said[section].update(names[number] for number in {*numbers} - nothing)
        asked = TermSequences.of([numbers for _, numbers in utterances]).without(*nothing)
        said_of = np.array([section for section, _ in utterances], np.int64)
        headings = TermSequences.of(heads).without(*nothing).renumbered(np.array([section for section, _ in whole]))
        written = TermSequences.of(texts).without(*nothing).renumbered(self._section_of)
        once, pairs = (said.counted()[0].renumbered(said_of) for said in (asked, asked.pairs(most)))
        self._words = self._posted((once, 1.0), (headings, HEADING_COUNTS), (written, TEXT_COUNTS))
        self._pairs = self._posted((pairs, 1.0), (headings.pairs(most), HEADING_COUNTS))

    def _posted(self, *kinds: tuple[TermSequences, float]) -> Postings:
        """Return what each word or pair of words tells, section by section: log(1 + likelihood ratio).

        Takes the texts of sections, of several kinds, each with what a word in them counts.
        """
        sections, words = (np.concatenate(parts) for parts in zip(*(spoken for spoken, _ in kinds), strict=True))
        counts = np.concatenate([np.full(len(spoken.terms), count) for spoken, count in kinds])
        span = int(words.max(initial=0)) + 1
        both, counts = gathered(sections * span + words, counts)
        sections, words = np.divmod(both, span)
        _, row = np.unique(words, return_inverse=True)
        odds = (1 - EVERYWHERE) / EVERYWHERE * counts.sum() / np.bincount(row, counts)
        tells = np.log1p(odds[row] * counts / np.bincount(sections, counts)[sections])
        return Postings(words, sections, tells, len(self._sections))

    def terms_of(self, section: str) -> Mapping[str, int]:
        """Return the terms of a section's utterances, by its id, and how many of them have each."""
        return self._said.get(self._sections.get(section, -1), {})

    def likely(self, terms: Sequence[Term]) -> Floats:
        """Return how likely a question is in the language of each passage's section; 0 where nothing is known."""
        total = np.zeros(len(self._sections))
        asked = [(self._terms.get(term.text, -1), term) for term in terms if term.text not in self._stop]
        if self._words and self._pairs:
            for number, term in asked:
                self._words.add_to(total, number, term.share)
            for one, other in pairwise(number for number, term in asked if term.own):
                if min(one, other) >= 0:
                    self._pairs.add_to(total, one * len(self._terms) + other, NEIGHBOURS_SHARE)
        return total[self._section_of]
