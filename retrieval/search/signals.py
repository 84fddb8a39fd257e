"""The signals beside plain BM25, each a small function of what an entry has and what is asked."""

import numpy as np
from numpy.typing import NDArray

from retrieval.search.bm25 import Floats, Ints
from retrieval.search.postings import totals
from retrieval.text.tokens import fold

ANYWHERE = np.uint64(0xFFFF_FFFF_FFFF_FFFF)
"""The windows of a term that stands in the head, which every window has beside it."""

HEAD_SHARE, FLAT_SHARE, OPENING_SHARE, PAIRS_SHARE, LIKENESS_SHARE = 0.5, 1.5, 0.5, 0.5, 0.5
COVERAGE_POWER, FOCUS_SHARE, HEARD_SHARE = 0.75, 0.5, 2.0
"""What each signal weighs: round numbers, chosen over several collections.

What each is worth, as the loss of hit@1 and nDCG@10 without it, mean of seven sets (docs/ranking.md): head 0 and .002,
whole text .005 and .004, opening sentence .004 and .001, pairs .002 and .001, likeness .011 and .011, coverage .006
and .006, focus .010 and .005. The first three and pairs stand for each other in part.
"""

SEMANTIC_SHARE = 4.0
"""What a like meaning weighs where a sentence model is used: the same for any collection left out of the choice."""

GRAM = 4


def windows(sentences: Ints) -> NDArray[np.uint64]:
    """Return the windows of three sentences that hold a sentence, as bits; sentences from the 62nd on share one.

    >>> [bin(bits) for bits in windows(np.array([0, 3])).tolist()]
    ['0b111', '0b111000']
    """
    return np.uint64(7) << np.minimum(sentences, 61).astype(np.uint64)


def coverage(which: Ints, weights: Floats, held: NDArray[np.uint64], count: int) -> Floats:
    """Return for each entry the most weight of the question that one window of three sentences has with the head.

    Words that answer together stand together; words scattered over a long page do not. After the best-passage
    evidence of Callan (1994). `which` must be ascending; one of the `count` entries that it does not name has none.
    """
    bits = np.unpackbits(held.view(np.uint8).reshape(-1, 8), axis=1)
    best: Floats = np.zeros(count, np.float32)
    firsts = np.flatnonzero(np.diff(which, prepend=-1))
    if len(firsts):
        best[which[firsts]] = np.add.reduceat(bits * weights.astype(np.float32)[:, None], firsts).max(axis=1)
    return best


def title_coverage(which: Ints, weights: Floats, held: NDArray[np.uint64], heads: Floats) -> Floats:
    """Return for each entry the share of its head that the question asks for, 0 to 1.

    A head that speaks of something else as well ("police canines") fits less than one that does not.
    `heads` is the weight of each entry's head.
    """
    asked = totals(which, np.where(held == ANYWHERE, weights, 0.0), len(heads))
    return np.divide(asked, heads, out=np.zeros(len(heads)), where=heads > 0)


def heard(likely: Floats) -> Floats:
    """Return for each entry how likely its section's utterances bring up the question, as a share of the likeliest.

    Squared, so that the likeliest stand out from the many that share some words.
    """
    most = likely.max(initial=0.0)
    return (likely / most) ** 2 if most > 0 else likely


def grams(word: str) -> list[str]:
    """Cut a word into overlapping groups of four letters, with its ends marked.

    >>> grams("covid")
    [' cov', 'covi', 'ovid', 'vid ']
    """
    word = f" {fold(word)} "
    return [word[i : i + GRAM] for i in range(max(1, len(word) - GRAM + 1))]
