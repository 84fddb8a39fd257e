"""Find the passages of the library that fit a question best, and say why."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from retrieval.bm25 import Field
from retrieval.passages import Passage
from retrieval.reply import Correction
from retrieval.spelling import Speller
from retrieval.synonyms import Synonyms, Thesaurus
from retrieval.words import fold, reader, split, words

MOST_WORDS = 64
SYNONYM_WEIGHT = 0.5
STOP = {
    "english": frozenset("a an the of to in is are be it and or for on at".split()),
    "spanish": frozenset("el la los las un una de del al y o en es son a que se lo por para".split()),
}


@dataclass(frozen=True, slots=True)
class Term:
    """One thing a question asks for: a term, what it weighs, and the word of the question it came from."""

    text: str
    weight: float
    word: str


@dataclass(frozen=True, slots=True)
class Query:
    """A question as the index reads it.

    `words` are the words that count, folded and corrected, each once; `unknown` those of them that no passage has.
    """

    text: str
    words: tuple[str, ...]
    terms: tuple[Term, ...]
    corrections: tuple[Correction, ...] = ()
    unknown: tuple[str, ...] = ()
    synonyms: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found: its score, what each signal gave to it, and which words of the question it has or lacks.

    `coverage` is the share of the question's weight (idf) that the passage has, 0 to 1.
    """

    passage: Passage
    score: float
    because: Mapping[str, float]
    coverage: float = 0.0
    has: frozenset[str] = field(default=frozenset(), repr=False)
    missing: tuple[str, ...] = ()
    language: str = "english"

    @property
    def matched(self) -> tuple[str, ...]:
        """Give the words of the passage that matched, as written there, each once."""
        written = words(f"{self.passage.heading}\n{self.passage.text}", self.language)
        return tuple(dict.fromkeys(word.written for word in written if self.has.intersection(word.terms)))


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
        self._read = reader(language)
        heads = [self._terms(_head(passage)) for passage in self.passages]
        bodies = [self._terms(passage.text) for passage in self.passages]
        self._fields = {
            "head": Field(heads),
            "flat": Field([head + body for head, body in zip(heads, bodies, strict=True)]),
            "heading": Field([self._terms(passage.heading) for passage in self.passages]),
        }
        self._slugs = np.array([passage.slug for passage in self.passages], dtype=object)
        spellings: Counter[str] = Counter()
        for passage in self.passages:
            spellings.update(map(fold, split(f"{_head(passage)} {passage.text}")))
        self.vocabulary = spellings
        self.speller = Speller(spellings, self.english)
        self._thesaurus = Thesaurus(synonyms, lambda text: tuple(self._read(word)[0] for word in split(text)))

    def _terms(self, text: str) -> list[str]:
        return [term for word in split(text) for term in self._read(word)]

    def __len__(self) -> int:
        return len(self.passages)

    def frequency(self, term: str) -> int:
        """Give the number of passages that have a term."""
        return len(self._fields["flat"].postings(term)[0])

    def idf(self, term: str) -> float:
        """Give how rare a term is in the library: log(1 + (N - n + 0.5) / (n + 0.5)); most for one it lacks."""
        return self._fields["flat"].idf.get(term, float(np.log1p(2 * len(self) + 1)))

    def rarity(self, word: str) -> float:
        """Give how rare a word is in general English: 0 (like "the") to 1 (not on the list of common words)."""
        return min(1.0, max(0.0, (8.0 - self.english.get(fold(word), 3.0)) / 5.0))

    def read(self, question: str) -> Query:
        """Read a question: words, corrections, synonyms, and the words the library does not have."""
        stop = STOP.get(self.language, frozenset())
        typed = list(dict.fromkeys(fold(word) for word in split(question)))
        counted = [word for word in typed if word not in stop] or typed
        corrections: list[Correction] = []
        read_as: list[str] = []
        for word in counted[:MOST_WORDS]:
            better = self.speller.correct(word)
            if better:
                corrections.append(Correction(word, better))
            read_as.append(better or word)
        asked = {term: Term(term, 1.0, word) for word in read_as for term in self._read(word)}
        firsts = [self._read(word)[0] for word in read_as]
        used = []
        for start, end, phrase in self._thesaurus.meanings(firsts):
            wording = " ".join(read_as[start:end])
            used.append((wording, " ".join(phrase)))
            for term in phrase:
                asked.setdefault(term, Term(term, SYNONYM_WEIGHT, wording))
        unknown = tuple(word for word in read_as if not any(map(self.frequency, self._read(word))))
        return Query(question, tuple(read_as), tuple(asked.values()), tuple(corrections), unknown, tuple(used))

    def search(self, question: str | Query, limit: int = 10, within: str | None = None) -> list[Hit]:
        """Give the best passages for a question, best first; `within` keeps to one article by its slug."""
        query = self.read(question) if isinstance(question, str) else question
        if not self.passages or not query.terms:
            return []
        parts = {name: self._score(found, query.terms) for name, found in self._fields.items()}
        total = parts["head"] + parts["flat"] + 0.5 * parts["heading"]
        if within is not None:
            total = np.where(self._slugs == within, total, 0)
        best = np.lexsort((np.arange(len(total)), -total))[:limit]
        return [self._hit(query, int(i), float(total[i]), parts) for i in best if total[i] > 0]

    def _score(self, found: Field, terms: Iterable[Term]) -> np.ndarray:
        score = np.zeros(len(self))
        for term in terms:
            passages, scores = found.postings(term.text)
            score[passages] += term.weight * scores
        return score

    def _hit(self, query: Query, number: int, score: float, parts: Mapping[str, np.ndarray]) -> Hit:
        flat = self._fields["flat"]
        has = frozenset(t.text for t in query.terms if number in flat.postings(t.text)[0])
        words_had = {term.word for term in query.terms if term.text in has}
        weight = {word: max(self.idf(t) for t in self._read(word)) for word in query.words}
        covered = sum(weight[w] for w in query.words if w in words_had) / (sum(weight.values()) or 1.0)
        return Hit(
            passage=self.passages[number],
            score=score,
            because={name: float(part[number]) for name, part in parts.items()},
            coverage=covered,
            has=has,
            missing=tuple(word for word in query.words if word not in words_had),
            language=self.language,
        )


def _head(passage: Passage) -> str:
    return f"{passage.title} {passage.heading}"
