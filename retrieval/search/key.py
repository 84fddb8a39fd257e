"""The key of a passage: the one statement that answers a question best, chosen by the evidence that ranks passages.

A word of the question counts by how well it tells the statements of this passage apart (an idf over them); a word of
the heading tells little. The kind of thing asked counts too: a number, a time, a place, a yes or no.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import NamedTuple

from faq.article import Article, Block, Section, SectionKind
from retrieval.text.asked import asks_yes_or_no, defined, kind_asked, kinds_given, says_yes_or_no
from retrieval.text.query import STOP, Query, Term
from retrieval.text.statements import statements
from retrieval.text.tokens import reader, split

SHORTEST = 40
"""Words of a passage that is read at a glance and needs no key."""

SUBJECT = 0.15
"""What a word counts that names the subject of the whole article, beside one that only a statement has."""

HEADING = 0.25
"""What a word of the heading counts."""

BESIDE = 0.5
"""What a word counts that stands in the lead-in or the statement before, on which a statement often leans."""

KIND = 0.75
"""What it counts to give the kind of thing asked, in the weight of a word that one statement has."""

OPENING = 0.5
"""What it counts to open a passage whose heading asks the same: articles answer their heading in the first sentence."""

MARGIN = 0.07
"""How far the best must stand out from the next."""

DEFINES = 1.0
"""What it counts to say what a thing is, for a question that asks so."""

JUDGES = 0.5
"""What a statement with yes or no counts more for a question that asks for it, and less for another."""

MOST_READY = 512
"""Passages that are kept ready."""

ENOUGH = 0.2
"""Evidence below which nothing stands out."""

CONTENT = 0.3
"""General rarity (squared) from which a word says what is asked."""

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
        """Read a passage: its title, topics and common words name the subject, its wordings ask the heading."""
        self._terms = reader(language)
        self._stop = STOP.get(language, frozenset())
        self._rarity = rarity
        self._subject = self._content(" ".join((article.title, *article.topics, *_common(article.sections))))
        heading = "" if section.kind is SectionKind.LEAD else section.heading
        self._heading = self._content(heading) - self._subject
        self._asked_as = [*filter(None, map(self._asked, (heading, *section.also_asked, *section.heard)))]
        self._statements = tuple(self._read(blocks))

    def _content(self, text: str) -> frozenset[str]:
        return frozenset(
            term for word in split(text) if word.casefold() not in self._stop for term in self._terms(word)
        )

    def _asked(self, wording: str) -> frozenset[str]:
        """Return the terms by which a wording asks for something of its subject, the common words left out."""
        asked = (word for word in split(wording) if self._rarity(word) ** 2 >= CONTENT)
        return frozenset(self._terms(word)[0] for word in asked) - self._subject

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
        wanted = _Wanted(
            weights=self._weights(general),
            content=frozenset(term for term, weight in general.items() if weight >= CONTENT),
            kind=kind_asked(query.text),
            yes_or_no=asks_yes_or_no(query.text),
        )
        one = log(1 + len(self._statements))
        scores = [self._score(statement, wanted, one) for statement in self._statements]
        scores[0] += OPENING * one * self._asks_the_heading(general)
        best = max(range(len(scores)), key=scores.__getitem__)
        second = max((score for place, score in enumerate(scores) if place != best), default=0.0)
        stands_out = scores[best] >= ENOUGH * one and scores[best] - second >= MARGIN * one
        judges = self._statements[best].judges and not self._same_question(general)
        return self._statements[best].quoted, stands_out and not judges

    def _general(self, term: Term) -> float:
        """Return what a term counts whatever the passage: little for a word like "what"; a number counts fully."""
        return term.share * (1.0 if any(map(str.isdigit, term.word)) else self._rarity(term.word) ** 2)

    def _weights(self, general: Mapping[str, float]) -> dict[str, float]:
        """Return what each term of the question tells of these statements."""
        weights = {}
        for term, weight in general.items():
            holders = sum(term in statement.terms for statement in self._statements)
            share = SUBJECT if term in self._subject else HEADING if term in self._heading else 1.0
            weights[term] = weight * share * log(1 + len(self._statements) / (holders + 0.5))
        return weights

    def _asks_the_heading(self, general: Mapping[str, float]) -> float:
        """Return the share of a question, its subject aside, that the heading has: 0 to 1."""
        asked = {term: weight for term, weight in general.items() if term not in self._subject}
        return sum(asked[term] for term in asked if term in self._heading) / (sum(asked.values()) or 1.0)

    def _score(self, statement: _KeyStatement, wanted: "_Wanted", one: float) -> float:
        score = KIND * one * (wanted.kind in statement.kinds)
        for term, weight in wanted.weights.items():
            if term in statement.terms:
                score += weight
            elif term in statement.near:
                score += BESIDE * weight
        if wanted.kind == "definition":
            score += (
                DEFINES * one * len(statement.defines & wanted.content) / (len(statement.defines | wanted.content) or 1)
            )
        if statement.judges:
            score += one * (JUDGES if wanted.yes_or_no else -JUDGES)
        return score

    def _same_question(self, general: Mapping[str, float]) -> bool:
        """Say whether a question has at least half of what one wording of the heading asks about its subject."""
        return not self._asked_as or any(2 * len(asked & general.keys()) >= len(asked) for asked in self._asked_as)


class _Wanted(NamedTuple):
    """What a question asks for: the weights of its terms, its content, the kind of thing, whether yes or no answers."""

    weights: Mapping[str, float]
    content: frozenset[str]
    kind: str
    yes_or_no: bool
