"""Ways to find an article without asking: topics, subjects, and what the start page offers."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from faq.article import Article, Section, SectionKind
from faq.library import Library
from faq.naming import slug
from faq.wording import Wording

FIRST, NAMED = 5, 10
"""Questions and subjects that are offered before anything is asked."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic that articles name, with its articles."""

    name: str
    articles: tuple[Article, ...]

    @property
    def slug(self) -> str:
        """The name in the topic's address."""
        return slug(self.name)


def _in_language(articles: Sequence[Article], lang: str) -> Sequence[Article]:
    """Return the articles of a language, or all where it has none."""
    return [article for article in articles if article.lang == lang] or articles


def by_topic(articles: Sequence[Article], lang: str = "") -> list[Topic]:
    """Return the topics of the articles of a language in order of their names, or of all where it has none."""
    names = {slug(name): name for article in _in_language(articles, lang) for name in article.topics}
    topics = [Topic(name, tuple(a for a in articles if name in a.topics)) for name in names.values()]
    return sorted(topics, key=lambda topic: topic.name.casefold())


def by_subject(articles: Sequence[Article], lang: str) -> list[Article]:
    """Return the articles of a language, or all where it has none, by the subject that they name first."""
    own = _in_language(articles, lang)
    return sorted(own, key=lambda article: (*map(str.casefold, article.topics[:1]), article.title.casefold()))


def start_heading(wording: Wording, topics: Sequence[Topic]) -> str:
    """Return the heading of the start page: the wording's, its {subjects} filled from the topics of the articles.

    The subjects that most articles name first come first: "Ask about CAR-T, melanoma and 12 other subjects".
    """
    if "subjects" not in wording.places("ask.heading"):
        return wording.text("ask.heading")
    if not topics:
        return wording.text("ask.title")
    subjects, *others = [topic.name for topic in sorted(topics, key=_times_not_first)]
    if others:
        key = "ask.heading_more" if others[1:] else "ask.heading_two"
        subjects = wording.text(key, first=subjects, second=others[0], number=len(others) - 1)
    return wording.text("ask.heading", subjects=subjects)


def _times_not_first(topic: Topic) -> int:
    return -sum(slug(article.topics[0]) == topic.slug for article in topic.articles)


@dataclass(frozen=True, slots=True)
class StartView:
    """The heading of the start page, questions to begin with, and the subjects that articles name first."""

    heading: str
    suggestions: list[Section]
    topics: list[Topic]


def start_view(library: Library, wording: Wording, lang: str) -> StartView:
    """Return what the start page offers in a language: a common question of each article in turn, the main topics."""
    by_article = [
        [section for section in article.sections if section.kind is SectionKind.QUESTION]
        for article in library.published(lang) or library.published()
    ]
    in_turn = [section for questions in zip_longest(*by_article) for section in questions if section]
    topics = by_topic(library.published(), lang)
    most = sorted(topics, key=lambda topic: min(a.topics.index(topic.name) for a in topic.articles))[:NAMED]
    return StartView(start_heading(wording, topics), in_turn[:FIRST], [topic for topic in topics if topic in most])
