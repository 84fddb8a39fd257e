"""Build everything the index looks things up in, once, from the passages."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from retrieval.search import signals
from retrieval.search.bm25 import Floats, Ints, postings_of
from retrieval.search.passages import Passage
from retrieval.search.postings import ForwardIndex, Postings, TermSequences, gathered, totals
from retrieval.search.query_likelihood import QueryLikelihood
from retrieval.search.vocabulary import BREAK, Vocabulary, weigh
from retrieval.text.tokens import clean_text, split


def _entries_of(passages: Sequence[Passage]) -> Iterator[tuple[int, str]]:
    """Yield (passage, head) for every wording a passage may be found by: its own heading or an `also_asked` one.

    Wordings are alternatives, never more text: the best one counts, and a passage without any loses nothing.
    """
    for owner, passage in enumerate(passages):
        for heading in (passage.heading, *passage.also_asked):
            yield owner, passage.title if heading == passage.title else f"{passage.title} {heading}"


class InvertedIndex:
    """The library in numbers: terms and their weights, postings, and what each entry has."""

    def __init__(self, passages: Sequence[Passage], language: str, english: Mapping[str, float], stop: frozenset[str]):
        lexicon = Vocabulary(language)
        entries = list(_entries_of(passages))
        texts = [lexicon.read(passage.text.strip()) for passage in passages]
        heads = TermSequences.of([lexicon.read(head) for _, head in entries]).without(BREAK)
        bodies = TermSequences.of([texts[owner] for owner, _ in entries])
        self.vocabulary = lexicon.vocabulary()
        self.heard = QueryLikelihood(passages, texts, lexicon, stop)
        self.numbers = lexicon.numbers
        self.owners = np.array([owner for owner, _ in entries], np.int64)
        self.size = len(entries)
        self._most = len(lexicon.numbers)
        self._stop = [lexicon.numbers[term] for term in stop if term in lexicon.numbers]
        sentences = _sentences(bodies)
        self.rows = self._place_words(heads, bodies, sentences)
        of_passages, _ = TermSequences(self.rows.entries(), self.rows.terms).renumbered(self.owners).counted()
        self.found_in = np.bincount(of_passages.terms, minlength=self._most)
        self.weights = weigh(self.found_in, len(passages), lexicon.general_rarity(english))
        self.head_totals = self._weigh_heads()
        self.most = float(np.log1p(len(passages)))
        whole = heads.joined(bodies).without(BREAK)
        opening = bodies.where(sentences == 0).without(BREAK)
        self.words = self._post_words(heads, whole, opening)
        pairs, scores = whole.without(*self._stop).pairs(self._most).bm25(self.size)
        self.pairs = Postings(pairs.terms, pairs.texts, signals.PAIRS_SHARE * scores, self.size)
        self.grams, self.gram_rows = _place_grams([head for _, head in entries])

    def weight(self, term: str) -> float:
        """Return the weight of a term, that of the rarest for one that the library lacks."""
        number = self.numbers.get(term)
        return float(self.weights[number]) if number else self.most

    def pair(self, one: int, other: int) -> int:
        """Return the key of two neighbouring terms in the postings of pairs."""
        return one * self._most + other

    def _place_words(self, heads: TermSequences, bodies: TermSequences, sentences: Ints) -> ForwardIndex:
        """Note which terms each entry has, and which windows of its sentences hold each."""
        inside = bodies.terms != BREAK
        held = np.concatenate((np.full(len(heads.terms), signals.ANYWHERE), signals.windows(sentences[inside])))
        texts, terms = (np.concatenate(both) for both in zip(heads, bodies.where(inside), strict=True))
        keys, held = gathered(texts.astype(np.int64) * self._most + terms, held, np.bitwise_or)
        return ForwardIndex(*np.divmod(keys, self._most), held, self.size, self._most)

    def _weigh_heads(self) -> Floats:
        """Return the weight of each entry's head without stop words."""
        weights = self.weights.copy()
        weights[self._stop] = 0
        in_head = self.rows.values == signals.ANYWHERE
        return totals(self.rows.entries()[in_head], weights[self.rows.terms[in_head]], self.size)

    def _post_words(self, heads: TermSequences, whole: TermSequences, opening: TermSequences) -> Postings:
        """Add up the weighed BM25 of head, whole text and opening sentence, term by term."""
        fields = ((heads, signals.HEAD_SHARE), (whole, signals.FLAT_SHARE), (opening, signals.OPENING_SHARE))
        posted = [(*postings_of(field.by_text(self.size)), share) for field, share in fields]
        terms = np.concatenate([terms for terms, *_ in posted])
        entries = np.concatenate([entries for _, entries, *_ in posted])
        scores = np.concatenate([share * self.weights[terms] * parts for terms, _, parts, share in posted])
        return Postings(terms, entries, scores, self.size)


def _sentences(bodies: TermSequences) -> Ints:
    """Return the number of each place's sentence in its text, from 0."""
    breaks = (bodies.terms == BREAK).astype(np.int64)
    passed = np.cumsum(breaks)
    starts = np.searchsorted(bodies.texts, bodies.texts)
    numbers: Ints = passed - passed[starts] + breaks[starts]
    return numbers


def _place_grams(heads: Sequence[str]) -> tuple[dict[str, int], ForwardIndex]:
    """Note the letter groups of every head with their BM25 score."""
    numbers: dict[str, int] = {}
    known: dict[str, list[int]] = {}
    texts: list[list[int]] = []
    for head in heads:
        text: list[int] = []
        for word in split(clean_text(head)):
            if word not in known:
                known[word] = [numbers.setdefault(gram, len(numbers)) for gram in signals.grams(word)]
            text.extend(known[word])
        texts.append(text)
    grams, scores = TermSequences.of(texts).bm25(len(heads))
    values = (signals.LIKENESS_SHARE * scores).astype(np.float32)
    return numbers, ForwardIndex(*grams, values, len(heads), len(numbers))
