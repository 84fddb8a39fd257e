"""Ways to find an article without asking: topics, subjects, and what the start page offers."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from faq.article import Article, Section, SectionKind
from faq.library import Library
from faq.naming import slug
from faq.wording import Wording

FIRST, NAMED = 5, 10
"""Questions and subjects that are offered before anything is asked."""

_READY: dict[tuple[str, str], "StartView"] = {}
"""The last few, by content version and language."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic that articles name, with its articles."""

    name: str
    articles: tuple[Article, ...]

    @property
    def slug(self) -> str:
        """The name in the topic's address."""
        return slug(self.name)


def by_topic(articles: Sequence[Article], lang: str) -> tuple[Topic, ...]:
    """Return the topics of the articles of a language in order of their names, or of all where it has none."""
    own = [article for article in articles if article.lang == lang] or articles
    return tuple(sorted(_topics(own, articles), key=lambda topic: topic.name.casefold()))


def _topics(naming: Sequence[Article], articles: Sequence[Article]) -> Iterator[Topic]:
    names = {slug(name): name for article in naming for name in article.topics}
    return (Topic(name, tuple(a for a in articles if name in a.topics)) for name in names.values())


def _main_topics(articles: Sequence[Article], lang: str) -> tuple[Topic, ...]:
    """Return the topics that articles name first, in order of their names."""
    topics = by_topic(articles, lang)
    most = sorted(topics, key=lambda topic: min(a.topics.index(topic.name) for a in topic.articles))[:NAMED]
    return tuple(sorted(most, key=lambda topic: topic.name.casefold()))


def start_heading(wording: Wording, articles: Sequence[Article], lang: str) -> str:
    """Return the heading of the start page: the wording's, its {subjects} filled from the topics of the articles.

    The subjects that most articles name first come first: "Ask about CAR-T, melanoma and 12 other subjects".
    """
    topics = by_topic(articles, lang)
    if "subjects" not in wording.places("ask.heading"):
        return wording.text("ask.heading")
    if not topics:
        return wording.text("ask.title")
    first = Counter(slug(article.topics[0]) for article in articles if article.topics)
    names = [topic.name for topic in sorted(topics, key=lambda topic: -first[topic.slug])]
    if len(names) == 1:
        return wording.text("ask.heading", subjects=names[0])
    key = "ask.heading_two" if len(names) == 2 else "ask.heading_more"
    subjects = wording.text(key, first=names[0], second=names[1], number=len(names) - 2)
    return wording.text("ask.heading", subjects=subjects)


def topic_named(articles: Sequence[Article], wanted: str) -> Topic | None:
    """Find a topic by the name in its address."""
    return next((topic for topic in _topics(articles, articles) if topic.slug == wanted), None)


def by_subject(articles: Sequence[Article], lang: str) -> tuple[Article, ...]:
    """Return the articles of a language, or all where it has none, by the subject that they name first."""
    own = [article for article in articles if article.lang == lang] or articles
    return tuple(sorted(own, key=lambda article: (*map(str.casefold, article.topics[:1]), article.title.casefold())))


@dataclass(frozen=True, slots=True)
class StartView:
    """The heading of the start page, questions to begin with, and the subjects that articles name first."""

    heading: str
    suggestions: tuple[Section, ...]
    topics: tuple[Topic, ...]


def start_view(library: Library, wording: Wording, lang: str) -> StartView:
    """Return what the start page offers in a language, put together once for each version of the content."""
    ready = _READY.get((library.version, lang))
    if ready is None:
        articles = library.published()
        heading = start_heading(wording, articles, lang)
        ready = StartView(heading, _first_questions(library, lang), _main_topics(articles, lang))
        _READY[library.version, lang] = ready
        if len(_READY) > 8:
            _READY.pop(next(iter(_READY)), None)
    return ready


def _first_questions(library: Library, lang: str) -> tuple[Section, ...]:
    """Return a few questions to begin with: a common question of each article in turn."""
    articles = library.published(lang) or library.published()
    by_article = [[s for s in article.sections if s.kind is SectionKind.QUESTION] for article in articles]
    rounds = range(max(map(len, by_article), default=0))
    in_turn = [own[place] for place in rounds for own in by_article if place < len(own)]
    return tuple(in_turn[:FIRST])
