"""Whether the site can serve, for platforms and people who watch it; web/server/middleware.py answers `/healthz`."""

from typing import Any

from flask import Blueprint

from retrieval.engine import Engine
from web.server.limits import limiter_state
from web.services import Services


def health_page(services: Services) -> Blueprint:
    """Make `/readyz`: 200 with what is served, also while newer content is broken and kept out."""
    pages = Blueprint("health", __name__)

    @pages.get("/readyz")
    def ready() -> dict[str, Any]:
        reloader = services.reloader
        engine = reloader.engine()
        degraded = [str(problem) for problem in reloader.problems]
        return served(engine) | {"degraded": degraded, "limiter": limiter_state(services.pool)}

    return pages


def served(engine: Engine) -> dict[str, Any]:
    """Describe what is served: content version, articles, passages, and the words each index knows."""
    return {
        "status": "ok",
        "version": engine.library.version,
        "articles": len(engine.library.published()),
        "passages": sum(len(answerer.index) for answerer in engine.answerers.values()),
        **({"semantic": engine.semantic.state} if engine.semantic else {}),
        "words": {lang: len(answerer.index.vocabulary) for lang, answerer in engine.answerers.items()},
    }
