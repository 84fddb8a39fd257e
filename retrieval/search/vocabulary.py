"""Number the terms of a library, and weigh how much each says."""

import re
from collections import Counter
from collections.abc import Mapping

import numpy as np

from retrieval.search.bm25 import Floats, Ints, inverse_frequency
from retrieval.text.tokens import clean_text, reader

BREAK = 0
"""The number that stands between two sentences."""

ENGLISH_SHARE = 0.4
"""How much the general rarity of a word counts beside its rarity in the library; a small library knows little."""

SHARPNESS = 1.5
"""The power of a term's rarity: above 1, one telling word outweighs several plain ones."""

_PIECE = re.compile(r"[^\W_]+(?:['\-.&+][^\W_]+)*|(?<![.!?])(?:[.!?]*\s*\n\s*|[.!?]+(?=\s))")


class Vocabulary(dict[str, tuple[int, ...]]):
    """The words of a library as written there, each with the numbers of its terms.

    `numbers` holds every term, `spellings` how often each is written.
    """

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self.numbers: dict[str, int] = {"": BREAK}
        self.spellings: Counter[str] = Counter()
        self._read = reader(language)

    def __missing__(self, piece: str) -> tuple[int, ...]:
        """Return numbers to the terms of a word seen for the first time."""
        if not piece[0].isalnum():
            numbers: tuple[int, ...] = (BREAK,)
        else:
            numbers = tuple(self.numbers.setdefault(term, len(self.numbers)) for term in self._read.learn(piece))
        self[piece] = numbers
        return numbers

    def read(self, text: str) -> list[int]:
        """Return a text as the numbers of its terms, with `BREAK` between sentences, and take its words in."""
        pieces = _PIECE.findall(clean_text(text))
        self.spellings.update(pieces)
        return [number for piece in pieces for number in self[piece]]

    def extended(self) -> "Vocabulary":
        """Return a vocabulary to take further words in: it numbers those of this one alike, and has counted none."""
        further = Vocabulary(self._language)
        further.update(self)
        further.numbers = dict(self.numbers)
        return further

    def vocabulary(self) -> dict[str, int]:
        """Return every word of the library in lower case, and how often it occurs."""
        folded: Counter[str] = Counter()
        for piece, count in self.spellings.items():
            if piece[0].isalnum():
                folded[piece.casefold()] += count
        return dict(folded)

    def general_rarity(self, english: Mapping[str, float]) -> Floats:
        """Return the general rarity of every term: that of its commonest word, by the Zipf values of `english`."""
        rarity = np.ones(len(self.numbers))
        for word in self.vocabulary():
            number = self.numbers[self._read(word)[0]]
            rarity[number] = min(rarity[number], rarity_of(english.get(word, 0.0)))
        return rarity


def sharpen(idf: Floats, most: float) -> Floats:
    """Raise idf to `SHARPNESS`, so that the rarest term keeps its weight and plain ones lose theirs."""
    return most * (np.maximum(idf, 0) / (most or 1.0)) ** SHARPNESS


def weigh(found_in: Ints, size: int, rarity: Floats) -> Floats:
    """Return the weight of each term from the number of passages that have it and its general rarity (0 to 1)."""
    most = np.log1p(size)
    idf = (1 - ENGLISH_SHARE) * inverse_frequency(found_in, size)
    return sharpen(idf + ENGLISH_SHARE * most * rarity, most)


def rarity_of(zipf: float) -> float:
    """Turn a Zipf value into general rarity: 0 for a word like "the", 1 for one that no list of common words has.

    >>> rarity_of(8.0), rarity_of(3.0), rarity_of(0.0)
    (0.0, 1.0, 1.0)
    """
    return min(1.0, max(0.0, (8.0 - zipf) / 5.0))
