"""Error pages in the site's own look, and error objects for programs: plain words, no code, no stack trace."""

from collections.abc import Callable, Mapping

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from web.pages.ask import PageFrame, api_error, problem_page
from web.services import QUESTION_LIMIT, Services

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

BUSY = (429, 500, 503)
"""Errors after which the same question may be sent again: the form keeps it."""


def install_errors(app: Flask, services: Services, question_pages: Mapping[str, Callable[[], PageFrame]]) -> None:
    """Answer every error with words a person understands.

    `question_pages` are the views that answer questions, by endpoint, with the frame each stands in.
    """

    @app.errorhandler(HTTPException)
    def explain(error: HTTPException) -> ResponseReturnValue:
        code = error.code or 500
        if code < 400:
            return error.get_response()
        status = code if code in CODES else 400 if code < 500 else 500
        if request.path.startswith("/api/"):
            return api_error(services, CODES[status], f"error.{status}.text"), status, _headers(error)
        question_frame = question_pages.get(request.endpoint or "")
        if question_frame and status in BUSY:
            page = problem_page(services, question_frame(), f"error.{status}.text")
        else:
            page = render_template("error.html", status=status, limit=QUESTION_LIMIT)
        return page, status, _headers(error)


def _headers(error: HTTPException) -> list[tuple[str, str]]:
    """Return the headers that belong to an error, such as the methods that are allowed."""
    return [(name, value) for name, value in error.get_headers(request.environ) if name != "Content-Type"]
