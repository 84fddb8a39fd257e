"""What happens around Flask: a request's id, the health check, the host name, the security headers, the log line."""

import re
import secrets
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from flask import Flask, Response, request
from werkzeug.exceptions import BadRequest
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.sansio.utils import host_is_trusted

from web.server.headers import headers_for

if TYPE_CHECKING:
    from _typeshed.wsgi import InputStream, StartResponse, WSGIApplication, WSGIEnvironment

ALIVE = ("/healthz", "/livez")
READY = "/readyz"
METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"})
UNKEPT = {"Cache-Control": "no-store"}
REQUEST_ID = "patientfaq.request_id"
ROUTE = "patientfaq.route"
PLATFORM_ID = re.compile(r"[0-9a-fA-F-]{16,64}")
"""What a platform's X-Request-ID may look like to be taken over; letters that could spell a word are refused."""


class Handled(NamedTuple):
    """One request that was answered: nothing in it was typed by a visitor."""

    request_id: str
    method: str
    route: str
    status: int
    seconds: float


@dataclass(frozen=True, slots=True)
class _Middleware:
    """Wrap a WSGI app: give each request an id and each response its security headers, refuse foreign hosts.

    `ALIVE` is answered here, whatever the host says, and `READY` is let through: those who watch a site ask by address.
    `handled` are told of each request that was answered.
    """

    app: "WSGIApplication"
    hosts: Sequence[str]
    behind_proxy: bool
    handled: Sequence[Callable[[Handled], None]]
    embed_origins: Sequence[str]

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one request."""
        started = time.perf_counter()
        request_id = environ[REQUEST_ID] = self._request_id(environ)
        status = 500

        def start(line: str, headers: list[tuple[str, str]], *rest: object) -> object:
            nonlocal status
            status = int(line[:3])
            own = headers_for(environ["PATH_INFO"], self.embed_origins).items()
            return start_response(line, [*headers, *own, ("X-Request-ID", request_id)], *rest)  # type: ignore[arg-type]

        try:
            return self._answer(environ, start)  # type: ignore[arg-type]
        finally:
            route = str(environ.get(ROUTE, "none"))
            method = environ["REQUEST_METHOD"] if environ["REQUEST_METHOD"] in METHODS else "OTHER"
            done = Handled(request_id, method, route, status, time.perf_counter() - started)
            for report in self.handled:
                report(done)

    def _answer(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """Keep from the app what a sender made up: hosts, schemes, a path before ours, a body that cannot be read."""
        path = environ["PATH_INFO"]
        if path in ALIVE:
            environ[ROUTE] = path
            return Response("ok\n", 200, UNKEPT, "text/plain")(environ, start)
        if self.hosts and path != READY and not host_is_trusted(environ.get("HTTP_HOST", "").lower(), self.hosts):
            words = "This site does not answer to that host name.\n"
            return Response(words, 400, UNKEPT, "text/plain")(environ, start)
        environ["SCRIPT_NAME"] = ""
        if environ["wsgi.url_scheme"] != "https":
            environ["wsgi.url_scheme"] = "http"
        environ["wsgi.input"] = _Body(environ["wsgi.input"])
        return self.app(environ, start)

    def _request_id(self, environ: "WSGIEnvironment") -> str:
        given = environ.get("HTTP_X_REQUEST_ID", "")
        return given if self.behind_proxy and PLATFORM_ID.fullmatch(given) else secrets.token_hex(16)


class _Body:
    """A request's body; what cannot be read of it (bad chunks, an end before its time) is its sender's fault: 400."""

    def __init__(self, stream: "InputStream") -> None:
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        """Read up to so many bytes, all by default; raise BadRequest when they cannot be read."""
        try:
            return self._stream.read(size)
        except Exception as error:  # each server has errors of its own for this
            raise BadRequest from error


def install_middleware(
    app: Flask,
    trusted_hosts: Sequence[str],
    trusted_proxies: int,
    handled: Sequence[Callable[[Handled], None]] = (),
    embed_origins: Sequence[str] = (),
) -> None:
    """Put the edge around the app; call it last."""

    @app.before_request
    def note_route() -> None:
        request.environ[ROUTE] = request.url_rule.rule if request.url_rule else "none"

    app.wsgi_app = _Middleware(  # type: ignore[method-assign]
        app.wsgi_app, trusted_hosts, trusted_proxies > 0, handled, embed_origins
    )
    if trusted_proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=trusted_proxies, x_proto=trusted_proxies
        )
