"""Rank the entries of a ledger for a question: first by words and pairs, then a close look at the best of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.search import signals
from retrieval.search.bm25 import Floats, Ints
from retrieval.search.inverted_index import Ledger
from retrieval.search.query_likelihood import Evidence
from retrieval.text.query import Query, Term

LOOKED_AT = 50
"""Entries that are looked at closely; more change nothing, the right one is among the best by words and pairs."""

LIKELIEST = 10
"""Passages that are looked at too because their sayings are the likeliest, whatever their text says."""


class Asked(NamedTuple):
    """A term of the question that the library has, with its number."""

    number: int
    term: Term


@dataclass(frozen=True, slots=True)
class Ranking:
    """The entries looked at, each with what every signal gave to its score.

    `fitting` is the score before focus, `heard` what the sayings add, `told` how much of what they could tell they
    do, 0 to 1. `which` and `marks` say which entry has which of the terms `asked` for.
    """

    entries: Ints
    asked: Sequence[Asked]
    words: Floats
    pairs: Floats
    likeness: Floats
    covered: Floats
    fitting: Floats
    heard: Floats
    told: Floats
    score: Floats
    which: Ints
    marks: Ints

    def because(self, place: int) -> dict[str, float]:
        """Give what each signal added to the score of one entry, or took from it."""
        parts = (self.words, self.pairs, self.likeness, self.fitting, self.heard, self.score)
        words, pairs, likeness, fitting, heard, score = (float(part[place]) for part in parts)
        return {
            "words": words,
            "pairs": pairs,
            "likeness": likeness,
            "coverage": fitting - words - pairs - likeness,
            "focus": score - heard - fitting,
            "heard": heard,
        }

    def has(self, place: int) -> frozenset[str]:
        """Give the terms of the question that one entry has."""
        first, last = self.which.searchsorted((place, place + 1)).tolist()
        return frozenset(self.asked[mark].term.text for mark in self.marks[first:last].tolist())


def rank(ledger: Ledger, query: Query, only: NDArray[np.bool_] | None = None) -> Ranking | None:
    """Rank the best entries for a question, or give None when there are none; `only` says which passages may be."""
    numbered = ((ledger.numbers.get(term.text), term) for term in query.terms)
    asked = [Asked(number, term) for number, term in numbered if number]
    words = _by_words(ledger, asked)
    both = words + 0
    _add_pairs(ledger, asked, both)
    evidence = ledger.heard.evidence(query.terms)
    if only is not None:
        both[~only[ledger.owners]] = 0
        if evidence:
            evidence.likely[~only] = 0
    entries = _worth_a_look(ledger, both, evidence)
    if not len(entries):
        return None
    return _look_closely(ledger, query, asked, entries, words[entries], both[entries], evidence)


def _worth_a_look(ledger: Ledger, both: Floats, evidence: Evidence | None) -> Ints:
    """Give the best entries by words and pairs, and the headings of the passages with the likeliest sayings."""
    best = _largest(both, LOOKED_AT)
    if evidence is None:
        return best
    likeliest = np.searchsorted(ledger.owners, _largest(evidence.likely, LIKELIEST))
    return np.union1d(best, likeliest)


def _by_words(ledger: Ledger, asked: Sequence[Asked]) -> NDArray[np.float32]:
    scores = np.zeros(ledger.size, np.float32)
    entries, posted = ledger.words.entries, ledger.words.scores
    for number, term in asked:
        here = ledger.words.of(number)
        scores[entries[here]] += np.float32(term.share) * posted[here]
    return scores


def _add_pairs(ledger: Ledger, asked: Sequence[Asked], scores: NDArray[np.float32]) -> None:
    postings = ledger.pairs.postings
    for row in ledger.pairs.rows([number for number, term in asked if term.own]):
        here = postings.of(row)
        scores[postings.entries[here]] += postings.scores[here]


def _look_closely(
    ledger: Ledger,
    query: Query,
    asked: Sequence[Asked],
    entries: Ints,
    words: Floats,
    both: Floats,
    evidence: Evidence | None,
) -> Ranking:
    wanted = np.zeros(len(ledger.numbers), np.uint16)
    wanted[[number for number, _ in asked]] = np.arange(1, len(asked) + 1)
    which, marks, places = ledger.rows.matching(entries, wanted)
    marks = marks.astype(np.int64) - 1
    weights = np.array([term.share * ledger.weights[number] for number, term in asked])[marks]
    held = ledger.rows.values[places]
    covered = np.minimum(signals.coverage(which, weights, held, len(entries)) / _whole(ledger, query), 1.0)
    likeness = _likeness(ledger, query, entries)
    fitting = (both + likeness) * covered**signals.COVERAGE_POWER
    focus = signals.focus(which, weights, held, ledger.head_totals[entries])
    fitted = fitting * (1 + signals.FOCUS_SHARE * focus)
    likely = evidence.likely[ledger.owners[entries]] if evidence else np.zeros(len(entries))
    heard = signals.HEARD_SHARE * (fitted.max() or 1.0) * signals.heard(likely)
    return Ranking(
        entries=entries,
        asked=asked,
        words=words,
        pairs=both - words,
        likeness=likeness,
        covered=covered,
        fitting=fitting,
        heard=heard,
        told=likely / evidence.possible if evidence else likely,
        score=fitted + heard,
        which=which,
        marks=marks,
    )


def _whole(ledger: Ledger, query: Query) -> float:
    """Give the weight of everything the question itself asks for; a word the library lacks weighs most."""
    asked = ((ledger.numbers.get(term.text), term.share) for term in query.terms if term.own)
    return sum(share * (float(ledger.weights[number]) if number else ledger.most) for number, share in asked) or 1.0


def _likeness(ledger: Ledger, query: Query, entries: Ints) -> Floats:
    shares = _gram_shares(ledger, query)
    wanted = np.zeros(max(len(ledger.grams), 1), np.uint16)
    wanted[list(shares)] = np.arange(1, len(shares) + 1)
    which, marks, places = ledger.gram_rows.matching(entries, wanted)
    share = np.array([0.0, *shares.values()])[marks]
    return signals.likeness(which, share * ledger.gram_rows.values[places], len(entries))


def _gram_shares(ledger: Ledger, query: Query) -> dict[int, float]:
    """Give the letter groups of a question with the share of each: those of a plain word like "where" say little."""
    weights = dict.fromkeys(query.words, 0.0)
    for term in query.terms:
        if term.own:
            number = ledger.numbers.get(term.text)
            weight = float(ledger.weights[number]) if number else ledger.most
            weights[term.word] = max(weights[term.word], weight)
    shares: dict[int, float] = {}
    for word, weight in weights.items():
        share = sqrt(weight / ledger.most)
        for gram in map(ledger.grams.get, signals.grams(word)):
            if gram is not None:
                shares[gram] = max(shares.get(gram, 0.0), share)
    return shares


def _largest(scores: Floats, count: int) -> NDArray[np.int64]:
    """Give the places of the largest positive scores, in no order."""
    found = np.flatnonzero(scores > 0)
    if len(found) <= count:
        return found
    return found[np.argpartition(scores[found], -count)[-count:]]
