"""A question as it is laid beside sections: how each of its words may be found, and which of them tell most."""

from collections.abc import Collection, Iterable, Iterator
from functools import cached_property

from retrieval.decision.subjects import NAMING, RARE, Subjects
from retrieval.text.query import Query, mended
from retrieval.text.tokens import split
from retrieval.text.writing import names_in

PART = 0.25
"""The share of a question's weight from which a rare word that no article has is what the question is about.

Over libraries left out this holds back 1 right answer in 100, and half of the answers about another drug.
"""


class Question:
    """A question, with what the sections of one index are about.

    `ways` has for each word the sets of terms by which it may be found, its own, its parts, its synonyms; one whole set
    is enough. `naming` are the words that can name a subject, `unknown` those that stand in no article, in no form and
    under no other name.
    """

    def __init__(self, query: Query, subjects: Subjects) -> None:
        self.query = query
        self.subjects = subjects
        self.ways = {word: tuple(_ways(query, word, subjects)) for word in query.words}
        self.naming = [word for word in query.words if subjects.names(word)]
        knows = subjects.index.knows
        self.unknown = [word for word, ways in self.ways.items() if not any(all(map(knows, way)) for way in ways)]

    @cached_property
    def written(self) -> list[str]:
        """Return every word as it stands, in lower case and with its slips mended."""
        return [word.casefold() for word in split(mended(self.query))]

    @cached_property
    def terms(self) -> frozenset[str]:
        """Return every term that is asked for, under whatever name."""
        return frozenset(term.text for term in self.query.terms)

    def lacking(self, terms: frozenset[str], among: Iterable[str] | None = None) -> tuple[str, ...]:
        """Return the words, of all or `among` some, that some terms hold in no form and under no other name."""
        words = self.ways if among is None else among
        return tuple(word for word in words if not any(way <= terms for way in self.ways[word]))

    def names_any(self, terms: frozenset[str]) -> bool:
        """Say whether a word that can name a subject is held by some terms."""
        return len(self.lacking(terms, self.naming)) < len(self.naming)

    def telling(self, words: Iterable[str]) -> str:
        """Return the most telling of some words, "" where there are none."""
        return max(words, key=self.subjects.weight, default="")

    def share(self, words: Collection[str]) -> float:
        """Return the weight of some words as a share of the weight of the question, 0 to 1."""
        return self.subjects.share(words, self.query.words)

    def absent(self, below: float = NAMING) -> tuple[str, ...]:
        """Return the words that can name a subject and stand in no article."""
        return tuple(word for word in self.unknown if self.subjects.names(word, below))

    @cached_property
    def absent_names(self) -> tuple[str, ...]:
        """Return the rare words that no article has, such as the names of drugs, where one is much of a question.

        What is written as a name is no slip, and no everyday word: GIST, Galleri.
        """
        index, written = self.subjects.index, names_in(self.query.text)
        rare = (word for word in self.ways if word in written and index.english.get(word, 0.0) < NAMING)
        names = (word for word in rare if not any(all(map(index.frequency, way)) for way in self.ways[word]))
        absent = tuple(dict.fromkeys((*names, *self.absent(RARE))))
        return absent if any(self.share((word,)) >= PART for word in absent) else ()


def _ways(query: Query, word: str, subjects: Subjects) -> Iterator[frozenset[str]]:
    whole, *parts = subjects.terms(word)
    yield frozenset((whole,))
    spelt = frozenset(part for part in parts if len(part) > 1 and not part.isdigit())
    if spelt and not any(map(str.isdigit, parts)):
        yield spelt
    yield from (frozenset(phrase.split()) for wording, phrase in query.synonyms if word in wording.split())
