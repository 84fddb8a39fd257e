"""Postings: from what is asked to the entries that have it, and from an entry to the terms it has."""

from array import array
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.search.bm25 import Floats, Ints, inverse_frequency, saturated
from retrieval.search.vocabulary import sharpen


class Postings:
    """For each term number the entries that have it, ascending, and what it adds to the score of each."""

    def __init__(self, terms: Ints, entries: Ints, scores: Floats, size: int, most: int) -> None:
        """Sort and add up postings given in any order; `size` entries, term numbers below `most`."""
        keys, sums = add_up(terms.astype(np.int64) * size + entries, scores)
        self._entries: NDArray[np.int32] = (keys % max(size, 1)).astype(np.int32)
        self._scores: NDArray[np.float32] = sums.astype(np.float32)
        self._starts = array("q", np.searchsorted(keys, np.arange(most + 1, dtype=np.int64) * size).tobytes())

    def add_to(self, scores: Floats, term: int, share: float = 1.0) -> None:
        """Add to the score of every entry what it gets for a term, times a share."""
        here = slice(self._starts[term], self._starts[term + 1])
        scores[self._entries[here]] += np.float32(share) * self._scores[here]


def add_up(keys: Ints, values: Floats) -> tuple[Ints, Floats]:
    """Return each key once, ascending, with the sum of its values."""
    if not len(keys):
        return keys, values
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    firsts = np.flatnonzero(np.diff(keys, prepend=keys[0] - 1))
    return keys[firsts], np.add.reduceat(values[order], firsts)


class WordPairs:
    """Postings of two words that stand side by side, as "side effects" does and "effects on the other side" does not.

    A light form of the sequential dependence model (Metzler and Croft 2005).
    """

    def __init__(self, sequences: Ints, entries: Ints, size: int, share: float) -> None:
        """Post the neighbours in `sequences`, the term numbers of all entries one after another."""
        self._base = int(sequences.max(initial=0)) + 1
        same = entries[1:] == entries[:-1]
        pairs = (sequences[:-1].astype(np.int64) * self._base + sequences[1:])[same]
        self._keys = once(pairs)
        where, rows, scores = bm25(entries[1:][same], np.searchsorted(self._keys, pairs), size, len(self._keys))
        self._postings = Postings(rows, where, share * scores, size, len(self._keys))

    def add_to(self, scores: Floats, sequence: list[int]) -> None:
        """Add to the score of every entry what it gets for the neighbours in a question."""
        for row in self.rows(sequence):
            self._postings.add_to(scores, row)

    def rows(self, sequence: list[int]) -> list[int]:
        """Return the rows of the neighbours in a question that the library has, each once."""
        if len(sequence) < 2 or not len(self._keys):
            return []
        pairs = [a * self._base + b for a, b in pairwise(sequence) if max(a, b) < self._base]
        asked = np.array(list(dict.fromkeys(pairs)), np.int64)
        rows = np.minimum(np.searchsorted(self._keys, asked), len(self._keys) - 1)
        found: list[int] = rows[self._keys[rows] == asked].tolist()
        return found


def once(keys: Ints) -> Ints:
    """Return each key once, ascending; np.unique takes three times as long."""
    keys = np.sort(keys)
    return keys[np.diff(keys, prepend=-1) > 0]


def bm25(entries: Ints, terms: Ints, size: int, most: int) -> tuple[Ints, Ints, Floats]:
    """Return each (entry, term) once, by entry, with its BM25 score with sharpened idf, as three arrays."""
    keys, counts = add_up(entries * np.int64(max(most, 1)) + terms, np.ones(len(terms)))
    entries, terms = np.divmod(keys, max(most, 1))
    lengths = totals(entries, counts, size)
    mean = lengths.sum() / max(size, 1) or 1.0
    idf = sharpen(inverse_frequency(np.bincount(terms, minlength=most), size), float(np.log1p(size)))
    scores: Floats = saturated(counts, lengths[entries], mean) * idf[terms]
    return entries, terms, scores


def totals(places: Ints, values: Floats, size: int) -> Floats:
    """Add up values by their place, 0 to `size` - 1."""
    return np.bincount(places, values, size).astype(np.float64, copy=False)


class ForwardIndex:
    """The other side of the postings: the terms of each entry, with one value a term, for entries looked at closely."""

    def __init__(self, entries: Ints, terms: Ints, values: NDArray[Any], size: int, most: int) -> None:
        """Take (entry, term, value) sorted by entry: `size` entries, term numbers below `most`."""
        self._most = most
        self.starts = np.searchsorted(entries, np.arange(size + 1))
        self.terms = terms.astype(np.int32)
        self.values = values

    def matching(self, entries: Ints, wanted: Sequence[int]) -> tuple[Ints, Ints, Ints]:
        """Return where some entries have `wanted` terms: (which of `entries`, which of `wanted`, place in `values`)."""
        marked = np.zeros(self._most, np.uint16)
        marked[wanted] = np.arange(1, len(wanted) + 1)
        starts = self.starts[entries]
        lengths = self.starts[entries + 1] - starts
        ends = np.cumsum(lengths)
        places = np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - ends + lengths, lengths)
        marks = marked[self.terms[places]]
        hits = np.flatnonzero(marks)
        return np.searchsorted(ends, hits, side="right"), marks[hits].astype(np.int64) - 1, places[hits]
