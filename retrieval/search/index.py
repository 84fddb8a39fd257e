"""Find the passages of the library that fit a question best, and say why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache, partial
from itertools import chain, islice, pairwise

import numpy as np

from faq.article import SectionKind
from faq.staff_lists import Synonyms
from retrieval.search.inverted_index import InvertedIndex
from retrieval.search.memory import large_build
from retrieval.search.passages import Passage
from retrieval.search.ranking import Ranking, rank
from retrieval.search.semantic import Embedder, SemanticIndex, Vectors
from retrieval.search.vocabulary import rarity_of
from retrieval.text.abbreviations import abbreviations
from retrieval.text.query import STOP, Query, QuestionReader, mended
from retrieval.text.spelling import Speller
from retrieval.text.synonyms import Thesaurus, phrase_of
from retrieval.text.tokens import LANGUAGES, reader, split

__all__ = ["Hit", "Index", "Query"]

LAY = 4.2
"""Words of utterances from this Zipf value on are known; rarer ones, such as a disease, are not."""

SUMMARY_SHARE = 0.7
"""What the score of a lead or key takeaway counts beside a section's: it speaks of everything and answers little.

Worth .085 of hit@1 on a library without utterances that nothing was fitted to, and nothing where there are utterances.
"""

LANGUAGE_CODES = {name: code for code, name in LANGUAGES.items()}


@lru_cache(maxsize=512)
def _read(text: str, language: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return the words of a text as written, with their terms; where many ask, the same texts are read again."""
    return [(word, reader(language)(word)) for word in split(text)]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found: its score, what each signal gave to it, and which words of the question it has.

    The values of `because` add up to `score`. `has` are the terms of the question that the passage has; `similar` is
    how much nearer in meaning the passage is than the median one, 0 where no sentence model is used.
    """

    passage: Passage
    score: float
    because: Mapping[str, float]
    query: Query = field(repr=False)
    has: frozenset[str] = field(repr=False)
    similar: float = 0.0
    language: str = "english"

    @property
    def matched(self) -> tuple[str, ...]:
        """Return the words of the passage that matched, as written there, each once."""
        written = (*_read(self.passage.heading, self.language), *_read(self.passage.text, self.language))
        return tuple(dict.fromkeys(word for word, terms in written if self.has.intersection(terms)))


class Index:
    """All passages of one language, ready to be searched. Built once, never changed."""

    def __init__(
        self,
        passages: Sequence[Passage],
        synonyms: Synonyms | None = None,
        language: str = "english",
        english: Mapping[str, float] | None = None,
        embedder: Embedder | None = None,
    ) -> None:
        self.passages = tuple(passages)
        self.language = language
        self.english = english or {}
        with large_build():
            self._inverted = InvertedIndex(self.passages, language, self.english, STOP.get(language, frozenset()))
        self.vocabulary = self._inverted.vocabulary
        """Every word of the library in lower case, and how often it occurs."""
        self.heard_for = self._inverted.heard.terms_of
        """The terms that patients use when they mean a section, by its id, and how many utterances have each."""
        summaries = (passage.kind in (SectionKind.LEAD, SectionKind.TAKEAWAY) for passage in self.passages)
        self._share = np.array([SUMMARY_SHARE if summary else 1.0 for summary in summaries])
        self._lay = frozenset(word for word in self._inverted.heard.words if self.english.get(word, 0.0) >= LAY)
        self._lay_terms = frozenset(reader(language)(word)[0] for word in self._lay)
        self._reader = self._question_reader(synonyms)
        self.semantic = SemanticIndex(self.passages, embedder) if embedder else None

    def _question_reader(self, synonyms: Synonyms | None) -> QuestionReader:
        """Put together what questions are read with: the words of the library and of the staff's synonyms."""
        terms, stop = reader(self.language), STOP.get(self.language, frozenset())
        vocabulary = self._inverted.vocabulary

        def phrase(wording: str) -> tuple[str, ...]:
            counted = (word for word in split(wording) if word.casefold() not in stop)
            return tuple(term for word in counted for term in phrase_of(terms(word)))

        thesaurus = Thesaurus(synonyms, phrase, self.language)
        listed = chain(*synonyms.equal, *synonyms.one_way) if synonyms else ()
        lay = (word.casefold() for wording in listed for word in split(wording))
        parts = (part for word in vocabulary if "-" in word for part in word.split("-"))
        self._speller = Speller(
            {**dict.fromkeys((*lay, *self._lay, *parts), 1), **vocabulary},
            lambda word: self.knows(term := terms(word)[0]) or term in thesaurus.terms,
            LANGUAGE_CODES[self.language] if self.english else "",
        )
        short = abbreviations((p.text for p in self.passages), lambda word: self.english.get(word, 0.0) >= LAY)
        return QuestionReader(self.language, vocabulary, self.knows, self._beside, self._speller, thesaurus, short)

    def _beside(self, one: str, other: str) -> bool:
        """Say whether two terms stand side by side somewhere in the library; with a plain letter, in a heading."""
        first, second = (self._inverted.numbers.get(term) for term in (one, other))
        if first and second and self._inverted.pairs.row(self._inverted.pair(first, second)) is not None:
            return True
        heads = (split(head.casefold()) for p in self.passages for head in (p.title, p.heading) if len(other) == 1)
        read = reader(self.language)
        return any(after == other and read(word)[0] == one for head in heads for word, after in pairwise(head))

    def __len__(self) -> int:
        return len(self.passages)

    def knows(self, term: str) -> bool:
        """Say whether a passage has a term, or patients commonly use it when they mean one."""
        return term in self._inverted.numbers or term in self._lay_terms

    def says(self, wording: str) -> bool:
        """Say whether the library has every word of a wording, in whatever form."""
        return all(self.knows(self._reader.terms(word)[0]) for word in split(wording))

    def frequency(self, term: str) -> int:
        """Return the number of passages that have a term."""
        number = self._inverted.numbers.get(term)
        return int(self._inverted.found_in[number]) if number else 0

    def rarity(self, word: str) -> float:
        """Return how rare a word is in general English: 0 (like "the") to 1 (not on the list of common words)."""
        return rarity_of(self.english.get(word.casefold(), 0.0))

    def common(self, word: str) -> float:
        """Return the Zipf value of a word in general English; a slip is as common as the word that was meant."""
        return self._speller.common(word)

    def read(self, question: str) -> Query:
        """Read a question: words, corrections, synonyms."""
        query = self._reader.read(question)
        if self.semantic is None or self.semantic.state != "ready":
            return query
        return replace(query, similar=cache(partial(self.semantic.similar, mended(query))))

    def search(self, question: str | Query, limit: int = 10, within: str | None = None) -> list[Hit]:
        """Return the best passages for a question, best first; `within` keeps to one article by its slug."""
        query = self.read(question) if isinstance(question, str) else question
        only = None if within is None else np.array([p.slug == within for p in self.passages], np.bool_)
        similar = query.similar() if query.similar else None
        ranking = rank(self._inverted, query, only, similar)
        return list(islice(self._hits(query, ranking, similar), limit)) if ranking else []

    def _hits(self, query: Query, ranking: Ranking, similar: Vectors | None) -> Iterator[Hit]:
        """Yield the passages of the best entries, best first; of several entries of a passage the best one."""
        seen: set[int] = set()
        owners = self._inverted.owners[ranking.entries]
        scores = ranking.score * self._share[owners]
        because = {**ranking.because, "summary": scores - ranking.score}
        for place in np.lexsort((owners, -scores)).tolist():
            owner = int(owners[place])
            if owner not in seen:
                seen.add(owner)
                yield Hit(
                    passage=self.passages[owner],
                    score=float(scores[place]),
                    because={name: float(added[place]) for name, added in because.items()},
                    query=query,
                    has=ranking.has(place),
                    similar=0.0 if similar is None else float(similar[owner]),
                    language=self.language,
                )
