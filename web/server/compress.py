"""Smaller answers for slow connections: text is sent gzipped to every browser that can read it."""

import gzip
from functools import lru_cache

from flask import Flask, Response, request

WORTH_IT = 500
"""Bytes below which compressing costs more than it saves."""

LEVEL = 6
TEXT = ("text/", "application/json", "application/javascript", "application/yaml", "application/xml", "image/svg")


def install_compress(app: Flask) -> None:
    """Gzip text responses; install it before every other after_request function, so that it runs last."""
    app.after_request(compressed)


def compressed(response: Response) -> Response:
    """Gzip the body when it is text, long enough, not encoded yet, and the browser accepts it."""
    if not (response.content_type or "").startswith(TEXT):
        return response
    varies = response.headers.get("Vary")
    response.headers["Vary"] = f"{varies}, Accept-Encoding" if varies else "Accept-Encoding"
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
