"""Questions that are offered before anything is asked: a few on the page, all of them while somebody types.

The list is one file, fetched once; what somebody types is compared with it in the browser and goes nowhere.
"""

from collections.abc import Iterator

from flask import Blueprint, Response, jsonify, request

from faq.article import Section, SectionKind
from faq.library import Library
from web.services import Services

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
