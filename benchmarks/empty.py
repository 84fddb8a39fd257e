"""The least a Flask site can do: one route that answers with an empty object. The site is measured beside it."""

from pathlib import Path

from flask import Flask

from retrieval.engine import Engine
from retrieval.options import AnswerOptions
from retrieval.reload import Reloader

CONTENT = Path(__file__).parents[1] / "tests" / "content"
"""gunicorn.conf.py watches the content of every site it serves."""


def create_app() -> Flask:
    """Make the site that does nothing."""
    app = Flask("empty")

    app.extensions["journal"] = None
    app.extensions["reloader"] = Reloader(CONTENT, lambda library: Engine(library, AnswerOptions()), lambda _: None)

    @app.post("/ask")
    @app.post("/api/ask")
    def nothing() -> dict[str, str]:
        return {}

    @app.get("/readyz")
    def ready() -> dict[str, str]:
        return {}

    return app
