"""Let a patient's words find the words of the articles, from the list that staff keep."""

import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import product
from pathlib import Path

from faq.staff_lists import Synonyms

Phrase = tuple[str, ...]


def phrase_of(terms: Phrase) -> Phrase:
    """Return the terms of a word as a phrase: the parts of a compound, so that "car t-cell" begins with "CAR-T"."""
    return terms[1:] if len(terms) > 1 else terms


class Thesaurus:
    """Synonyms as phrases of terms, so that stemming and spelling apply to both sides."""

    def __init__(self, synonyms: Synonyms | None, read: Callable[[str], Phrase], language: str = "") -> None:
        """Take the staff's list, how to read a wording, and the language whose everyday words are known as well."""
        self._means: dict[Phrase, list[Phrase]] = defaultdict(list)
        for lay, means in (*(_pairs(synonyms) if synonyms else ()), *_everyday_pairs(language)):
            source, target = read(lay), read(means)
            if source and target and source != target and target not in self._means[source]:
                self._means[source].append(target)
        self.terms = frozenset(term for phrase in self._means for term in phrase)
        self._longest = max(map(len, self._means), default=0)

    def meanings(self, terms: Sequence[str]) -> Iterator[tuple[int, int, Phrase]]:
        """Yield (start, end, other wording) for every listed phrase in `terms`, longest first, without overlaps."""
        start = 0
        while start < len(terms):
            ends = range(min(start + self._longest, len(terms)), start, -1)
            end = next((end for end in ends if tuple(terms[start:end]) in self._means), None)
            if end is None:
                start += 1
                continue
            yield from ((start, end, phrase) for phrase in self._means[tuple(terms[start:end])])
            start = end


def _pairs(synonyms: Synonyms) -> Iterator[tuple[str, str]]:
    """Yield every (wording, other wording) that may be read one for the other."""
    for group in synonyms.equal:
        yield from ((one, other) for one in group for other in group if one != other)
    yield from synonyms.one_way


@cache
def _everyday_pairs(language: str) -> tuple[tuple[str, str], ...]:
    """Return the pairs (everyday wording, wording of health articles) that hold in every library of a language."""
    with (Path(__file__).parent / "everyday_words.toml").open("rb") as file:
        lines = tomllib.load(file).get(language, ())
    sides = ([[word.strip() for word in side.split(",")] for side in line.split("|")] for line in lines)
    return tuple((one, other) for lay, means in sides for one, other in product(lay, means) if one != other)


def idle(synonyms: Synonyms, found: Callable[[str], bool]) -> Iterator[tuple[str, ...]]:
    """Yield the entries that can never help, for no article has the words they stand for.

    `found` says whether the articles have every word of a wording.
    """
    yield from (tuple(group) for group in synonyms.equal if not any(map(found, group)))
    yield from ((lay, means) for lay, means in synonyms.one_way if not found(means))
