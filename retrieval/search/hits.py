"""What a search gives back: a passage, its score and the reasons for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from retrieval.search.passages import Passage
from retrieval.text.query import Query
from retrieval.text.tokens import reader, split


@lru_cache(maxsize=512)
def _read(text: str, language: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return the words of a text as written, with their terms; where many ask, the same texts are read again."""
    return [(word, reader(language)(word)) for word in split(text)]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found: its score, what each signal gave to it, and which words of the question it has.

    The values of `because` add up to `score`. `has` are the terms of the question that the passage has, `coverage`
    is the most weight of the question that one window of its sentences has with the heading, 0 to 1;
    `similar` is how much nearer in meaning the passage is than the median one, 0 where no sentence model is used.
    """

    passage: Passage
    score: float
    because: Mapping[str, float]
    query: Query = field(repr=False)
    has: frozenset[str] = field(repr=False)
    coverage: float = 0.0
    similar: float = 0.0
    language: str = "english"

    @property
    def matched(self) -> tuple[str, ...]:
        """Return the words of the passage that matched, as written there, each once."""
        written = (*_read(self.passage.heading, self.language), *_read(self.passage.text, self.language))
        return tuple(dict.fromkeys(word for word, terms in written if self.has.intersection(terms)))
