"""Read an unknown word as the known word the patient meant."""

from collections.abc import Callable, Container, Mapping
from functools import cache
from math import log10

import numpy as np

from retrieval.text.edit_cost import edit_cost, within_two_edits
from retrieval.text.frequency import general_frequency, looks_like_drug, seen_words

SHORTEST = 4
"""Shorter words are left alone: nearly every other short word is one slip away."""

LIMITS = {4: 0.75, 5: 1.0, 6: 1.25, 7: 1.5}
LIMIT = 2.0
"""What the slips in a word may cost, by its length and for longer ones."""

CLEAR_LIMIT = 0.5
"""The limit for a word that people do write, though rarely: only swapped and doubled letters are sure to be slips."""

DRUG_LIMIT = 0.75
"""The limit for a word that looks like the name of a drug: one likely slip, for many names are two letters apart."""

SHORT_NAME, SHORT_NAME_LIMIT, NAME_LIMIT = 6, 0.95, 1.45
"""The limits for a name of so many letters, and for a longer one."""

SLIP_LIMIT = 1.25
"""What the slips may cost in a word that is taken for a common one the library lacks."""

FREQUENT = 0.1
"""What one step on the Zipf scale (ten times as frequent) makes up for."""

OWN = 0.25
"""What makes up for a slip when the word is the library's own."""


class WordList:
    """Words ready to be searched by ngram_score, each with a Zipf value."""

    def __init__(self, zipf: Mapping[str, float]) -> None:
        words = sorted((word for word in zipf if len(word) >= SHORTEST and word.isalpha()), key=len)
        self._words = words
        self._zipf = [zipf[word] for word in words]
        self._letters = np.array([letters(word) for word in words], np.uint32)
        self._lengths = np.array([len(word) for word in words])

    def near(self, word: str, most: float) -> list[tuple[float, str, float]]:
        """Return (cost of the slips, word, Zipf value) of the words that `word` may have been typed for."""
        reach = 2 if most > 1 else 1
        first, last = np.searchsorted(self._lengths, (len(word) - reach, len(word) + reach + 1))
        unlike = np.bitwise_count(self._letters[first:last] ^ np.uint32(letters(word)))
        places = (first + np.flatnonzero(unlike <= 2 * reach)).tolist()
        near = within_two_edits(word, [self._words[i] for i in places])
        costs = ((edit_cost(word, other), other, places[at]) for other, at in near)
        return [(cost, other, self._zipf[i]) for cost, other, i in costs if cost <= most]


class Speller:
    """The words of the library and of the language.

    A word is read as another only when the library does not know it, it is not common either, and the nearest word
    is one the library knows. A nearer common word that the library lacks is what was meant, and is left alone:
    "functino" is no "junction".
    """

    def __init__(self, vocabulary: Mapping[str, int], knows: Callable[[str], bool], code: str = "") -> None:
        """Take the library's words with their counts, and the code of a language ("en") to know its words too."""
        self._vocabulary = vocabulary
        self._knows = knows
        self._english = general_frequency(code) if code else {}
        self._seen: Container[str] = seen_words(code) if code else ()
        self._common = common_words(code) if code else WordList({})
        self._own = WordList({word: self._english.get(word, 2 + log10(n)) for word, n in vocabulary.items()})

    def correct(self, word: str, name: bool = False) -> str | None:
        """Return the known word that `word` was most likely meant to be, or None when it stands or nothing is near.

        A `name` (written with a capital letter inside a sentence) is corrected for one likely slip only: Wilms is not
        wills, and Signatera is not signature.
        """
        if len(word) < SHORTEST or not word.isalpha() or word in self._vocabulary or word in self._english:
            return None
        limit = self._limit(word)
        if name:
            limit = min(limit, SHORT_NAME_LIMIT if len(word) <= SHORT_NAME else NAME_LIMIT)
        own = [(cost - OWN - FREQUENT * zipf, meant) for cost, meant, zipf in self._own.near(word, limit)]
        common = [(cost - FREQUENT * zipf, meant) for cost, meant, zipf in self._common.near(word, limit)]
        nearest = min(own + common, default=(0.0, ""))[1]
        return nearest if nearest and self._knows(nearest) else None

    def common(self, word: str) -> float:
        """Return the Zipf value of a word, or of the common word that one nobody writes was most likely typed for.

        "alergy" is as common as allergy; a name that is written, though rarely, is as rare as it is.
        """
        if word in self._english or word in self._seen or len(word) < SHORTEST or not word.isalpha():
            return self._english.get(word, 0.0)
        near = self._common.near(word, min(self._limit(word), SLIP_LIMIT))
        return max((zipf for _, _, zipf in near), default=0.0)

    def _limit(self, word: str) -> float:
        if word in self._seen:
            return CLEAR_LIMIT
        return DRUG_LIMIT if looks_like_drug(word) else LIMITS.get(len(word), LIMIT)


@cache
def common_words(code: str) -> WordList:
    """Return the common words of a language, ready to be searched."""
    return WordList(general_frequency(code))


def letters(word: str) -> int:
    """Return the letters a word has as a set of bits; an edit changes at most two of them."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 31)
    return bits
