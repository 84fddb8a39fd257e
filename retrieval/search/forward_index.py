"""What each entry has, entry by entry: the other side of the postings, for the few entries looked at closely."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.search.bm25 import Ints


class ForwardIndex:
    """The terms of each entry, with one value a term."""

    def __init__(self, entries: Ints, terms: Ints, values: NDArray[Any], size: int) -> None:
        """Take (entry, term, value) sorted by entry."""
        self.starts = np.searchsorted(entries, np.arange(size + 1))
        self.terms = terms.astype(np.int32)
        self.values = values

    def matching(self, entries: Ints, wanted: NDArray[np.uint16]) -> tuple[Ints, Ints, Ints]:
        """Return the wanted terms of some entries: (which of `entries`, mark of the term, place in `values`).

        `wanted` holds for each term number a mark, 0 for terms nobody asked for.
        """
        starts = self.starts[entries]
        lengths = self.starts[entries + 1] - starts
        ends = np.cumsum(lengths)
        places = np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - ends + lengths, lengths)
        marks = wanted[self.terms[places]]
        hits = np.flatnonzero(marks)
        return np.searchsorted(ends, hits, side="right"), marks[hits], places[hits]
