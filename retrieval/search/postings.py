"""Postings: from what is asked to the places that have it, and from a place to the terms it has."""

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.search.bm25 import Floats, Ints, inverse_frequency, saturated
from retrieval.search.vocabulary import sharpen


class TermSequences(NamedTuple):
    """The term numbers of some texts, one after another, and beside each the number of its text."""

    texts: Ints
    terms: Ints

    @classmethod
    def of(cls, texts: Sequence[Sequence[int]]) -> "TermSequences":
        """Take texts, each as the numbers of its terms."""
        lengths = [len(text) for text in texts]
        terms = np.fromiter(chain.from_iterable(texts), np.int32, sum(lengths))
        return cls(np.repeat(np.arange(len(texts), dtype=np.int32), lengths), terms)

    def where(self, kept: NDArray[np.bool_]) -> "TermSequences":
        """Keep some places only; what stood on both sides of others are neighbours then."""
        return TermSequences(self.texts[kept], self.terms[kept])

    def without(self, *terms: int) -> "TermSequences":
        """Leave some terms out."""
        return self.where(~np.isin(self.terms, terms))

    def renumbered(self, numbers: Ints) -> "TermSequences":
        """Return the same terms, each text under another number; several may get the same one."""
        return TermSequences(numbers[self.texts], self.terms)

    def joined(self, other: "TermSequences") -> "TermSequences":
        """Return each text followed by the one of the same number in `other`."""
        texts, terms = (np.concatenate(both) for both in zip(self, other, strict=True))
        order = np.argsort(texts, kind="stable")
        return TermSequences(texts[order], terms[order])

    def pairs(self, most: int) -> "TermSequences":
        """Return the neighbours within each text, a pair as one number: first * most + second."""
        beside = self.texts[1:] == self.texts[:-1]
        both = self.terms[:-1].astype(np.int64) * most + self.terms[1:]
        return TermSequences(self.texts[:-1][beside], both[beside])

    def counted(self) -> tuple["TermSequences", Floats]:
        """Return each term of a text once, by text and term, and how often it stands there."""
        span = int(self.terms.max(initial=0)) + 1
        keys = np.sort(self.texts.astype(np.int64) * span + self.terms)
        firsts = np.flatnonzero(np.diff(keys, prepend=-1))
        counts = np.diff(firsts, append=len(keys)).astype(np.float64)
        texts, terms = np.divmod(keys[firsts], span)
        return TermSequences(texts.astype(np.int32), terms), counts

    def by_text(self, size: int) -> list[list[int]]:
        """Return the terms of each text as a list; `size` texts."""
        return [text.tolist() for text in np.split(self.terms, np.searchsorted(self.texts, np.arange(1, size)))]

    def bm25(self, size: int) -> tuple["TermSequences", Floats]:
        """Return each term of a text once, with its BM25 with sharpened idf; `size` texts."""
        once, counts = self.counted()
        lengths = totals(once.texts, counts, size)
        parts = saturated(counts, lengths[once.texts], lengths.sum() / max(size, 1) or 1.0)
        _, row, found_in = np.unique(once.terms, return_inverse=True, return_counts=True)
        idf = sharpen(inverse_frequency(found_in, size), float(np.log1p(size)))
        return once, parts * idf[row]


class Postings:
    """For each term or pair of terms the places that have it, ascending, and what it adds to the score of each.

    Two words that stand side by side, as "side effects" does and "effects on the other side" does not, are a light form
    of the sequential dependence model (Metzler and Croft 2005).
    """

    def __init__(self, keys: Ints, places: Ints, scores: Floats, size: int) -> None:
        """Sort and add up postings given in any order; places below `size`."""
        found, sums = gathered(keys.astype(np.int64) * max(size, 1) + places, scores)
        keys, places = np.divmod(found, max(size, 1))
        firsts = np.flatnonzero(np.diff(keys, prepend=-1))
        self._keys = array("q", keys[firsts].tobytes())
        self._starts = array("q", np.append(firsts, len(keys)).tobytes())
        self._places: NDArray[np.int32] = places.astype(np.int32)
        self._scores: NDArray[np.float32] = sums.astype(np.float32)

    def row(self, key: int) -> int | None:
        """Return where a key stands among those that some place has, or None."""
        row = bisect_left(self._keys, key)
        return row if row < len(self._keys) and self._keys[row] == key else None

    def add_to(self, scores: Floats, key: int, share: float = 1.0) -> None:
        """Add to the score of every place what it gets for a key, times a share."""
        row = self.row(key)
        if row is not None:
            here = slice(self._starts[row], self._starts[row + 1])
            scores[self._places[here]] += np.float32(share) * self._scores[here]


def gathered(keys: Ints, values: NDArray[Any], add: np.ufunc = np.add) -> tuple[Ints, NDArray[Any]]:
    """Return each key once, ascending, with the sum of its values, or what another `add` makes of them."""
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    firsts = np.flatnonzero(np.diff(keys, prepend=-1))
    return keys[firsts], add.reduceat(values[order], firsts) if len(firsts) else values


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

    def entries(self) -> Ints:
        """Return for each place the entry it belongs to."""
        return np.repeat(np.arange(len(self.starts) - 1, dtype=np.int32), np.diff(self.starts))

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
