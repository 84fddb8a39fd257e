"""What is done to every response: headers say what a browser may load, show, remember and tell; text is sent gzipped.

The values of the headers follow OWASP ASVS 5.0 (3.4.1 to 3.4.8, 3.5.1 to 3.5.3) and Mozilla's HTTP Observatory.
"""

import gzip
from collections.abc import Mapping, Sequence
from functools import lru_cache

from flask import Flask, Response, request

BODY_LIMIT = 16 * 1024
"""The largest request body in bytes; a view that takes more (a staff upload) raises it for itself."""

WORTH_IT = 500
"""Bytes below which compressing costs more than it saves."""

LEVEL = 6
TEXT = ("text/", "application/json", "application/javascript", "application/yaml", "application/xml", "image/svg")
FEATURES = "accelerometer=(), camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
EVERYWHERE: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=63072000",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": FEATURES,
}


def content_policy(ancestors: Sequence[str] = ()) -> str:
    """Write the Content-Security-Policy; only sites in `ancestors` may show the page in a frame.

    >>> content_policy(["https://www.example.org"]).rpartition("; ")[2]
    'frame-ancestors https://www.example.org'
    """
    own = "; ".join(f"{kind} 'self'" for kind in ("script-src", "style-src", "img-src", "connect-src", "form-action"))
    framed_by = " ".join(ancestors) or "'none'"
    return f"default-src 'none'; {own}; base-uri 'none'; frame-ancestors {framed_by}"


def headers_for(path: str, embed_origins: Sequence[str] = ()) -> dict[str, str]:
    """Return the security headers of one path: the embedded pages may be framed, `embed.js` fetched from elsewhere."""
    headers = dict(EVERYWHERE)
    if path == "/embed.js":
        headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if embed_origins and "embed" in path.split("/"):
        return headers | {"Content-Security-Policy": content_policy(embed_origins)}
    return headers | {"Content-Security-Policy": content_policy(), "X-Frame-Options": "DENY"}


def install_security(app: Flask) -> None:
    """Cap request bodies, say what may be kept, and pack text; install it before every other after_request function.

    What is added first runs last: cache headers and ETags are set just before a finished response is packed.
    web/server/middleware.py puts the headers around everything.
    """
    app.config["MAX_CONTENT_LENGTH"] = BODY_LIMIT
    app.after_request(_compressed)
    app.after_request(_cached)


def _cached(response: Response) -> Response:
    """Let nothing that somebody typed be kept; let pages be kept but asked about again each time."""
    if request.method == "POST" or response.status_code >= 400 or request.path.startswith(("/staff", "/metrics")):
        response.headers["Cache-Control"] = "no-store"
        return response
    response.headers.setdefault("Cache-Control", "no-cache")
    if request.method == "GET" and response.status_code == 200 and not response.direct_passthrough:
        response.add_etag(weak=True)
        response.make_conditional(request)
    return response


def _compressed(response: Response) -> Response:
    """Gzip the body when it is text, long enough, not encoded yet, and the browser accepts it."""
    if not (response.content_type or "").startswith(TEXT):
        return response
    response.vary.add("Accept-Encoding")
    if response.status_code != 200 or "Content-Encoding" in response.headers or request.method == "HEAD":
        return response
    if not request.accept_encodings["gzip"]:
        return response
    response.direct_passthrough = False
    body = response.get_data()
    if len(body) >= WORTH_IT:
        response.set_data(_kept(body) if request.path.startswith("/static/") else gzip.compress(body, LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response


@lru_cache(maxsize=32)
def _kept(body: bytes) -> bytes:
    """Compress a static file once, as small as it gets."""
    return gzip.compress(body, 9, mtime=0)
