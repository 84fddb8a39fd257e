"""Error pages in the site's own look, and error objects for programs: plain words, no code, no stack trace."""

from flask import Flask, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from web.pages.ask import QUESTION_VIEWS, question_page
from web.pages.question_form import BadQuestionError, tidy_question
from web.services import Services

CODES = {
    400: "unreadable",
    401: "sign_in",
    403: "not_allowed",
    404: "not_found",
    405: "method_not_allowed",
    410: "withdrawn",
    413: "too_large",
    415: "unsupported_type",
    429: "too_many_questions",
    500: "server_error",
    503: "busy",
}
"""What programs read, by status; each status has its sentences in the wording file. Others become 400 or 500."""

AGAIN = (422, 429, 500, 503)
"""Errors after which a question may be sent again, as it was or mended: the form keeps it."""


def install_errors(app: Flask, services: Services) -> None:
    """Answer every error with words a person understands."""

    @app.errorhandler(HTTPException)
    def explain(error: HTTPException) -> ResponseReturnValue:
        status = error.code or 500
        if status < 400:
            return error.get_response()
        if isinstance(error, BadQuestionError):
            code = sentence = error.wrong
        else:
            status = status if status in CODES else 400 if status < 500 else 500
            code, sentence = CODES[status], str(status)
        words = services.wording.text(f"error.{sentence}.text", limit=services.site.question_limit)
        page: ResponseReturnValue
        if request.path.startswith("/api/"):
            page = jsonify({"error": {"code": code, "message": words}})
        elif request.endpoint in QUESTION_VIEWS and status in AGAIN:
            page = question_page(services, "home.html", problem=words, typed=_typed())
        else:
            page = render_template("error.html", status=status)
        return page, status, [pair for pair in error.get_headers(request.environ) if pair[0] != "Content-Type"]


def _typed() -> str:
    """Return the question that was sent, as far as it can be read: whoever is turned away may have sent too much."""
    try:
        return tidy_question(request.form.get("question", ""))
    except HTTPException:
        return ""
