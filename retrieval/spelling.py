"""Read an unknown word as the known word the patient meant."""

from collections.abc import Iterable, Mapping

import numpy as np
from rapidfuzz.distance import OSA

SHORTEST = 4
"""Shorter words are left alone: nearly every other short word is one slip away."""


class Speller:
    """The library's own words, ready to be searched by likeness.

    A word is worth correcting only when the library does not know it and it is not common English.
    """

    def __init__(self, vocabulary: Mapping[str, int], common: Iterable[str] = ()) -> None:
        self._known = vocabulary.keys()
        self._common = frozenset(common)
        self._words = sorted((word for word in vocabulary if len(word) >= SHORTEST and word.isalpha()), key=len)
        self._counts = [vocabulary[word] for word in self._words]
        self._letters = np.array([_letters(word) for word in self._words], np.uint32)
        self._lengths = np.array([len(word) for word in self._words])

    def correct(self, word: str) -> str | None:
        """Give the known word that `word` was most likely meant to be, or None when it stands or nothing is close."""
        if len(word) < SHORTEST or not word.isalpha() or word in self._known or word in self._common:
            return None
        reach = 1 if len(word) < 6 else 2
        first, last = np.searchsorted(self._lengths, (len(word) - reach, len(word) + reach + 1))
        unlike = np.bitwise_count(self._letters[first:last] ^ np.uint32(_letters(word)))
        near = (first + np.flatnonzero(unlike <= 2 * reach)).tolist()
        ranked = [
            (distance, self._words[i][0] != word[0], -self._counts[i], self._words[i])
            for i in near
            if (distance := OSA.distance(word, self._words[i], score_cutoff=reach)) <= reach
        ]
        return min(ranked)[-1] if ranked else None


def _letters(word: str) -> int:
    """Give the letters a word has as a set of bits; an edit changes at most two of them."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 31)
    return bits
