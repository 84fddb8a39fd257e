"""The language of a page: the first part of its address (`/es/about`), or the one the browser asks for.

No cookie remembers it: every link on a page in another language than the default carries the prefix.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, request, url_for
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LANGUAGE = "patientfaq.language"
ROOT = "patientfaq.root"
NEGOTIATED = "patientfaq.negotiated"
NOT_PAGES = ("/api/", "/static/", "/staff", "/suggestions/", "/feedback", "/ask", "/embed")
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


def install_languages(app: Flask, languages: Sequence[str]) -> None:
    """Move the language, the default being the first, out of each path, so that routes and links need not know of it.

    Call it before anything that must see the address as it was sent.
    """
    inside: WSGIApplication = app.wsgi_app

    def in_its_language(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "") or "/"
        root = environ[ROOT] = environ.get("SCRIPT_NAME", "")
        first, _, rest = path[1:].partition("/")
        if first in languages:
            environ["PATH_INFO"] = f"/{rest}"
            language, prefix = first, f"/{first}"
        else:
            language = _wanted(environ, path, languages)
            prefix = "" if language == languages[0] else f"/{language}"
        environ[LANGUAGE], environ["SCRIPT_NAME"] = language, root + prefix
        return inside(environ, start_response)

    app.wsgi_app = in_its_language  # type: ignore[method-assign]

    @app.after_request
    def vary(response: Response) -> Response:
        if request.environ.get(NEGOTIATED):
            response.vary.add("Accept-Language")
        return response


def _wanted(environ: "WSGIEnvironment", path: str, languages: Sequence[str]) -> str:
    """Return the language of a page without prefix: what the browser asks for, if there is such a page."""
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or path.startswith(NOT_PAGES):
        return languages[0]
    environ[NEGOTIATED] = True
    accepted = parse_accept_header(environ.get("HTTP_ACCEPT_LANGUAGE", ""), LanguageAccept)
    return accepted.best_match(languages, languages[0]) or languages[0]


def language() -> str:
    """Return the language of the page that is being made."""
    return str(request.environ.get(LANGUAGE, "en"))


def direction(lang: str) -> str:
    """Return the writing direction of a language: "rtl" or "ltr"."""
    return "rtl" if lang in RIGHT_TO_LEFT else "ltr"


def neutral(endpoint: str, **values: Any) -> str:
    """Return the address of something that has no language, such as a style sheet."""
    address = url_for(endpoint, **values)
    return str(request.environ.get(ROOT, "")) + address.removeprefix(request.script_root)


def in_language(path: str, lang: str, languages: Sequence[str], explicit: bool = False) -> str:
    """Return a path in a language; the default language has no prefix unless it is asked for."""
    prefix = "" if lang == languages[0] and not explicit else f"/{lang}"
    return f"{request.environ.get(ROOT, '')}{prefix}{path}"
