"""BM25 of one field, from rank_bm25's own counts: the only module that imports rank_bm25."""

from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi

K1, B = 1.2, 0.75
"""How soon a repeated word stops counting, and how much length counts (Robertson and Zaragoza 2009)."""

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.integer[Any]]


def inverse_frequency(found_in: Ints, size: int) -> Floats:
    """Return how rare terms are that `found_in` of `size` passages have: log(1 + (N - n + 0.5) / (n + 0.5)).

    Positive in collections of every size, as in Lucene. rank_bm25 gives a word in more than half of the passages a
    negative or floored idf, so that on a small library "the" outweighs "stomach".

    >>> inverse_frequency(np.array([1, 100]), 100).round(3).tolist()
    [4.21, 0.005]
    """
    return np.log1p((size - found_in + 0.5) / (found_in + 0.5))


def saturated(counts: Ints | Floats, lengths: Ints | Floats, mean: float) -> Floats:
    """Return BM25 without its idf, 0 to k1 + 1: more for a word that is frequent in a short passage."""
    parts: Floats = counts * (K1 + 1) / (counts + K1 * (1 - B + B * lengths / mean))
    return parts


def postings_of(texts: Sequence[Sequence[int]]) -> tuple[Ints, Ints, Floats]:
    """Return the postings of a field as (terms, texts, BM25 without its idf), text by text, each term of one once.

    With rank_bm25's counts and in the order of its arithmetic, so that the scores are the same bit for bit.
    """
    if not any(texts):
        return np.zeros(0, np.int64), np.zeros(0, np.int32), np.zeros(0)
    okapi = BM25Okapi(texts)
    distinct = [len(counts) for counts in okapi.doc_freqs]
    terms = np.fromiter(chain.from_iterable(okapi.doc_freqs), np.int64, sum(distinct))
    counts = np.fromiter(chain.from_iterable(c.values() for c in okapi.doc_freqs), np.int64, sum(distinct))
    which = np.repeat(np.arange(len(texts), dtype=np.int32), distinct)
    return terms, which, saturated(counts, np.array(okapi.doc_len)[which], okapi.avgdl)
