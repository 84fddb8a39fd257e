"""Rank the entries of a inverted for a question: first by words and pairs, then a close look at the best of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.search import signals
from retrieval.search.bm25 import Floats, Ints
from retrieval.search.inverted_index import InvertedIndex
from retrieval.search.query_likelihood import Likelihood
from retrieval.text.query import Query, Term

LOOKED_AT = 50
"""Entries that are looked at closely; more change nothing, the right one is among the best by words and pairs."""

LIKELIEST = 10
"""Passages that are looked at too because their utterances are the likeliest, whatever their text says."""


class WeighedTerm(NamedTuple):
    """A term of the question that the library has, with its number."""

    number: int
    term: Term


@dataclass(frozen=True, slots=True)
class Ranking:
    """The entries looked at, each with what every signal gave to its score.

    `fitting` is the score before focus, `heard` what the utterances add, `semantic` what a like meaning adds. `which`
    and `marks` say which entry has which of the terms `asked` for.
    """

    entries: Ints
    asked: Sequence[WeighedTerm]
    words: Floats
    pairs: Floats
    ngram_score: Floats
    covered: Floats
    fitting: Floats
    heard: Floats
    semantic: Floats
    score: Floats
    which: Ints
    marks: Ints

    def because(self, place: int) -> dict[str, float]:
        """Return what each signal added to the score of one entry, or took from it."""
        parts = (self.words, self.pairs, self.ngram_score, self.fitting, self.heard, self.semantic, self.score)
        words, pairs, ngram_score, fitting, heard, semantic, score = (float(part[place]) for part in parts)
        return {
            "words": words,
            "pairs": pairs,
            "ngram_score": ngram_score,
            "coverage": fitting - words - pairs - ngram_score,
            "focus": score - semantic - heard - fitting,
            "heard": heard,
            **({"semantic": semantic} if self.semantic.any() else {}),
        }

    def has(self, place: int) -> frozenset[str]:
        """Return the terms of the question that one entry has."""
        first, last = self.which.searchsorted((place, place + 1)).tolist()
        return frozenset(self.asked[mark].term.text for mark in self.marks[first:last].tolist())


def rank(
    inverted: InvertedIndex, query: Query, only: NDArray[np.bool_] | None = None, similar: Floats | None = None
) -> Ranking | None:
    """Rank the best entries for a question, or return None when there are none.

    `only` says which passages may be, `similar` how like the question each passage is in meaning, from 0.
    """
    numbered = ((inverted.numbers.get(term.text), term) for term in query.terms)
    asked = [WeighedTerm(number, term) for number, term in numbered if number]
    words = _by_words(inverted, asked)
    both = words + 0
    _add_pairs(inverted, asked, both)
    evidence = inverted.heard.evidence(query.terms)
    if only is not None:
        both[~only[inverted.owners]] = 0
        if evidence:
            evidence.likely[~only] = 0
    entries = _worth_a_look(inverted, both, evidence)
    if not len(entries):
        return None
    return _look_closely(inverted, query, asked, entries, words[entries], both[entries], evidence, similar)


def _worth_a_look(inverted: InvertedIndex, both: Floats, evidence: Likelihood | None) -> Ints:
    """Return the best entries by words and pairs, and the headings of the passages with the likeliest utterances."""
    best = _largest(both, LOOKED_AT)
    if evidence is None:
        return best
    likeliest = np.searchsorted(inverted.owners, _largest(evidence.likely, LIKELIEST))
    return np.union1d(best, likeliest)


def _by_words(inverted: InvertedIndex, asked: Sequence[WeighedTerm]) -> NDArray[np.float32]:
    scores = np.zeros(inverted.size, np.float32)
    entries, posted = inverted.words.entries, inverted.words.scores
    for number, term in asked:
        here = inverted.words.of(number)
        scores[entries[here]] += np.float32(term.share) * posted[here]
    return scores


def _add_pairs(inverted: InvertedIndex, asked: Sequence[WeighedTerm], scores: NDArray[np.float32]) -> None:
    postings = inverted.pairs.postings
    for row in inverted.pairs.rows([number for number, term in asked if term.own]):
        here = postings.of(row)
        scores[postings.entries[here]] += postings.scores[here]


def _look_closely(
    inverted: InvertedIndex,
    query: Query,
    asked: Sequence[WeighedTerm],
    entries: Ints,
    words: Floats,
    both: Floats,
    evidence: Likelihood | None,
    similar: Floats | None,
) -> Ranking:
    wanted = np.zeros(len(inverted.numbers), np.uint16)
    wanted[[number for number, _ in asked]] = np.arange(1, len(asked) + 1)
    which, marks, places = inverted.rows.matching(entries, wanted)
    marks = marks.astype(np.int64) - 1
    weights = np.array([term.share * inverted.weights[number] for number, term in asked])[marks]
    held = inverted.rows.values[places]
    covered = np.minimum(signals.coverage(which, weights, held, len(entries)) / _whole(inverted, query), 1.0)
    ngram_score = _ngram_score(inverted, query, entries)
    fitting = (both + ngram_score) * covered**signals.COVERAGE_POWER
    focus = signals.title_coverage(which, weights, held, inverted.head_totals[entries])
    fitted = fitting * (1 + signals.FOCUS_SHARE * focus)
    likely = evidence.likely[inverted.owners[entries]] if evidence else np.zeros(len(entries))
    trusted = evidence.trusted[inverted.owners[entries]] if evidence else 0.0
    most = fitted.max() or 1.0
    heard = signals.HEARD_SHARE * most * signals.heard(likely) * trusted
    alike = similar[inverted.owners[entries]] if similar is not None else np.zeros(len(entries))
    semantic = signals.SEMANTIC_SHARE * most * alike
    return Ranking(
        entries=entries,
        asked=asked,
        words=words,
        pairs=both - words,
        ngram_score=ngram_score,
        covered=covered,
        fitting=fitting,
        heard=heard,
        semantic=semantic,
        score=fitted + heard + semantic,
        which=which,
        marks=marks,
    )


def _whole(inverted: InvertedIndex, query: Query) -> float:
    """Return the weight of everything the question itself asks for; a word the library lacks weighs most."""
    asked = ((inverted.numbers.get(term.text), term.share) for term in query.terms if term.own)
    return sum(share * (float(inverted.weights[number]) if number else inverted.most) for number, share in asked) or 1.0


def _ngram_score(inverted: InvertedIndex, query: Query, entries: Ints) -> Floats:
    shares = _gram_shares(inverted, query)
    wanted = np.zeros(max(len(inverted.grams), 1), np.uint16)
    wanted[list(shares)] = np.arange(1, len(shares) + 1)
    which, marks, places = inverted.gram_rows.matching(entries, wanted)
    share = np.array([0.0, *shares.values()])[marks]
    return signals.ngram_score(which, share * inverted.gram_rows.values[places], len(entries))


def _gram_shares(inverted: InvertedIndex, query: Query) -> dict[int, float]:
    """Return the letter groups of a question with the share of each: those of a plain word like "where" say little."""
    weights = dict.fromkeys(query.words, 0.0)
    for term in query.terms:
        if term.own:
            number = inverted.numbers.get(term.text)
            weight = float(inverted.weights[number]) if number else inverted.most
            weights[term.word] = max(weights[term.word], weight)
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
