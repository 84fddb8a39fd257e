"""Ways to find an article without asking: by topic, by first letter."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from unicodedata import normalize

from faq.article import Article, Section, SectionKind
from faq.naming import slug
from faq.wording import Wording


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic that articles name, with its articles."""

    name: str
    articles: tuple[Article, ...]

    @property
    def slug(self) -> str:
        """The name in the topic's address."""
        return slug(self.name)


@dataclass(frozen=True, slots=True)
class AlphabetEntry:
    """A question in the list from A to Z, with the article that answers it."""

    section: Section
    article: Article


def by_topic(articles: Sequence[Article], lang: str) -> tuple[Topic, ...]:
    """Return the topics of the articles of a language in order of their names, or of all where it has none."""
    own = [article for article in articles if article.lang == lang] or articles
    names = {slug(name): name for article in own for name in article.topics}
    topics = (Topic(name, tuple(a for a in articles if name in a.topics)) for name in names.values())
    return tuple(sorted(topics, key=lambda topic: topic.name.casefold()))


def main_topics(articles: Sequence[Article], lang: str, number: int = 10) -> tuple[Topic, ...]:
    """Return the topics that articles name first, in order of their names."""
    most = sorted(by_topic(articles, lang), key=_place)[:number]
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
        subjects = names[0]
    elif len(names) == 2:
        subjects = wording.text("ask.heading_two", first=names[0], second=names[1])
    else:
        subjects = wording.text("ask.heading_more", first=names[0], second=names[1], number=len(names) - 2)
    return wording.text("ask.heading", subjects=subjects)


def _place(topic: Topic) -> int:
    return min(article.topics.index(topic.name) for article in topic.articles)


def topic_named(articles: Sequence[Article], wanted: str) -> Topic | None:
    """Find a topic by the name in its address."""
    for article in articles:
        for name in article.topics:
            if slug(name) == wanted:
                return Topic(name, tuple(a for a in articles if name in a.topics))
    return None


def a_to_z(articles: Iterable[Article], lang: str) -> tuple[tuple[str, tuple[AlphabetEntry, ...]], ...]:
    """Return every section with a question of its own by its first letter, those of other languages left out."""
    articles = tuple(articles)
    own = [article for article in articles if article.lang == lang] or articles
    entries = [AlphabetEntry(section, article) for article in own for section in article.sections if _listed(section)]
    entries.sort(key=lambda entry: _order(entry.section.heading))
    letters = groupby(entries, key=lambda entry: _letter(entry.section.heading))
    return tuple((letter, tuple(group)) for letter, group in letters)


def _listed(section: Section) -> bool:
    return section.kind in (SectionKind.SECTION, SectionKind.QUESTION)


def _order(heading: str) -> str:
    plain = normalize("NFKD", heading).encode("ascii", "ignore").decode().casefold()
    return plain.lstrip("".join(mark for mark in plain if not mark.isalnum()))


def _letter(heading: str) -> str:
    return _order(heading)[:1].upper()
