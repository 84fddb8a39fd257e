"""Rank the entries of an inverted index for a question: first by words and pairs, then a close look at the best."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.search import signals
from retrieval.search.bm25 import Floats, Ints
from retrieval.search.inverted_index import InvertedIndex
from retrieval.search.postings import totals
from retrieval.text.query import Query, Term

LOOKED_AT = 50
"""Entries that are looked at closely; more change nothing, the right one is among the best by words and pairs."""

LIKELIEST = 10
"""Passages that are looked at too because their utterances are the likeliest, whatever their text says."""


class Ranking(NamedTuple):
    """The entries looked at, each with its score, and what every signal added to the score or took.

    `which` and `marks` say which entry has which of the terms `asked` for.
    """

    entries: Ints
    score: Floats
    because: Mapping[str, Floats]
    asked: Sequence[Term]
    which: Ints
    marks: Ints

    def has(self, place: int) -> frozenset[str]:
        """Return the terms of the question that one entry has."""
        first, last = self.which.searchsorted((place, place + 1)).tolist()
        return frozenset(self.asked[mark].text for mark in self.marks[first:last].tolist())


def rank(
    inverted: InvertedIndex, query: Query, only: NDArray[np.bool_] | None = None, similar: Floats | None = None
) -> Ranking | None:
    """Rank the best entries for a question, or return None when there are none.

    `only` says which passages may be, `similar` how like the question each passage is in meaning, from 0.
    """
    asked = [term for term in query.terms if inverted.numbers.get(term.text)]
    words = np.zeros(inverted.size, np.float32)
    for term in asked:
        inverted.words.add_to(words, inverted.numbers[term.text], term.share)
    both = words + 0
    for one, other in pairwise(inverted.numbers[term.text] for term in asked if term.own):
        inverted.pairs.add_to(both, inverted.pair(one, other))
    likely = inverted.heard.likely(query.terms)
    if only is not None:
        both[~only[inverted.owners]] = 0
        likely[~only] = 0
    likeliest = np.searchsorted(inverted.owners, _largest(likely, LIKELIEST))
    entries = np.union1d(_largest(both, LOOKED_AT), likeliest)
    if not len(entries):
        return None
    return _look_closely(inverted, query, asked, entries, words[entries], both[entries], likely, similar)


def _look_closely(
    inverted: InvertedIndex,
    query: Query,
    asked: Sequence[Term],
    entries: Ints,
    words: Floats,
    both: Floats,
    likely: Floats,
    similar: Floats | None,
) -> Ranking:
    owners = inverted.owners[entries]
    which, marks, places = inverted.rows.matching(entries, [inverted.numbers[term.text] for term in asked])
    weights = np.array([term.share * inverted.weight(term.text) for term in asked])[marks]
    held = inverted.rows.values[places]
    whole = sum(term.share * inverted.weight(term.text) for term in query.terms if term.own) or 1.0
    covered = np.minimum(signals.coverage(which, weights, held, len(entries)) / whole, 1.0)
    ngram_score = _ngram_score(inverted, query, entries)
    fitting = (both + ngram_score) * covered**signals.COVERAGE_POWER
    focus = signals.title_coverage(which, weights, held, inverted.head_totals[entries])
    fitted = fitting * (1 + signals.FOCUS_SHARE * focus)
    most = fitted.max() or 1.0
    heard = signals.HEARD_SHARE * most * signals.heard(likely[owners]) * inverted.heard.trusted[owners]
    because = {
        "words": words,
        "pairs": both - words,
        "ngram_score": ngram_score,
        "coverage": fitting - both - ngram_score,
        "focus": fitted - fitting,
        "heard": heard,
    }
    score = fitted + heard
    if similar is not None:
        because["semantic"] = signals.SEMANTIC_SHARE * most * similar[owners]
        score = score + because["semantic"]
    return Ranking(entries, score, because, asked, which, marks)


def _ngram_score(inverted: InvertedIndex, query: Query, entries: Ints) -> Floats:
    """Return the BM25 score of the letter groups that the question and each entry's head share.

    Finds "mediation" for "mediator" and survives most typing slips (character n-grams, McNamee and Mayfield 2004).
    """
    shares = _gram_shares(inverted, query)
    which, marks, places = inverted.gram_rows.matching(entries, list(shares))
    return totals(which, np.array([*shares.values()])[marks] * inverted.gram_rows.values[places], len(entries))


def _gram_shares(inverted: InvertedIndex, query: Query) -> dict[int, float]:
    """Return the letter groups of a question with the share of each: those of a plain word like "where" say little."""
    weights = dict.fromkeys(query.words, 0.0)
    for term in query.terms:
        if term.own:
            weights[term.word] = max(weights[term.word], inverted.weight(term.text))
    shares: dict[int, float] = {}
    for word, weight in weights.items():
        share = sqrt(weight / inverted.most)
        for gram in map(inverted.grams.get, signals.grams(word)):
            if gram is not None:
                shares[gram] = max(shares.get(gram, 0.0), share)
    return shares


def _largest(scores: Floats, count: int) -> NDArray[np.int64]:
    """Return the places of the largest positive scores, in no order."""
    found = np.flatnonzero(scores > 0)
    if len(found) <= count:
        return found
    return found[np.argpartition(scores[found], -count)[-count:]]
