"""Ask a question, read the answer: on the page, in a frame on the clinic's own site, or as a program.

The question travels in the body of a POST and nowhere else. Only origins in the settings may show the frame. It sets no
cookie, sees nothing of the page around it, and tells its height only to an origin that is allowed.
"""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import UnsupportedMediaType

from retrieval.engine import Engine
from retrieval.reply import Reply
from web.journal import note_answered
from web.languages import language
from web.pages.question_form import BadQuestionError, PatientQuestion, from_form, from_json, tidy_question
from web.services import Services
from web.views.answer import answer_view
from web.views.topics import start_view

SPECIFICATION = Path(__file__).parents[2] / "openapi.yaml"
THEMES = ("light", "dark")
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


@dataclass(frozen=True, slots=True)
class PageFrame:
    """Where the question page stands: on the site itself, or in a frame on another site.

    `theme` is "light", "dark" or "" for the visitor's own, `parent` the origin that may learn the page's height.
    """

    layout: str = "base.html"
    ask: str = "chat.ask"
    home: str = "chat.home"
    theme: str = ""
    parent: str = ""

    def url(self, endpoint: str) -> str:
        """Return the address of a page in this frame."""
        return url_for(endpoint, theme=self.theme or None, parent=self.parent or None)


def add_chat(pages: Blueprint, services: Services) -> None:
    """Add the start page and the answer page."""

    @pages.get("/")
    def home() -> str:
        return question_page(services, PageFrame(), "home.html")

    @pages.post("/ask")
    def ask() -> ResponseReturnValue:
        return _answer_page(services, PageFrame())

    @pages.get("/ask")
    def ask_again() -> ResponseReturnValue:
        return redirect(url_for("chat.home"))


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
        return _answer_page(services, frame(services))

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


def add_api(pages: Blueprint, services: Services) -> None:
    """Add the programs' way to ask, `POST /api/ask`, and its description, `/openapi.yaml`."""
    specification = SPECIFICATION.read_bytes()

    @pages.post("/api/ask")
    def ask() -> ResponseReturnValue:
        if not request.is_json:
            raise UnsupportedMediaType
        try:
            sent = from_json(request.get_data(), services.site.question_limit)
        except BadQuestionError as error:
            return api_error(services, error.code, f"error.{error.code}.text"), error.status
        reply = _reply_to(services, services.engine, sent)
        written = replace(reply, context=services.tokens.sign_context(reply.context)).as_json()
        return Response(json.dumps(written, ensure_ascii=False, separators=(",", ":")), mimetype="application/json")

    @pages.get("/openapi.yaml")
    def described() -> Response:
        return Response(specification, mimetype="application/yaml")


def api_error(services: Services, code: str, key: str) -> Response:
    """Make the error object of `/api`."""
    sentence = services.wording.text(key, limit=services.site.question_limit)
    return jsonify({"error": {"code": code, "message": sentence}})


def _answer_page(services: Services, frame: PageFrame) -> ResponseReturnValue:
    """Answer the question that was sent, or say what is wrong with it and keep what was typed."""
    if request.mimetype not in FORMS:
        raise UnsupportedMediaType
    try:
        sent = from_form(request.form, services.site.question_limit)
    except BadQuestionError as error:
        return problem_page(services, frame, f"error.{error.code}.text"), error.status
    engine = services.engine
    turn = answer_view(engine, services.tokens, sent.question, _reply_to(services, engine, sent))
    return question_page(services, frame, "ask.html", turn=turn, within=sent.within)


def _reply_to(services: Services, engine: Engine, sent: PatientQuestion) -> Reply:
    """Find the reply to a question that was read, and tell those who count."""
    within = sent.within if engine.library.article(sent.within) else None
    reply = engine.answer(sent.question, services.tokens.read_context(sent.context), within, language())
    note_answered(services, sent.question, reply)
    return reply


def problem_page(services: Services, frame: PageFrame, key: str, **values: Any) -> str:
    """Show the form again with what is wrong, and with the words that were typed."""
    problem = services.wording.text(key, limit=services.site.question_limit, **values)
    typed = tidy_question(request.form.get("question", ""))
    return question_page(services, frame, "home.html", problem=problem, typed=typed)


def question_page(services: Services, frame: PageFrame, template: str, **values: Any) -> str:
    """Make a page with the question form."""
    start = start_view(services.library, services.wording, language())
    return render_template(
        template,
        frame=frame,
        layout=frame.layout,
        ask_url=frame.url(frame.ask),
        start=start,
        heading=start.heading,
        **values,
    )
