"""Let a patient's words find the words of the articles, from the list that staff keep."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

Phrase = tuple[str, ...]


class Synonyms(Protocol):
    """The shape of the staff's list: groups of equal wordings, and wordings that stand for another one only."""

    @property
    def equal(self) -> Sequence[Sequence[str]]:
        """Give groups of wordings that may stand for each other."""

    @property
    def one_way(self) -> Sequence[tuple[str, str]]:
        """Give pairs (patients' wording, the articles' wording); the second never finds the first."""


class Thesaurus:
    """Synonyms as phrases of terms, so that stemming and spelling apply to both sides."""

    def __init__(self, synonyms: Synonyms | None, read: Callable[[str], Phrase]) -> None:
        self._means: dict[Phrase, list[Phrase]] = defaultdict(list)
        for lay, means in _pairs(synonyms) if synonyms else ():
            source, target = read(lay), read(means)
            if source and target and source != target and target not in self._means[source]:
                self._means[source].append(target)
        self.longest = max(map(len, self._means), default=0)

    def meanings(self, terms: Sequence[str]) -> Iterator[tuple[int, int, Phrase]]:
        """Give (start, end, other wording) for every listed phrase in `terms`, longest first, without overlaps."""
        start = 0
        while start < len(terms):
            for end in range(min(start + self.longest, len(terms)), start, -1):
                found = self._means.get(tuple(terms[start:end]))
                if found:
                    yield from ((start, end, phrase) for phrase in found)
                    start = end - 1
                    break
            start += 1


def _pairs(synonyms: Synonyms) -> Iterator[tuple[str, str]]:
    """Give every (wording, other wording) that may be read one for the other."""
    for group in synonyms.equal:
        yield from ((one, other) for one in group for other in group if one != other)
    yield from synonyms.one_way
