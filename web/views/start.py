"""What the start page offers and every question page repeats: a heading, a few questions, the main subjects."""

from dataclasses import dataclass

from faq.article import Section, SectionKind
from faq.library import Library
from faq.wording import Wording
from web.views.topics import Topic, main_topics, start_heading

FIRST = 5
"""Questions that are offered before anything is asked."""

_READY: dict[tuple[str, str], "StartView"] = {}
"""The last few, by content version and language."""


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
        ready = StartView(heading, _first_questions(library, lang), main_topics(articles, lang))
        _READY[library.version, lang] = ready
        if len(_READY) > 8:
            _READY.pop(next(iter(_READY)), None)
    return ready


def _first_questions(library: Library, lang: str, number: int = FIRST) -> tuple[Section, ...]:
    """Return a few questions to begin with: a common question of each article in turn."""
    articles = library.published(lang) or library.published()
    by_article = [[s for s in article.sections if s.kind is SectionKind.QUESTION] for article in articles]
    rounds = range(max(map(len, by_article), default=0))
    in_turn = [own[place] for place in rounds for own in by_article if place < len(own)]
    return tuple(in_turn[:number])
