"""Whether the site can serve, for platforms and people who watch it; web/server/middleware.py answers `/healthz`."""

from typing import Any

from flask import Blueprint

from retrieval.engine import Edition
from retrieval.reload import Live


def health_page(live: Live) -> Blueprint:
    """Make `/readyz`: 200 with what is served, also while newer content is broken and kept out."""
    pages = Blueprint("health", __name__)

    @pages.get("/readyz")
    def ready() -> dict[str, Any]:
        edition = live.edition()
        return served(edition) | {"degraded": [str(problem) for problem in live.problems]}

    return pages


def served(edition: Edition) -> dict[str, Any]:
    """Describe what is served: content version, articles, passages, and the words each index knows."""
    return {
        "status": "ok",
        "version": edition.library.version,
        "articles": len(edition.library.published()),
        "passages": sum(len(finder.index) for finder in edition.finders.values()),
        "words": {lang: len(finder.index.vocabulary) for lang, finder in edition.finders.items()},
    }
