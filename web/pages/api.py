"""The same replies for programs: `POST /api/ask`, described by `/openapi.yaml`."""

import json
from dataclasses import replace
from pathlib import Path

from flask import Blueprint, Response, request
from werkzeug.exceptions import UnsupportedMediaType

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
    written = replace(reply, context=services.tokens.sign_context(reply.context)).as_json()
    return Response(json.dumps(written, ensure_ascii=False, separators=(",", ":")), mimetype="application/json")
