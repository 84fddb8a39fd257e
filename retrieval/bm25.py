"""BM25 of one field, from rank_bm25's own numbers: the only module that imports rank_bm25."""

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi

K1, B = 1.2, 0.75
"""Saturation of repeated words and weight of length, as in Robertson and Zaragoza (2009)."""


class Okapi(BM25Okapi):  # type: ignore[misc]
    """rank_bm25's Okapi with an idf that is positive in collections of every size.

    The original gives a word in more than half of the passages a negative or floored idf, so that on a small
    library "the" outweighs "stomach". This one is log(1 + (N - n + 0.5) / (n + 0.5)), as in Lucene.
    """

    def _calc_idf(self, nd: Mapping[str, int]) -> None:
        size = self.corpus_size
        self.idf = {word: math.log(1 + (size - n + 0.5) / (n + 0.5)) for word, n in nd.items()}


class Field:
    """The postings of one field: for each term the passages that have it and what it adds to their score."""

    def __init__(self, texts: Sequence[Sequence[str]], k1: float = K1, b: float = B) -> None:
        self.size = len(texts)
        self.idf: dict[str, float] = {}
        self.numbers: dict[str, int] = {}
        self.starts = np.zeros(1, np.int64)
        self.passages = np.zeros(0, np.int32)
        self.scores = np.zeros(0, np.float64)
        if any(texts):
            self._post(Okapi(texts, k1=k1, b=b))

    def _post(self, okapi: Okapi) -> None:
        """Turn rank_bm25's counts per passage into postings per term, with its own arithmetic."""
        self.idf = okapi.idf
        self.numbers = {term: number for number, term in enumerate(self.idf)}
        distinct = [len(counts) for counts in okapi.doc_freqs]
        terms = _numbers(map(self.numbers.__getitem__, chain.from_iterable(okapi.doc_freqs)), sum(distinct))
        counts = _numbers(chain.from_iterable(c.values() for c in okapi.doc_freqs), sum(distinct))
        passages = np.repeat(np.arange(self.size, dtype=np.int32), distinct)
        lengths = np.array(okapi.doc_len)[passages]
        idf = np.fromiter(self.idf.values(), np.float64, len(self.idf))[terms]
        k1, b = okapi.k1, okapi.b
        scores = idf * (counts * (k1 + 1) / (counts + k1 * (1 - b + b * lengths / okapi.avgdl)))
        order = np.argsort(terms, kind="stable")
        self.passages, self.scores = passages[order], scores[order]
        self.starts = np.concatenate(([0], np.cumsum(np.bincount(terms, minlength=len(self.idf)))))

    def postings(self, term: str) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
        """Give the passages that have a term, ascending, and what it adds to the score of each."""
        number = self.numbers.get(term)
        if number is None:
            return self.passages[:0], self.scores[:0]
        here = slice(self.starts[number], self.starts[number + 1])
        return self.passages[here], self.scores[here]

    def score(self, terms: Iterable[str]) -> NDArray[np.float64]:
        """Give the score of every passage: bit for bit what `Okapi.get_scores` gives, without reading every passage."""
        total = np.zeros(self.size)
        for term in terms:
            passages, scores = self.postings(term)
            total[passages] += scores
        return total


def _numbers(values: Iterable[int], count: int) -> NDArray[np.int64]:
    return np.fromiter(values, np.int64, count)
