"""The question page in a frame on the clinic's own site, and the script that puts it there.

Only origins in the settings may show it. The frame sets no cookie, sees nothing of the page around it, and
tells its height only to an origin that is allowed.
"""

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue

from web.pages.ask import PageFrame, answer_page, question_page
from web.services import Services

THEMES = ("light", "dark")


def add_embed(pages: Blueprint, services: Services) -> None:
    """Add the frame's pages and the script for other sites; without an allowed origin there are none."""

    @pages.before_request
    def allowed() -> None:
        if not services.site.embed_origins:
            abort(404)

    @pages.get("/embed")
    def home() -> str:
        return question_page(services, frame(services), "home.html")

    @pages.post("/embed/ask")
    def ask() -> ResponseReturnValue:
        return answer_page(services, frame(services))

    pages.add_url_rule("/embed/ask", "ask_again", home)

    @pages.get("/embed.js")
    def script() -> Response:
        return Response(services.files["embed.js"], mimetype="text/javascript")


def frame(services: Services) -> PageFrame:
    """Return the frame a request asks for; a theme or an origin that is not allowed is left out."""
    theme, parent = request.args.get("theme", ""), request.args.get("parent", "")
    return PageFrame(
        layout="embed.html",
        ask="embed.ask",
        home="embed.home",
        theme=theme if theme in THEMES else "",
        parent=parent if parent in services.site.embed_origins else "",
    )
