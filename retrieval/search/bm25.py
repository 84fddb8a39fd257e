"""BM25 of one field, from rank_bm25's own numbers: the only module that imports rank_bm25."""

import math
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi

K1, B = 1.2, 0.75
"""How soon a repeated word stops counting, and how much length counts (Robertson and Zaragoza 2009)."""

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.integer[Any]]


class Okapi(BM25Okapi):  # type: ignore[misc]
    """rank_bm25's Okapi with an idf that is positive in collections of every size.

    The original gives a word in more than half of the passages a negative or floored idf, so that on a small
    library "the" outweighs "stomach". This one is log(1 + (N - n + 0.5) / (n + 0.5)), as in Lucene.
    """

    def _calc_idf(self, nd: Mapping[Hashable, int]) -> None:
        self.idf = {term: inverse_frequency(n, self.corpus_size) for term, n in nd.items()}


def inverse_frequency(found_in: float, size: float) -> float:
    """Return how rare a term is that `found_in` of `size` passages have.

    >>> round(inverse_frequency(1, 100), 2), round(inverse_frequency(100, 100), 4)
    (4.21, 0.005)
    """
    return math.log(1 + (size - found_in + 0.5) / (found_in + 0.5))


class Field:
    """The postings of one field, term by term: which passages have the term, and how much of it.

    `parts` is BM25 without its idf: 0 to k1 + 1, more for a word that is frequent in a short passage.
    """

    def __init__(self, texts: Sequence[Sequence[Hashable]], k1: float = K1, b: float = B) -> None:
        self.size = len(texts)
        self.idf: dict[Hashable, float] = {}
        self.starts = np.zeros(1, np.int64)
        self.passages = np.zeros(0, np.int32)
        self.parts = np.zeros(0, np.float64)
        if any(texts):
            self._post(Okapi(texts, k1=k1, b=b))
        self.rows = {term: row for row, term in enumerate(self.idf)}
        weights = np.fromiter(self.idf.values(), np.float64, len(self.idf))
        self.scores = np.repeat(weights, np.diff(self.starts)) * self.parts

    def _post(self, okapi: Okapi) -> None:
        """Turn rank_bm25's counts per passage into postings per term, with its own arithmetic."""
        self.idf = okapi.idf
        rows = {term: row for row, term in enumerate(self.idf)}
        distinct = [len(counts) for counts in okapi.doc_freqs]
        terms = _ints(map(rows.__getitem__, chain.from_iterable(okapi.doc_freqs)), sum(distinct))
        counts = _ints(chain.from_iterable(c.values() for c in okapi.doc_freqs), sum(distinct))
        passages = np.repeat(np.arange(self.size, dtype=np.int32), distinct)
        lengths = np.array(okapi.doc_len)[passages]
        k1, b = okapi.k1, okapi.b
        parts = counts * (k1 + 1) / (counts + k1 * (1 - b + b * lengths / okapi.avgdl))
        order = np.argsort(terms, kind="stable")
        self.passages, self.parts = passages[order], parts[order]
        self.starts = np.concatenate(([0], np.cumsum(np.bincount(terms, minlength=len(rows)))))

    def postings(self, term: Hashable) -> slice:
        """Return where the postings of a term lie in `passages`, `parts` and `scores`."""
        row = self.rows.get(term)
        return slice(0, 0) if row is None else slice(int(self.starts[row]), int(self.starts[row + 1]))

    def score(self, terms: Iterable[Hashable]) -> Floats:
        """Return the score of every passage: bit for bit what `Okapi.get_scores` gives, reading only the postings."""
        total = np.zeros(self.size)
        for term in terms:
            here = self.postings(term)
            total[self.passages[here]] += self.scores[here]
        return total


def _ints(values: Iterable[int], count: int) -> NDArray[np.int64]:
    return np.fromiter(values, np.int64, count)
