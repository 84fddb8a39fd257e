"""The same replies for programs: `POST /api/ask`, described by `/openapi.yaml`."""

import json
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Response, request
from werkzeug.exceptions import UnsupportedMediaType

from retrieval.kept import ROOM, quotes_the_visitor
from retrieval.reply import Reply
from web.languages import language
from web.pages.errors import api_error
from web.pages.question_form import BadQuestionError, from_json
from web.services import Services

SPECIFICATION = Path(__file__).parents[2] / "openapi.yaml"


def api_pages(services: Services) -> Blueprint:
    """Make the programs' way to ask, and its description."""
    pages = Blueprint("api", __name__)
    specification = SPECIFICATION.read_bytes()

    @pages.post("/api/ask")
    def ask() -> Response:
        return api_answer(services)

    @pages.get("/openapi.yaml")
    def described() -> Response:
        return Response(specification, mimetype="application/yaml")

    return pages


def api_answer(services: Services) -> Response:
    """Answer the JSON object that was sent, or say in one what is wrong with it."""
    if not request.is_json:
        raise UnsupportedMediaType
    try:
        sent = from_json(request.get_data(), services.site.question_limit)
    except BadQuestionError as error:
        return api_error(services, error.code, f"error.{error.code}.text", error.status)
    context = services.tokens.read_context(sent.context)
    reply = services.engine.answer(sent.question, context, None, language())
    services.answered(sent.question, reply)
    write = _written.__wrapped__ if quotes_the_visitor(reply) else _written
    return Response(write(reply, services.tokens.sign_context(reply.context)), mimetype="application/json")


@lru_cache(maxsize=ROOM)
def _written(reply: Reply, context: str) -> str:
    """Write a reply with its token as JSON, once for each reply that is kept; see retrieval/kept.py."""
    return json.dumps(replace(reply, context=context).as_json(), ensure_ascii=False, separators=(",", ":"))
