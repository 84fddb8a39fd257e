"""Which section says what, counted all at once: how much likelier each word is there than anywhere."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.search.bm25 import Floats, Ints

EVERYWHERE = 0.1
"""The share of every section's language that is the language of all sections: a word it never heard is no proof."""


class UtteranceCounts(NamedTuple):
    """Texts of one kind, one after another: for each word its text, the section of that text, and its number."""

    texts: Ints
    sections: Ints
    words: Ints

    def without(self, words: Sequence[int]) -> "UtteranceCounts":
        """Leave some words out, so that what stood beside them comes together."""
        kept = ~np.isin(self.words, words)
        return UtteranceCounts(self.texts[kept], self.sections[kept], self.words[kept])

    def pairs(self, most: int) -> "UtteranceCounts":
        """Return the neighbours within each text, a pair as one number: first * most + second."""
        beside = self.texts[1:] == self.texts[:-1]
        both = self.words[:-1] * most + self.words[1:]
        return UtteranceCounts(self.texts[:-1][beside], self.sections[:-1][beside], both[beside])

    def once(self) -> "UtteranceCounts":
        """Return each word of a text once, however often it stands there."""
        span = int(self.words.max(initial=0)) + 1
        first = np.unique(self.texts * span + self.words, return_index=True)[1]
        return UtteranceCounts(self.texts[first], self.sections[first], self.words[first])


Telling = tuple[Ints, NDArray[np.float32]]
"""The sections that say something, and what that tells for each."""


class UtteranceModel:
    """What each word or pair of words tells, section by section: log(1 + likelihood ratio)."""

    def __init__(self, kinds: Sequence[tuple[UtteranceCounts, float]]) -> None:
        """Take texts of several kinds, each with what a word in them counts."""
        nothing = np.zeros(0, np.int64)
        sections = np.concatenate([nothing, *(spoken.sections for spoken, _ in kinds)])
        words = np.concatenate([nothing, *(spoken.words for spoken, _ in kinds)])
        counts = np.concatenate([nothing, *(np.full(len(spoken.words), count) for spoken, count in kinds)])
        span = int(words.max(initial=0)) + 1
        both, place = np.unique(sections * span + words, return_inverse=True)
        counts = np.bincount(place, counts)
        sections, words = np.divmod(both, span)
        self._words, row = np.unique(words, return_inverse=True)
        odds = (1 - EVERYWHERE) / EVERYWHERE * counts.sum() / np.bincount(row, counts)
        self._post(row, sections, np.log1p(odds[row] * counts / np.bincount(sections, counts)[sections]))

    def _post(self, row: Ints, sections: Ints, weights: Floats) -> None:
        order = np.argsort(row, kind="stable")
        self._starts = np.searchsorted(row[order], np.arange(len(self._words) + 1))
        self._sections, self._weights = sections[order].astype(np.int32), weights[order].astype(np.float32)

    def of(self, word: int) -> Telling:
        """Return what a word or pair tells; nothing for one that was never said."""
        row = int(np.searchsorted(self._words, word))
        said = row < len(self._words) and self._words[row] == word
        here = slice(self._starts[row], self._starts[row + 1]) if said else slice(0)
        return self._sections[here], self._weights[here]
