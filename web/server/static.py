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
_STRING = re.compile(r"""("[^"\n]*"|'[^'\n]*')""")
_TEMPLATE = re.compile(r"`[^`]*`")
_COMMENT = re.compile(r"//.*|/\*(?:(?!\*/).)*\*/")
YEAR = "public, max-age=31536000, immutable"


def read_static_files(folder: Path = FOLDER) -> dict[str, bytes]:
    """Read every static file; scripts and style sheets are shortened, everything else is served as it is."""
    return {path.name: _shortened(path) for path in sorted(folder.iterdir()) if path.is_file()}


def _shortened(path: Path) -> bytes:
    """Leave out what only people read: indentation, lines that are comments, and in a style sheet spaces.

    A script with a string over several lines stays as it is: every space of such a string counts.
    """
    if path.suffix not in (".js", ".css"):
        return path.read_bytes()
    text = path.read_text(encoding="utf-8")
    if any("\n" in string for string in _TEMPLATE.findall(text)):
        return text.encode()
    lines = (line.strip() for line in text.splitlines())
    text = "\n".join(line for line in lines if line and not _COMMENT.fullmatch(line)) + "\n"
    return (_without_spaces(text) if path.suffix == ".css" else text).encode()


def _without_spaces(style: str) -> str:
    """Leave out the spaces of a style sheet around marks, but for those in strings."""
    parts = _STRING.split(style)
    parts[::2] = [_SPACES.sub(r"\1", part).replace(": ", ":") for part in parts[::2]]
    return "".join(parts)


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
