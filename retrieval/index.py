"""Find the passages of the library that fit a question best, and say why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from retrieval import signals
from retrieval.bm25 import Floats, Ints, inverse_frequency
from retrieval.ledger import Ledger
from retrieval.lexicon import rarity_of
from retrieval.memory import give_back_memory
from retrieval.passages import Passage
from retrieval.reading import STOP, Query, QuestionReader, Term
from retrieval.spelling import Speller
from retrieval.synonyms import Synonyms, Thesaurus, phrase_of, wordings
from retrieval.words import LANGUAGES, reader, split, words

__all__ = ["Hit", "Index", "Query", "Term"]

LANGUAGE_CODES = {name: code for code, name in LANGUAGES.items()}

LOOKED_AT = 50
"""Entries that are looked at closely; the right one is nearly always among the best by words and pairs."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found: its score, what each signal gave to it, and which words of the question it has or lacks.

    The values of `because` add up to `score`. `has` are the terms of the question that the passage has.
    """

    passage: Passage
    score: float
    because: Mapping[str, float]
    query: Query = field(repr=False)
    has: frozenset[str] = field(repr=False)
    coverage: float = 0.0
    language: str = "english"

    @property
    def matched(self) -> tuple[str, ...]:
        """Give the words of the passage that matched, as written there, each once."""
        written = words(f"{self.passage.heading}\n{self.passage.text}", self.language)
        return tuple(dict.fromkeys(word.written for word in written if self.has.intersection(word.terms)))

    @property
    def missing(self) -> tuple[str, ...]:
        """Give the words of the question that the passage lacks, even under another name."""
        had = {word for term in self.query.terms if term.text in self.has for word in (term.word, *term.word.split())}
        return tuple(word for word in self.query.words if word not in had)


class Index:
    """All passages of one language, ready to be searched. Built once, never changed."""

    def __init__(
        self,
        passages: Sequence[Passage],
        synonyms: Synonyms | None = None,
        language: str = "english",
        english: Mapping[str, float] | None = None,
    ) -> None:
        self.passages = tuple(passages)
        self.language = language
        self.english = english or {}
        self._ledger = Ledger(self.passages, language, self.english, STOP.get(language, frozenset()))
        self._slugs = [passage.slug for passage in self.passages]
        give_back_memory()
        self._reader = self._question_reader(synonyms)

    def _question_reader(self, synonyms: Synonyms | None) -> QuestionReader:
        """Put together what questions are read with: the words of the library and of the staff's synonyms."""
        terms, stop = reader(self.language), STOP.get(self.language, frozenset())
        vocabulary = self._ledger.vocabulary

        def phrase(wording: str) -> tuple[str, ...]:
            counted = (word for word in split(wording) if word.casefold() not in stop)
            return tuple(term for word in counted for term in phrase_of(terms(word)))

        thesaurus = Thesaurus(synonyms, phrase)
        lay = (word.casefold() for wording in (wordings(synonyms) if synonyms else ()) for word in split(wording))
        speller = Speller(
            {**dict.fromkeys(lay, 1), **vocabulary},
            lambda word: self._knows(term := terms(word)[0]) or term in thesaurus.terms,
            LANGUAGE_CODES[self.language] if self.english else "",
        )
        return QuestionReader(self.language, vocabulary, self._knows, self._beside, speller, thesaurus)

    def _beside(self, one: str, other: str) -> bool:
        """Say whether two terms stand side by side somewhere in the library."""
        numbers = [self._ledger.numbers.get(term, 0) for term in (one, other)]
        return all(numbers) and bool(self._ledger.pairs.rows(numbers))

    def __len__(self) -> int:
        return len(self.passages)

    def _knows(self, term: str) -> bool:
        return term in self._ledger.numbers

    @property
    def vocabulary(self) -> Mapping[str, int]:
        """Give every word of the library in lower case, and how often it occurs."""
        return self._ledger.vocabulary

    def frequency(self, term: str) -> int:
        """Give the number of passages that have a term."""
        number = self._ledger.numbers.get(term)
        return int(self._ledger.found_in[number]) if number else 0

    def idf(self, term: str) -> float:
        """Give how rare a term is in the library: log(1 + (N - n + 0.5) / (n + 0.5)); most for one it lacks."""
        return inverse_frequency(self.frequency(term), len(self))

    def rarity(self, word: str) -> float:
        """Give how rare a word is in general English: 0 (like "the") to 1 (not on the list of common words)."""
        return rarity_of(self.english.get(word.casefold(), 0.0))

    def read(self, question: str) -> Query:
        """Read a question: words, corrections, synonyms, and the words the library does not have."""
        return self._reader.read(question)

    def search(self, question: str | Query, limit: int = 10, within: str | None = None) -> list[Hit]:
        """Give the best passages for a question, best first; `within` keeps to one article by its slug."""
        query = self.read(question) if isinstance(question, str) else question
        scores, pairs = self._gather(query)
        if within is not None:
            here = np.array([slug == within for slug in self._slugs], np.bool_)
            scores = np.where(here[self._ledger.owners], scores, 0)
        best = _largest(scores, LOOKED_AT)
        return self._judge(query, best, scores[best], pairs[best], limit) if len(best) else []

    def _numbered(self, query: Query) -> list[tuple[int, Term]]:
        found = ((self._ledger.numbers.get(term.text), term) for term in query.terms)
        return [(number, term) for number, term in found if number]

    def _gather(self, query: Query) -> tuple[Floats, Floats]:
        """Give the score of every entry by words and pairs, and the pairs' part in it."""
        ledger = self._ledger
        scores = np.zeros(ledger.size, np.float32)
        for number, term in self._numbered(query):
            here = ledger.words.of(number)
            scores[ledger.words.entries[here]] += np.float32(term.share) * ledger.words.scores[here]
        by_words = scores.copy()
        sequence = [number for number, term in self._numbered(query) if term.own]
        for row in ledger.pairs.rows(sequence):
            here = ledger.pairs.postings.of(row)
            scores[ledger.pairs.postings.entries[here]] += ledger.pairs.postings.scores[here]
        return scores, scores - by_words

    def _judge(self, query: Query, entries: Ints, scores: Floats, pairs: Floats, limit: int) -> list[Hit]:
        """Look closely at some entries: coverage, focus and likeness; the best entry of each passage, best first."""
        ledger, count = self._ledger, len(entries)
        asked = self._numbered(query)
        wanted = np.zeros(len(ledger.numbers), np.uint8)
        wanted[[number for number, _ in asked]] = np.arange(1, len(asked) + 1)
        which, marks, places = ledger.rows.matching(entries, wanted)
        weights = np.array([term.share * ledger.weights[number] for number, term in asked])[marks - 1]
        held = ledger.rows.values[places]
        covered = np.minimum(signals.coverage(which, weights, held, count) / self._whole(query), 1.0)
        focus = signals.focus(which, weights, held, ledger.head_totals[entries])
        like = self._likeness(query, entries)
        base = scores + like
        fitting = base * covered**signals.COVERAGE_POWER
        total = fitting * (1 + focus)
        hits: dict[int, Hit] = {}
        firsts = np.searchsorted(which, np.arange(count + 1))
        for i in np.lexsort((ledger.owners[entries], -total)).tolist():
            owner = int(ledger.owners[entries[i]])
            if owner in hits:
                continue
            if len(hits) == limit:
                break
            marked = marks[firsts[i] : firsts[i + 1]] - 1
            hits[owner] = Hit(
                passage=self.passages[owner],
                score=float(total[i]),
                because={
                    "words": float(scores[i] - pairs[i]),
                    "pairs": float(pairs[i]),
                    "likeness": float(like[i]),
                    "coverage": float(fitting[i] - base[i]),
                    "focus": float(total[i] - fitting[i]),
                },
                query=query,
                has=frozenset(asked[mark][1].text for mark in marked.tolist()),
                coverage=float(covered[i]),
                language=self.language,
            )
        return list(hits.values())

    def _whole(self, query: Query) -> float:
        """Give the weight of everything the question itself asks for; a word the library lacks weighs most."""
        most = float(np.log1p(len(self)))
        asked = ((self._ledger.numbers.get(term.text), term.share) for term in query.terms if term.own)
        return sum(share * (float(self._ledger.weights[number]) if number else most) for number, share in asked) or 1.0

    def _likeness(self, query: Query, entries: Ints) -> Floats:
        ledger = self._ledger
        asked = [ledger.grams.get(gram) for word in query.words for gram in signals.grams(word)]
        wanted = np.zeros(max(len(ledger.grams), 1), np.uint8)
        wanted[[gram for gram in asked if gram is not None]] = 1
        which, _, places = ledger.gram_rows.matching(entries, wanted)
        return signals.likeness(which, ledger.gram_rows.values[places], len(entries))


def _largest(scores: Floats, count: int) -> NDArray[np.int64]:
    """Give the places of the largest positive scores, in no order."""
    found = np.flatnonzero(scores > 0)
    if len(found) <= count:
        return found
    return found[np.argpartition(scores[found], -count)[-count:]]
