"""Ask a question, read the answer: on the page, in a frame on the clinic's own site, or as a program.

The question travels in the body of a POST and nowhere else. Only origins in the settings may show the frame. It sets no
cookie, sees nothing of the page around it, and tells its height only to an origin that is allowed.
"""

import json
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import UnsupportedMediaType

from retrieval.engine import Engine
from retrieval.reply import Reply
from web.journal import note_answered
from web.languages import language
from web.pages.question_form import PatientQuestion, from_form, from_json
from web.services import Services
from web.views.answer import answer_view

SPECIFICATION = Path(__file__).parents[2] / "openapi.yaml"
THEMES = ("light", "dark")
QUESTION_VIEWS = ("chat.ask", "embed.ask", "api.ask")
"""The views that answer a question: capped together and limited together."""

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def add_chat(pages: Blueprint, services: Services) -> None:
    """Add the start page and the answer page."""
    pages.add_url_rule("/", "home", partial(question_page, services, "home.html"))
    pages.add_url_rule("/ask", "ask", partial(_answer_page, services), methods=["POST"])

    @pages.get("/ask")
    def ask_again() -> ResponseReturnValue:
        return redirect(url_for("chat.home"))


def add_embed(pages: Blueprint, services: Services) -> None:
    """Add the frame's pages and the script for other sites; without an allowed origin there are none."""
    home = partial(question_page, services, "home.html")
    pages.add_url_rule("/embed", "home", home)
    pages.add_url_rule("/embed/ask", "ask", partial(_answer_page, services), methods=["POST"])
    pages.add_url_rule("/embed/ask", "ask_again", home)

    @pages.before_request
    def allowed() -> None:
        if not services.site.embed_origins:
            abort(404)

    @pages.get("/embed.js")
    def script() -> Response:
        return Response(services.files["embed.js"], mimetype="text/javascript")


def add_api(pages: Blueprint, services: Services) -> None:
    """Add the programs' way to ask, `POST /api/ask`, and its description, `/openapi.yaml`."""
    specification = SPECIFICATION.read_bytes()

    @pages.post("/api/ask")
    def ask() -> ResponseReturnValue:
        if not request.is_json:
            raise UnsupportedMediaType
        sent = from_json(request.get_data(), services.site.question_limit)
        reply = _reply_to(services, services.engine, sent)
        written = replace(reply, context=services.tokens.sign_context(reply.context)).as_json()
        return Response(json.dumps(written, ensure_ascii=False, separators=(",", ":")), mimetype="application/json")

    @pages.get("/openapi.yaml")
    def described() -> Response:
        return Response(specification, mimetype="application/yaml")


def _answer_page(services: Services) -> str:
    """Answer the question that was sent."""
    if request.mimetype not in FORMS:
        raise UnsupportedMediaType
    sent = from_form(request.form, services.site.question_limit)
    engine = services.engine
    turn = answer_view(engine, services.tokens, sent.question, _reply_to(services, engine, sent))
    return question_page(services, "ask.html", turn=turn, within=sent.within)


def _reply_to(services: Services, engine: Engine, sent: PatientQuestion) -> Reply:
    """Find the reply to a question that was read, and tell those who count."""
    within = sent.within if engine.library.article(sent.within) else None
    reply = engine.answer(sent.question, services.tokens.read_context(sent.context), within, language())
    note_answered(services, sent.question, reply)
    return reply


def question_page(services: Services, template: str, **values: Any) -> str:
    """Make a page with the question form, on the site itself or in a frame on another site.

    A frame may ask for a theme, and name the origin that is told its height; what is not allowed is left out.
    """
    place, layout = "chat", "base.html"
    asked_for: dict[str, Any] = {}
    if request.blueprint == "embed":
        allowed = {"theme": THEMES, "parent": services.site.embed_origins}
        place, layout = "embed", "embed.html"
        asked_for = {name: value for name, value in request.args.items() if value in allowed.get(name, ())}
    return render_template(
        template,
        layout=layout,
        ask_url=url_for(f"{place}.ask", **asked_for),
        home_url=url_for(f"{place}.home", **asked_for),
        **asked_for,
        **values,
    )
