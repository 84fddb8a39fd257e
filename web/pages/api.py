"""The same replies for programs: `POST /api/ask`, described by `/openapi.yaml`."""

import json
from dataclasses import replace
from pathlib import Path

from flask import Blueprint, Response, request
from werkzeug.exceptions import UnsupportedMediaType

from web.pages.ask import reply_to
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
        if not request.is_json:
            raise UnsupportedMediaType
        try:
            sent = from_json(request.get_data(), services.site.question_limit)
        except BadQuestionError as error:
            return api_error(services, error.code, f"error.{error.code}.text", error.status)
        reply = reply_to(services, services.engine, sent)
        written = replace(reply, context=services.tokens.sign_context(reply.context)).as_json()
        return Response(json.dumps(written, ensure_ascii=False, separators=(",", ":")), mimetype="application/json")

    @pages.get("/openapi.yaml")
    def described() -> Response:
        return Response(specification, mimetype="application/yaml")

    return pages
