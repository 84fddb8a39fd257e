"""The key of a passage: the one statement that answers a question best, chosen by the evidence that ranks passages.

A word of the question counts by how well it tells the statements of this passage apart (an idf over them); a word of
the article's subject or of the heading tells little. The kind of thing asked counts too: a number, a time, a meaning.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from faq.article import Article, Block, Section, SectionKind
from retrieval.text.asked import defined, kind_asked, kinds_given, says_yes_or_no
from retrieval.text.query import STOP, Query, Term
from retrieval.text.statements import statements
from retrieval.text.tokens import reader, split

SHORTEST = 40
"""Words of a passage that is read at a glance and needs no key."""

KNOWN = 0.15
"""What a word counts that names the subject of the article or stands in the heading, beside any other."""

BESIDE = 0.5
"""What a word counts that stands in the lead-in or the statement before, on which a statement often leans."""

KIND = 1.0
"""What it counts to give the kind of thing asked, in the weight of a word that one statement has."""

OPENING = 0.5
"""What it counts to open a passage whose heading asks the same: articles answer their heading in the first sentence."""

SAME_QUESTION = 0.5
"""The share of a question that the heading must have for a yes or no to answer it."""

MARGIN = 0.07
"""How far the best must stand out from the next."""

CONTENT = 0.3
"""General rarity (squared) from which a word can be what is defined."""

MOST_READY = 512
"""Passages that are kept ready."""

_Rarity = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class _KeyStatement:
    """A statement as quoted: its terms, those of its lead-in and the statement before, those of the thing it defines.

    `kinds` are the kinds of thing it gives; `judges` when it says yes or no.
    """

    quoted: str
    terms: frozenset[str]
    near: frozenset[str]
    defines: frozenset[str]
    kinds: frozenset[str]
    judges: bool

    def words(self, weights: Mapping[str, float]) -> float:
        """Return what the words of a question tell of this statement."""
        beside = sum(weights[term] for term in weights if term in self.near)
        return sum(weights[term] for term in weights if term in self.terms) + BESIDE * beside

    def gives(self, kind: str, content: frozenset[str]) -> float:
        """Say how far it gives the kind of thing asked, 0 to 1; a meaning must be that of the `content` asked."""
        if kind == "definition":
            return len(self.defines & content) / (len(self.defines | content) or 1)
        return float(kind in self.kinds)


class Keys:
    """Choose the keys of one version of the library; the passages asked for last are kept ready."""

    def __init__(self, language: str, rarity: _Rarity) -> None:
        """Take the language, and how rare a word is in general: 0 (like "the") to 1."""
        self._language = language
        self._rarity = rarity
        self._ready: dict[tuple[str, int], _KeyIndex] = {}

    def key(self, article: Article, section: Section, blocks: Sequence[Block], query: Query) -> str:
        """Return the statement of a section, or of some of its blocks, that answers a question best.

        It is "" when the passage is read at a glance, or none of its statements stands out.
        """
        if sum(len(block.text.split()) for block in blocks) < SHORTEST:
            return ""
        quoted, stands_out = self._index(article, section, blocks).best(query)
        return quoted if stands_out else ""

    def nearest(self, article: Article, section: Section, blocks: Sequence[Block], query: Query) -> str:
        """Return the statement that comes nearest to a question, whether it stands out or not; "" without any."""
        return self._index(article, section, blocks).best(query)[0]

    def _index(self, article: Article, section: Section, blocks: Sequence[Block]) -> "_KeyIndex":
        place = (section.id, blocks[0].line)
        index = self._ready.get(place)
        if index is None:
            index = self._ready[place] = _KeyIndex(article, section, blocks, self._language, self._rarity)
            if len(self._ready) > MOST_READY:
                self._ready.pop(next(iter(self._ready)), None)
        return index


def _common(sections: Sequence[Section]) -> frozenset[str]:
    """Return the words that at least half of the sections of an article have: they tell no statement apart."""
    words = Counter(word for section in sections for word in {*split(section.text.casefold())})
    return frozenset(word for word, found in words.items() if 2 * found >= len(sections))


class _KeyIndex:
    """The statements of one passage, ready to be asked."""

    def __init__(
        self, article: Article, section: Section, blocks: Sequence[Block], language: str, rarity: _Rarity
    ) -> None:
        """Read a passage: its title, topics and common words name the subject."""
        self._terms = reader(language)
        self._stop = STOP.get(language, frozenset())
        self._rarity = rarity
        self._subject = self._content(" ".join((article.title, *article.topics, *_common(article.sections))))
        heading = "" if section.kind is SectionKind.LEAD else section.heading
        self._heading = self._content(heading) - self._subject
        self._statements = tuple(self._read(blocks))

    def _content(self, text: str) -> frozenset[str]:
        return frozenset(
            term for word in split(text) if word.casefold() not in self._stop for term in self._terms(word)
        )

    def _read(self, blocks: Sequence[Block]) -> Iterable[_KeyStatement]:
        before: frozenset[str] = frozenset()
        block = -1
        for statement in statements(blocks):
            text = statement.text
            terms = self._content(text)
            near = self._content(statement.lead_in) | (before if statement.block == block else frozenset())
            yield _KeyStatement(
                quoted=statement.quoted,
                terms=terms,
                near=near - terms,
                defines=self._content(defined(text)),
                kinds=kinds_given(text),
                judges=says_yes_or_no(text),
            )
            before, block = terms, statement.block

    def best(self, query: Query) -> tuple[str, bool]:
        """Return the statement that answers a question best, and whether it stands out; "" without any."""
        if not self._statements:
            return "", False
        general = {term.text: self._general(term) for term in query.terms}
        content = frozenset(term for term, weight in general.items() if weight >= CONTENT)
        weights = self._weights(general)
        kind = kind_asked(query.text)
        one = log(1 + len(self._statements))
        scores = [each.words(weights) + KIND * one * each.gives(kind, content) for each in self._statements]
        heading_asked = self._asks_the_heading(general)
        scores[0] += OPENING * one * heading_asked
        best = max(range(len(scores)), key=scores.__getitem__)
        second = max((score for place, score in enumerate(scores) if place != best), default=0.0)
        misleads = self._statements[best].judges and heading_asked < SAME_QUESTION
        return self._statements[best].quoted, scores[best] - second >= MARGIN * one and not misleads

    def _general(self, term: Term) -> float:
        """Return what a term counts whatever the passage: little for a word like "what"; a number counts fully."""
        return term.share * (1.0 if any(map(str.isdigit, term.word)) else self._rarity(term.word) ** 2)

    def _weights(self, general: Mapping[str, float]) -> dict[str, float]:
        """Return what each term of the question tells of these statements."""
        weights = {}
        for term, weight in general.items():
            holders = sum(term in statement.terms for statement in self._statements)
            share = KNOWN if term in self._subject or term in self._heading else 1.0
            weights[term] = weight * share * log(1 + len(self._statements) / (holders + 0.5))
        return weights

    def _asks_the_heading(self, general: Mapping[str, float]) -> float:
        """Return the share of a question, its subject aside, that the heading has: 0 to 1."""
        asked = {term: weight for term, weight in general.items() if term not in self._subject}
        return sum(asked[term] for term in asked if term in self._heading) / (sum(asked.values()) or 1.0)
