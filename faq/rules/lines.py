"""Find the line of something in the text of a content file."""

import re
from functools import lru_cache

_LIST_MARKS = " \t-[]'\""


def key_line(source: str, key: str) -> int:
    r"""Return the line of a key of the front matter, 1 when it is not there.

    >>> key_line("---\ntitle: A\nreview_by: 2026-01-31\n---\n", "review_by")
    3
    """
    return next((n for n, line in enumerate(source.split("\n"), 1) if line.startswith(f"{key}:")), 1)


def also_asked_line(source: str, anchor: str, wording: str) -> int:
    """Return the line of one of the `also_asked` wordings of a section."""
    lines = _lines(source)
    name = re.compile(rf"{re.escape(anchor)}['\"]?\s*:")
    begin = next((n for n, line in enumerate(lines) if line.startswith("also_asked:")), 0)
    start = next((n for n in range(begin, len(lines)) if name.match(lines[n])), begin)
    wanted = _folded(wording)
    return next((n for n, line in enumerate(lines[start:], start + 1) if wanted in line), start + 1)


@lru_cache(maxsize=64)
def _lines(source: str) -> tuple[str, ...]:
    return tuple(map(_folded, source.split("\n")))


def _folded(text: str) -> str:
    return " ".join(text.strip(_LIST_MARKS).casefold().split())
