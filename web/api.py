"""The same replies for programs: `POST /api/ask`, described by `/openapi.yaml`."""

from dataclasses import replace
from pathlib import Path

from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import UnsupportedMediaType

from web.desk import Desk
from web.errors import api_error
from web.languages import language
from web.questions import BadQuestionError, from_json

SPECIFICATION = Path(__file__).parent.parent / "openapi.yaml"


def api_pages(desk: Desk) -> Blueprint:
    """Make the programs' way to ask, and its description."""
    pages = Blueprint("api", __name__)
    specification = SPECIFICATION.read_bytes()

    @pages.post("/api/ask")
    def ask() -> Response:
        return answer(desk)

    @pages.get("/openapi.yaml")
    def described() -> Response:
        return Response(specification, mimetype="application/yaml")

    return pages


def answer(desk: Desk) -> Response:
    """Answer the JSON object that was sent, or say in one what is wrong with it."""
    if not request.is_json:
        raise UnsupportedMediaType
    try:
        sent = from_json(request.get_data(), desk.site.question_limit)
    except BadQuestionError as error:
        return api_error(desk, error.code, f"error.{error.code}.text", error.status)
    context = desk.tokens.read_context(sent.context)
    reply = desk.edition.answer(sent.question, context, None, language())
    desk.answered(sent.question, reply)
    return jsonify(replace(reply, context=desk.tokens.sign_context(reply.context)).as_json())
