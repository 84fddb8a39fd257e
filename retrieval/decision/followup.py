"""Follow-up questions: "and the side effects?" is about what the visitor asked just before.

Nothing is stored for this: the reply carries the id of its first section, and the next question brings it back. The
section before only fills in what the question leaves out: its subject ("how is it treated?"), or what was asked of one
("and glioblastoma?"). It never overrules a subject that the question names.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from faq.article import Article
from retrieval.decision.closed_classes import closed_classes
from retrieval.decision.frames import frame_of
from retrieval.decision.intents import fold_question
from retrieval.decision.question import Question
from retrieval.decision.subjects import Subjects
from retrieval.text.query import Query
from retrieval.text.tokens import split

_OPENING = re.compile(r"(and|or|so|but|then|y|pero|entonces) |(what|how) about|what if|why")
"""How a question begins that goes on from another."""

_CLAUSE = re.compile(r",| and | y ")
"""Where the first question of a heading ends: "What is ICANS, and how is it different?" """

SHORT = 3
"""A question with no more naming words than this may lean on the one before it."""


class Context(NamedTuple):
    """What a question takes from the section before.

    `within` is the article to look in first, `hint` are words that the question is read with, `understood` words of
    the article's own subject that it leaves out; `pointing` says that it speaks of it as "it" or opens with "and".
    """

    within: str | None = None
    hint: str = ""
    understood: tuple[str, ...] = ()
    pointing: bool = True


NO_CONTEXT = Context()
"""What a question takes that stands for itself."""


class FollowUps:
    """Read questions that continue another."""

    def __init__(self, articles: Iterable[Article], subjects: Subjects) -> None:
        self._subjects = subjects
        self._classes = closed_classes(subjects.index.language)
        self._articles = {article.slug: article for article in articles}

    def context(self, query: Query, section_id: str) -> Context:
        """Return what a question takes from the section that was shown before it, by its id."""
        slug, _, anchor = section_id.partition("#")
        article = self._articles.get(slug)
        section = article.section(anchor) if article else None
        if section is None or not self._leans(query):
            return NO_CONTEXT
        if self._names_another(query, slug):
            return Context(hint=self._asked_there(section.heading, slug) if self._bare(query) else "")
        hint = self._subject_there(section.heading, slug)
        return Context(slug, hint, self.understood(slug, query), self._points(query))

    def understood(self, slug: str, query: Query) -> tuple[str, ...]:
        """Return the words that name the subject of an article and that a question leaves out."""
        title = dict.fromkeys(word.casefold() for word in split(self._articles[slug].title))
        return tuple(word for word in title if word not in query.words and self._subjects.names_article(word))

    def _leans(self, query: Query) -> bool:
        """Say whether a question is worded as one that continues another: it points back, or is short and bare."""
        named = sum(map(self._subjects.names, query.words))
        return named <= SHORT and (self._points(query) or named <= 1)

    def _points(self, query: Query) -> bool:
        text = fold_question(query.text)
        return bool(self._classes.pointing & set(text.split())) or _OPENING.match(text) is not None

    def _bare(self, query: Query) -> bool:
        """Say whether a question names a subject and asks nothing of it: "and glioblastoma?"."""
        content = list(filter(self._subjects.is_content, query.words))
        named = frozenset().union(*map(self._subjects.own, self._articles))
        terms = {word: {t.text for t in query.terms if word in t.word.split()} for word in content}
        return all(terms[word] & named for word in content)

    def _names_another(self, query: Query, slug: str) -> bool:
        """Say whether a question names the subject of another article, or one that this article never mentions."""
        asked = {term.text for term in query.terms}
        return bool(asked & self._subjects.elsewhere(slug)) and not asked & self._subjects.own(slug)

    def _subject_there(self, heading: str, slug: str) -> str:
        """Return the subject a heading asks about when the article's title does not name it: "What is ICANS?"."""
        first = _CLAUSE.split(heading, maxsplit=1)[0]
        frame = frame_of(Question(self._subjects.index.read(first), self._subjects))
        off = {self._subjects.stem(word) for word in split(self._articles[slug].title)}
        return " ".join(
            word
            for word in (frame.subject if frame and (frame.defines or frame.aspect) else ())
            if self._subjects.names_article(word) and self._subjects.stem(word) not in off
        )

    def _asked_there(self, heading: str, slug: str) -> str:
        """Return what a heading asks of its article: "How much does CAR-T cost?" -> "cost"."""
        told = (word.casefold() for word in split(heading))
        off = self._subjects.own(slug) | self._classes.grammar
        return " ".join(word for word in told if self._subjects.stem(word) not in off)
