"""What is done to every response: headers say what a browser may load, show, remember and tell; text is sent gzipped.

The values of the headers follow OWASP ASVS 5.0 (3.4.1 to 3.4.8, 3.5.1 to 3.5.3) and Mozilla's HTTP Observatory.
"""

import gzip
from collections.abc import Mapping, Sequence

from flask import Flask, Response, request

BODY_LIMIT = 16 * 1024
"""The largest request body in bytes; a view that takes more (a staff upload) raises it for itself."""

WORTH_IT = 500
"""Bytes below which compressing costs more than it saves."""

TEXT = ("text/", "application/json", "application/javascript", "application/yaml", "application/xml", "image/svg")
FEATURES = "accelerometer=(), camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
OWN_ONLY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors "
)
"""The Content-Security-Policy up to the sites that may show the page in a frame."""

EVERYWHERE: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=63072000",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": FEATURES,
}


def headers_for(path: str, embed_origins: Sequence[str] = ()) -> dict[str, str]:
    """Return the security headers of one path: the embedded pages may be framed, `embed.js` fetched from elsewhere.

    >>> headers_for("/embed", ["https://www.example.org"])["Content-Security-Policy"].rpartition("; ")[2]
    'frame-ancestors https://www.example.org'
    """
    headers = dict(EVERYWHERE)
    if path == "/embed.js":
        headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if embed_origins and "embed" in path.split("/"):
        return headers | {"Content-Security-Policy": OWN_ONLY + " ".join(embed_origins)}
    return headers | {"Content-Security-Policy": f"{OWN_ONLY}'none'", "X-Frame-Options": "DENY"}


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
    if request.method == "GET" and response.status_code == 200:
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
    body = response.get_data()
    if len(body) >= WORTH_IT:
        response.set_data(gzip.compress(body, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response
