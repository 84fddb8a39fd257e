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


class Languages:
    """Wrap a WSGI app: move a language prefix out of the path, so that routes and links need not know of it."""

    def __init__(self, app: "WSGIApplication", languages: Sequence[str]) -> None:
        """Take the languages of the interface, the default first."""
        self._app = app
        self._languages = tuple(languages)

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one request in its language."""
        path: str = environ.get("PATH_INFO", "") or "/"
        root: str = environ.get("SCRIPT_NAME", "")
        first, _, rest = path[1:].partition("/")
        environ[ROOT] = root
        if first in self._languages:
            environ["PATH_INFO"] = f"/{rest}"
            language, prefix = first, f"/{first}"
        else:
            language = self._wanted(environ, path)
            prefix = "" if language == self._languages[0] else f"/{language}"
        environ[LANGUAGE], environ["SCRIPT_NAME"] = language, root + prefix
        return self._app(environ, start_response)

    def _wanted(self, environ: "WSGIEnvironment", path: str) -> str:
        """Return the language of a page without prefix: what the browser asks for, if there is such a page."""
        default = self._languages[0]
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or path.startswith(NOT_PAGES):
            return default
        environ[NEGOTIATED] = True
        accepted = parse_accept_header(environ.get("HTTP_ACCEPT_LANGUAGE", ""), LanguageAccept)
        return accepted.best_match(self._languages, default) or default


def install_languages(app: Flask, languages: Sequence[str]) -> None:
    """Put the language switch around the app; call it before anything that must see the address as it was sent."""
    app.wsgi_app = Languages(app.wsgi_app, languages)  # type: ignore[method-assign]

    @app.after_request
    def vary(response: Response) -> Response:
        if request.environ.get(NEGOTIATED):
            response.vary.add("Accept-Language")
        return response


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
