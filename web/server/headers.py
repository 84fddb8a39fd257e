"""The headers on every response: what a browser may load, show in a frame, remember and tell others.

The values follow OWASP ASVS 5.0 (3.4.1 to 3.4.8, 3.5.1 to 3.5.3) and Mozilla's HTTP Observatory.
"""

from collections.abc import Mapping, Sequence

from flask import Flask, Response, request

BODY_LIMIT = 16 * 1024
"""The largest request body in bytes; a view that takes more (a staff upload) raises it for itself."""

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
    """Cap request bodies and say what may be kept; web/server/middleware.py puts the headers around everything."""
    app.config["MAX_CONTENT_LENGTH"] = BODY_LIMIT
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
