"""Build everything the index looks things up in, once, from the passages."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.search import signals
from retrieval.search.bm25 import Floats, Ints, postings_of
from retrieval.search.passages import Passage
from retrieval.search.postings import ForwardIndex, Postings, WordPairs, bm25, once, totals
from retrieval.search.query_likelihood import QueryLikelihood
from retrieval.search.vocabulary import BREAK, Vocabulary, weigh
from retrieval.text.tokens import clean_text, split


class _Entry(NamedTuple):
    """One wording a passage may be found by: its own heading or an `also_asked` one, with the same body."""

    owner: int
    head: str
    head_terms: list[int]
    body_terms: list[int]


def _entries_of(passages: Sequence[Passage], lexicon: Vocabulary) -> Iterator[_Entry]:
    """Yield the entries of every passage; `BREAK` stands between the sentences of a body.

    Wordings are alternatives, never more text: the best one counts, and a passage without any loses nothing.
    """
    for owner, passage in enumerate(passages):
        body = lexicon.read(passage.text.strip())
        for heading in (passage.heading, *passage.also_asked):
            head = passage.title if heading == passage.title else f"{passage.title} {heading}"
            yield _Entry(owner, head, [n for n in lexicon.read(head) if n != BREAK], body)


class InvertedIndex:
    """The library in numbers: terms and their weights, postings, and what each entry has."""

    def __init__(self, passages: Sequence[Passage], language: str, english: Mapping[str, float], stop: frozenset[str]):
        lexicon = Vocabulary(language)
        entries = list(_entries_of(passages, lexicon))
        self.vocabulary = lexicon.vocabulary()
        texts = {entry.owner: entry.body_terms for entry in entries}
        self.heard = QueryLikelihood(passages, list(texts.values()), lexicon, stop)
        self.numbers = lexicon.numbers
        self.owners = np.array([entry.owner for entry in entries], np.int32)
        self.size = len(entries)
        self._most = len(lexicon.numbers)
        self._stop = np.array([lexicon.numbers[term] for term in stop if term in lexicon.numbers], np.int64)
        self.found_in = np.bincount(self._place_words(entries), minlength=self._most)
        self.weights = weigh(self.found_in, len(passages), lexicon.general_rarity(english))
        self.head_totals = self._weigh_heads()
        self.most = float(np.log1p(len(passages)))
        self.words = self._post_words(entries)
        self.grams, self.gram_rows = _place_grams(entries)

    def weight(self, term: str) -> float:
        """Return the weight of a term, that of the rarest for one that the library lacks."""
        number = self.numbers.get(term)
        return float(self.weights[number]) if number else self.most

    def _place_words(self, entries: Sequence[_Entry]) -> Ints:
        """Note which windows of sentences and which neighbours each entry has; give each passage's terms, each once."""
        of_head, heads = _one_after_another([entry.head_terms for entry in entries])
        of_body, bodies = _one_after_another([entry.body_terms for entry in entries])
        self.pairs = self._pair(of_head, heads, of_body, bodies)
        inside = bodies != BREAK
        held = signals.windows(_sentences(of_body, ~inside)[inside])
        keys = np.concatenate((self._key(of_head, heads), self._key(of_body, bodies)[inside]))
        held = np.concatenate((np.full(len(heads), signals.ANYWHERE), held))
        order = np.argsort(keys, kind="stable")
        keys = keys[order]
        firsts = np.flatnonzero(np.diff(keys, prepend=-1))
        which, terms = np.divmod(keys[firsts], self._most)
        held = np.bitwise_or.reduceat(held[order], firsts) if len(firsts) else held
        self.rows = ForwardIndex(which, terms, held, self.size, self._most)
        return once(self._key(self.owners[which], terms)) % self._most

    def _key(self, entries: Ints, terms: Ints) -> Ints:
        return entries.astype(np.int64) * self._most + terms

    def _pair(self, of_head: Ints, heads: Ints, of_body: Ints, bodies: Ints) -> WordPairs:
        """Post the neighbouring content words of each entry, head and body read on."""
        terms, which = np.concatenate((heads, bodies)), np.concatenate((of_head, of_body))
        content = ~np.isin(terms, np.append(self._stop, BREAK))
        terms, which = terms[content], which[content]
        order = np.argsort(which, kind="stable")
        return WordPairs(terms[order], which[order], self.size, signals.PAIRS_SHARE)

    def _weigh_heads(self) -> Floats:
        """Return the weight of each entry's head without stop words."""
        weights = self.weights.copy()
        weights[self._stop] = 0
        in_head = self.rows.values == signals.ANYWHERE
        which = np.repeat(np.arange(self.size), np.diff(self.rows.starts))
        return totals(which[in_head], weights[self.rows.terms[in_head]], self.size)

    def _post_words(self, entries: Sequence[_Entry]) -> Postings:
        """Add up the weighed BM25 of head, whole text and opening sentence, term by term."""
        heads = [entry.head_terms for entry in entries]
        bodies = [[n for n in entry.body_terms if n != BREAK] for entry in entries]
        fields = (
            (heads, signals.HEAD_SHARE),
            ([head + body for head, body in zip(heads, bodies, strict=True)], signals.FLAT_SHARE),
            ([_opening(entry.body_terms) for entry in entries], signals.OPENING_SHARE),
        )
        posted = [(*postings_of(texts), share) for texts, share in fields]
        terms = np.concatenate([terms for terms, *_ in posted])
        which = np.concatenate([which for _, which, *_ in posted])
        scores = np.concatenate([share * self.weights[terms] * parts for terms, _, parts, share in posted])
        return Postings(terms, which, scores, self.size, self._most)


def _sentences(which: Ints, breaks: NDArray[np.bool_]) -> Ints:
    """Return the number of each place's sentence in its text, from 0; `which` text each place belongs to, ascending."""
    passed = np.cumsum(breaks)
    starts = np.searchsorted(which, which)
    numbers: Ints = passed - passed[starts] + breaks[starts].astype(np.int64)
    return numbers


def _opening(body: list[int]) -> list[int]:
    """Return the terms of the first sentence."""
    return body[: body.index(BREAK)] if BREAK in body else body


def _one_after_another(texts: Sequence[Sequence[int]]) -> tuple[Ints, Ints]:
    """Return the term numbers of all texts as one array, and beside each the number of its text."""
    lengths = [len(text) for text in texts]
    terms = np.fromiter(chain.from_iterable(texts), np.int64, sum(lengths))
    return np.repeat(np.arange(len(texts)), lengths), terms


def _place_grams(entries: Sequence[_Entry]) -> tuple[dict[str, int], ForwardIndex]:
    """Note the letter groups of every head with their BM25 score."""
    numbers: dict[str, int] = {}
    known: dict[str, list[int]] = {}
    heads: list[list[int]] = []
    for entry in entries:
        head: list[int] = []
        for word in split(clean_text(entry.head)):
            if word not in known:
                known[word] = [numbers.setdefault(gram, len(numbers)) for gram in signals.grams(word)]
            head.extend(known[word])
        heads.append(head)
    which, grams = _one_after_another(heads)
    which, grams, scores = bm25(which, grams, len(entries), len(numbers))
    values = (signals.LIKENESS_SHARE * scores).astype(np.float32)
    return numbers, ForwardIndex(which, grams, values, len(entries), len(numbers))
