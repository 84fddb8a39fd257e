"""The least a Flask site can do: one route that answers with an empty object. The site is measured beside it."""

from flask import Flask


def create_app() -> Flask:
    """Make the site that does nothing."""
    app = Flask("empty")

    @app.post("/api/ask")
    def nothing() -> dict[str, str]:
        return {}

    @app.get("/readyz")
    def ready() -> dict[str, str]:
        return {}

    return app
