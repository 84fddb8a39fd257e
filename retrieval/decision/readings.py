"""How each word of a question may be found: under its own term, its parts, its synonyms."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from retrieval.text.query import Query

Readings = Mapping[str, tuple[frozenset[str], ...]]
"""For each word of a question the sets of terms by which it may be found; one whole set is enough."""


def readings_of(query: Query, terms: Callable[[str], Sequence[str]]) -> Readings:
    """Return the terms by which each word may be found; `terms` gives those of a word, the whole first."""
    return {word: tuple(_alternatives(query, word, terms)) for word in query.words}


def _alternatives(query: Query, word: str, terms: Callable[[str], Sequence[str]]) -> Iterator[frozenset[str]]:
    whole, *parts = terms(word)
    yield frozenset((whole,))
    spelt = frozenset(part for part in parts if len(part) > 1 and not part.isdigit())
    if spelt and not any(map(str.isdigit, parts)):
        yield spelt
    yield from (frozenset(phrase.split()) for wording, phrase in query.synonyms if word in wording.split())


def lacking(readings: Readings, terms: frozenset[str]) -> tuple[str, ...]:
    """Return the words of a question that some terms hold in no form and under no other name."""
    return tuple(word for word, ways in readings.items() if not any(way <= terms for way in ways))
