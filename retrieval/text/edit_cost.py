"""Say how likely one word was typed for another: the cost of a slip of the finger or of the ear, and words near by."""

from collections.abc import Mapping

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA, Levenshtein

VOWELS = frozenset("aeiouy")
SOUNDS = tuple(map(frozenset, ("ckqsxz", "gj", "fvp", "mn", "td", "bp", "iy", "vw", "ui")))
"""Letters that are often written for each other because they sound alike."""

KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
PLACES = {key: (column + row / 2, row) for row, keys in enumerate(KEYS) for column, key in enumerate(keys)}

SHORTEST = 4
"""Shorter words are left alone: nearly every other short word is one slip away."""

SWAP, DOUBLING, LIKELY, ANY, FIRST = 0.5, 0.4, 0.75, 1.0, 0.35
"""What a slip costs: two letters swapped; a letter doubled or not; one that sounds alike or lies beside; any other.

`FIRST` is what it costs more to get the first letter wrong, which people rarely do (Pollock and Zamora 1984)."""


class WordList:
    """Words ready to be searched by likeness, each with a Zipf value."""

    def __init__(self, zipf: Mapping[str, float]) -> None:
        words = sorted((word for word in zipf if len(word) >= SHORTEST and word.isalpha()), key=len)
        self._words = words
        self._zipf = [zipf[word] for word in words]
        self._letters = np.array([_letters(word) for word in words], np.uint32)
        self._lengths = np.array([len(word) for word in words])

    def near(self, word: str, most: float) -> list[tuple[float, str, float]]:
        """Return (cost of the slips, word, Zipf value) of the words that `word` may have been typed for."""
        reach = 2 if most > 1 else 1
        first, last = np.searchsorted(self._lengths, (len(word) - reach, len(word) + reach + 1))
        unlike = np.bitwise_count(self._letters[first:last] ^ np.uint32(_letters(word)))
        places = (first + np.flatnonzero(unlike <= 2 * reach)).tolist()
        others = [self._words[i] for i in places]
        near = process.extract(word, others, scorer=OSA.distance, score_cutoff=2, limit=None)
        costs = ((edit_cost(word, other), other, places[at]) for other, _, at in near)
        return [(cost, other, self._zipf[i]) for cost, other, i in costs if cost <= most]


def edit_cost(typed: str, meant: str) -> float:
    """Return the cost of typing `typed` for `meant`.

    >>> edit_cost("recieve", "receive"), edit_cost("tumer", "tumor"), edit_cost("wean", "weak")
    (0.5, 0.75, 1.0)
    """
    edits = OSA.distance(typed, meant)
    if sorted(typed) == sorted(meant):
        return ANY if edits > 1 else SWAP if typed[0] == meant[0] else LIKELY
    operations = Levenshtein.editops(typed, meant)
    cost = sum(_edit_cost(typed, meant, edit.tag, edit.src_pos, edit.dest_pos) for edit in operations)
    if len(operations) > edits:
        cost -= len(operations) - edits - 1 + SWAP
    return cost + (0.0 if typed[0] == meant[0] else FIRST)


def _edit_cost(typed: str, meant: str, kind: str, source: int, target: int) -> float:
    """Return the cost of one edit, at `source` in the typed word and `target` in the meant one."""
    if kind == "replace":
        return LIKELY if typed[source] + meant[target] in ALIKE else ANY
    word, place = (typed, source) if kind == "delete" else (meant, target)
    beside = word[max(place - 1, 0) : place] + word[place + 1 : place + 2]
    if word[place] in beside:
        return DOUBLING
    return LIKELY if word[place] in VOWELS else ANY


def _letters(word: str) -> int:
    """Return the letters a word has as a set of bits; an edit changes at most two of them."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 31)
    return bits


def _alike(one: str, other: str) -> bool:
    """Say whether two letters sound alike or lie side by side on the keyboard."""
    (x, row), (x2, row2) = PLACES[one], PLACES[other]
    beside = abs(x - x2) <= 1 and abs(row - row2) <= 1
    return beside or {one, other} <= VOWELS or any({one, other} <= sound for sound in SOUNDS)


ALIKE = frozenset(one + other for one in PLACES for other in PLACES if _alike(one, other))
