"""Style, script and icon: read once, served from memory, each address changing with what the file holds."""

import hashlib
import mimetypes
import re
from collections.abc import Mapping
from pathlib import Path

from flask import Blueprint, Response, abort, request

from web.services import Services

FOLDER = Path(__file__).parents[2] / "static"
_SPACES = re.compile(r"\s*([{};,])\s*")
YEAR = "public, max-age=31536000, immutable"


def read_static_files(folder: Path = FOLDER) -> dict[str, bytes]:
    """Read every static file."""
    return {path.name: _slim(path).encode() for path in sorted(folder.iterdir())}


def _slim(path: Path) -> str:
    """Leave out what only people read: indentation, lines that are comments, and in a style sheet spaces."""
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    text = "\n".join(line for line in lines if line and not line.startswith(("//", "/*"))) + "\n"
    return _SPACES.sub(r"\1", text).replace(": ", ":") if path.suffix == ".css" else text


def versions(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the version of each file: the beginning of its SHA-256."""
    return {name: hashlib.sha256(content).hexdigest()[:12] for name, content in files.items()}


def static_pages(services: Services) -> Blueprint:
    """Make `/static/<name>?v=<version>`; with the right version a browser need never ask again."""
    pages = Blueprint("files", __name__)
    files, known = services.files, services.site.files

    @pages.get("/static/<name>")
    def static(name: str) -> Response:
        if name not in files:
            abort(404)
        response = _response(name, files[name])
        if request.args.get("v") == known[name]:
            response.headers["Cache-Control"] = YEAR
        return response

    return pages


def _response(name: str, content: bytes) -> Response:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Response(content, mimetype="text/javascript" if name.endswith(".js") else kind)
