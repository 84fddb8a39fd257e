"""Questions that are offered before anything is asked: a few on the page, all of them while somebody types.

The list is one file, fetched once; what somebody types is compared with it in the browser and goes nowhere.
"""

from collections.abc import Iterator

from flask import Blueprint, Response, jsonify, request

from faq.article import Section, SectionKind
from faq.library import Library
from web.services import Services

FIRST = 5
YEAR = "public, max-age=31536000, immutable"


def suggestion_pages(services: Services) -> Blueprint:
    """Make the file of all questions of a language and content version."""
    pages = Blueprint("suggestions", __name__)

    @pages.get("/suggestions/<lang>/<version>.json")
    def listed(lang: str, version: str) -> Response:
        library = services.library
        root = request.script_root
        rows = [[section.heading, root + section.permalink, title] for section, title in questions(library, lang)]
        response = jsonify(rows)
        if version == library.version:
            response.headers["Cache-Control"] = YEAR
        return response

    return pages


def questions(library: Library, lang: str) -> Iterator[tuple[Section, str]]:
    """Yield every section that may be asked for with the title of its article, in a language or in all."""
    for article in library.published(lang) or library.published():
        for section in article.sections:
            if section.kind in (SectionKind.SECTION, SectionKind.QUESTION):
                yield section, article.title


def first_questions(library: Library, lang: str, number: int = FIRST) -> tuple[Section, ...]:
    """Return a few questions to begin with: a common question of each article in turn."""
    articles = library.published(lang) or library.published()
    by_article = [[s for s in article.sections if s.kind is SectionKind.QUESTION] for article in articles]
    rounds = range(max(map(len, by_article), default=0))
    in_turn = [own[place] for place in rounds for own in by_article if place < len(own)]
    return tuple(in_turn[:number])
