"""Style, script and icon: read once, served from memory, each address changing with what the file holds."""

import hashlib
import mimetypes
import re
from collections.abc import Mapping
from pathlib import Path

from flask import Blueprint, Response, abort, request

from web.services import Services

FOLDER = Path(__file__).parents[2] / "static"
_TEMPLATE = re.compile(r"`[^`]*`")
_COMMENT = re.compile(r"//.*|/\*(?:(?!\*/).)*\*/")
YEAR = "public, max-age=31536000, immutable"


def read_static_files(folder: Path = FOLDER) -> dict[str, bytes]:
    """Read every static file; scripts are shortened, everything else is served as it is."""
    return {path.name: _shortened(path) for path in sorted(folder.iterdir()) if path.is_file()}


def _shortened(path: Path) -> bytes:
    """Leave out of a script its indentation and the lines that are comments, which only people read.

    A script with a string over several lines stays as it is: every space of such a string counts.
    """
    content = path.read_bytes()
    if path.suffix != ".js" or any("\n" in string for string in _TEMPLATE.findall(content.decode())):
        return content
    lines = (line.strip() for line in content.decode().splitlines())
    return "".join(f"{line}\n" for line in lines if line and not _COMMENT.fullmatch(line)).encode()


def versions(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the version of each file: the beginning of its SHA-256."""
    return {name: hashlib.sha256(content).hexdigest()[:12] for name, content in files.items()}


def add_static(pages: Blueprint, services: Services) -> None:
    """Add `/static/<name>?v=<version>`; with the right version a browser need never ask again."""
    files, known = services.files, services.site.files

    @pages.get("/static/<name>")
    def static(name: str) -> Response:
        if name not in files:
            abort(404)
        kind = "text/javascript" if name.endswith(".js") else mimetypes.guess_type(name)[0]
        response = Response(files[name], mimetype=kind or "application/octet-stream")
        if request.args.get("v") == known[name]:
            response.headers["Cache-Control"] = YEAR
        return response
