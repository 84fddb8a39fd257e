"""The language of a page: the first part of its address (`/es/about`), or the one the browser asks for.

No cookie remembers it: every link on a page in another language than the default carries the prefix.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from flask import Flask, Response, request
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LANGUAGE = "patientfaq.language"
NEGOTIATED = "patientfaq.negotiated"
NOT_PAGES = ("/ask", "/api/", "/embed", "/feedback", "/staff", "/suggestions/", "/metrics")
"""How addresses begin that are no pages of a language's own: neither negotiated nor listed by search engines."""


def install_languages(app: Flask, languages: Sequence[str]) -> None:
    """Move the language, the default being the first, out of each path, so that routes and links need not know of it.

    Call it before anything that must see the address as it was sent. The site stands at the root of its host: before
    the language there is nothing.
    """
    inside: WSGIApplication = app.wsgi_app

    def in_its_language(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        path = environ["PATH_INFO"] or "/"
        first, _, rest = path[1:].partition("/")
        if first in languages:
            environ["PATH_INFO"] = f"/{rest}"
            language, prefix = first, f"/{first}"
        else:
            language = _wanted(environ, path, languages)
            prefix = "" if language == languages[0] else f"/{language}"
        environ[LANGUAGE], environ["SCRIPT_NAME"] = language, prefix
        return inside(environ, start_response)

    app.wsgi_app = in_its_language  # type: ignore[method-assign]

    @app.after_request
    def vary(response: Response) -> Response:
        if request.environ.get(NEGOTIATED):
            response.vary.add("Accept-Language")
        return response


def _wanted(environ: "WSGIEnvironment", path: str, languages: Sequence[str]) -> str:
    """Return the language of a page without prefix: what the browser asks for, if there is such a page."""
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or path.startswith((*NOT_PAGES, "/static/")):
        return languages[0]
    environ[NEGOTIATED] = True
    accepted = parse_accept_header(environ.get("HTTP_ACCEPT_LANGUAGE", ""), LanguageAccept)
    return accepted.best_match(languages, languages[0]) or languages[0]


def language() -> str:
    """Return the language of the page that is being made."""
    return str(request.environ.get(LANGUAGE, "en"))
