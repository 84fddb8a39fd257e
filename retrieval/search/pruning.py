"""Find the best passages of one BM25 field without reading every posting: the rarest words first."""

from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import NDArray

from retrieval.search.bm25 import Field, Floats, Ints

SMALL = 4_000
"""Passages of a field up to which reading every posting is quicker than choosing."""

SHORT = 8_000
"""Postings that are read without asking whether they can still matter."""

PROBED, PROMISING = 2_000, 100
"""Passages of the rarest terms that are kept in view, and those of them that are scored completely to set the bar."""

LOOK_UP_COST = 16
"""How many postings can be read in the time that one is looked up."""

LEAST = float(np.nextafter(0, 1))
"""The smallest score: a passage without any term has 0 and is not found."""

SLACK = 1e-9
"""More than the rounding of a sum, far less than any difference that matters."""


class PrunedField:
    """A field that can be asked for its best passages only.

    After Turtle and Flood (1995): a term's highest score bounds what it can add, so once the terms that are left
    cannot lift a new passage among the best, they are looked up for the passages already found and for no others.
    The scores returned are bit for bit those of `Field.score`.
    """

    def __init__(self, field: Field) -> None:
        self._field = field
        firsts = field.starts[:-1]
        self._highest: list[float] = (np.maximum.reduceat(field.scores, firsts) if len(firsts) else firsts).tolist()
        self._starts: list[int] = field.starts.tolist()

    def best(self, terms: Sequence[Hashable], count: int) -> list[tuple[int, float]]:
        """Return the (passage, score) of the best passages, best first; equal scores keep the order of the passages."""
        rows = [row for term in terms if (row := self._field.rows.get(term)) is not None]
        if not rows:
            return []
        found: Ints
        if self._field.size <= SMALL:
            total = self._field.score(terms)
            found = np.flatnonzero(total >= max(_bar(total, count), LEAST))
            scores = total[found]
        else:
            found = self._candidates(sorted(rows, key=self._highest.__getitem__, reverse=True), count)
            scores = self._exact(rows, found)
        order = np.lexsort((found, -scores))[:count]
        return list(zip(found[order].tolist(), scores[order].tolist(), strict=True))

    def _candidates(self, rows: Sequence[int], count: int) -> Ints:
        """Return the passages among which the best are; `rows` begin with the term that can add most."""
        left = np.cumsum([0.0, *(self._highest[row] for row in reversed(rows))])[::-1].tolist()
        total = np.zeros(self._field.size)
        read: list[NDArray[np.int32]] = []
        probe: Ints = np.zeros(0, np.int32)
        bar = LEAST
        for done, row in enumerate(rows):
            passages, scores = self._of(row)
            if len(passages) > SHORT and len(probe) >= count:
                bar = max(bar, self._promised(probe, total[probe], rows[done:], count))
                if left[done] < bar:
                    return self._survivors(rows[done:], left[done:], np.concatenate(read), total, bar)
            total[passages] += scores
            read.append(passages)
            if len(probe) < count or len(probe) + len(passages) <= PROBED:
                probe = _once(np.concatenate((probe, passages[: 2 * PROBED])))
        bar = max(bar, _bar(total[probe], count) - SLACK)
        return np.flatnonzero(total >= bar)

    def _promised(self, probe: Ints, total: Floats, left: Sequence[int], count: int) -> float:
        """Return a score that the `count` best passages are sure to reach: that of some promising ones, complete."""
        if len(probe) > PROMISING:
            best = np.argpartition(total, -PROMISING)[-PROMISING:]
            probe, total = probe[best], total[best]
        return _bar(total + sum(self._lookup(row, probe) for row in left), count) - SLACK

    def _survivors(self, rows: Sequence[int], left: Sequence[float], found: Ints, total: Floats, bar: float) -> Ints:
        """Add the remaining terms to the passages found, dropping those that can no longer reach the bar."""
        for row, rest in zip(rows, left, strict=False):
            found = found[total[found] >= bar - rest]
            passages, scores = self._of(row)
            if len(found) * LOOK_UP_COST < len(passages):
                found = _once(found)
                total[found] += self._lookup(row, found)
            else:
                total[passages] += scores
        return _once(found[total[found] >= bar])

    def _exact(self, rows: Sequence[int], found: Ints) -> Floats:
        """Add up the scores of some passages in the order of the question, as `Field.score` does."""
        total = np.zeros(len(found))
        for row in rows:
            total += self._lookup(row, found)
        return total

    def _lookup(self, row: int, found: Ints) -> Floats:
        """Return what a term adds to each of some passages."""
        passages, scores = self._of(row)
        places = np.searchsorted(passages, found.astype(np.int32, copy=False))
        places[places == len(passages)] = 0
        return np.where(passages[places] == found, scores[places], 0.0)

    def _of(self, row: int) -> tuple[NDArray[np.int32], Floats]:
        here = slice(self._starts[row], self._starts[row + 1])
        return self._field.passages[here], self._field.scores[here]


def _once(found: Ints) -> Ints:
    found = np.sort(found)
    return found[np.diff(found, prepend=-1) > 0]


def _bar(scores: Floats, count: int) -> float:
    """Return the `count`-th best score, 0 when there are fewer."""
    return float(np.partition(scores, -count)[-count]) if len(scores) >= count else 0.0
