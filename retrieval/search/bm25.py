"""BM25 (Robertson and Zaragoza 2009), with an idf that stays positive."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

K1, B = 1.2, 0.75
"""How soon a repeated word stops counting, and how much length counts."""

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
