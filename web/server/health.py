"""Whether the site can serve, for platforms and people who watch it; web/server/middleware.py answers `/healthz`."""

from typing import Any

from flask import Blueprint

from web.server.limits import limiter_state
from web.services import Services


def health_page(services: Services) -> Blueprint:
    """Make `/readyz`: 200 with what is served, also while newer content is broken and kept out."""
    pages = Blueprint("health", __name__)

    @pages.get("/readyz")
    def ready() -> dict[str, Any]:
        reloader = services.reloader
        engine = reloader.engine()
        indexes = {lang: answerer.index for lang, answerer in engine.answerers.items()}
        return {
            "status": "ok",
            "version": engine.library.version,
            "articles": len(engine.library.published()),
            "passages": sum(map(len, indexes.values())),
            **({"semantic": engine.semantic.state} if engine.semantic else {}),
            "words": {lang: len(index.vocabulary) for lang, index in indexes.items()},
            "degraded": [str(problem) for problem in reloader.problems],
            "limiter": limiter_state(services.pool),
        }

    return pages
