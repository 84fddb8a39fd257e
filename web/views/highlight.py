"""Mark the key of a passage in its HTML. Marks only wrap: no letter of the text changes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TAG = re.compile(r"(<[^>]+>)")
_BLOCK = re.compile(r"</?(?:p|li|ul|ol|td|th|tr|table|thead|tbody|blockquote|pre|br)\b")
_CITE = re.compile(r'<a class="cite"')
_MARK = re.compile(r"\[\d+\]")
_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"}


@dataclass(frozen=True, slots=True)
class _Run:
    """A stretch of text between two tags: where it stands among the pieces, and in the running text."""

    place: int
    start: int
    text: str


def marked(html: str, key: str) -> str:
    """Return the HTML with the last line of a key wrapped in <mark>; unchanged where the key does not stand in it.

    >>> marked("<p>It is new. Fever is <em>common</em>.</p>", "Fever is common.")
    '<p>It is new. <mark>Fever is </mark><em><mark>common</mark></em><mark>.</mark></p>'
    """
    words = _MARK.sub("", key.rpartition("\n")[2]).split()
    if not words:
        return html
    wanted = re.compile(r"\s+".join("".join(map(_letter, word)) for word in words))
    pieces = _TAG.split(html)
    for runs in _paragraphs(pieces):
        found = wanted.search("".join(run.text for run in runs))
        if found:
            _wrap(pieces, runs, *found.span())
            return "".join(pieces)
    return html


def _letter(letter: str) -> str:
    """Return a pattern for a letter as text or as HTML."""
    plain = re.escape(letter)
    return f"(?:{plain}|{_ESCAPED[letter]})" if letter in _ESCAPED else plain


def _paragraphs(pieces: list[str]) -> Iterator[list[_Run]]:
    """Yield the text runs of each paragraph, list item or cell; citation marks are left out."""
    runs: list[_Run] = []
    length, citing = 0, False
    for place, piece in enumerate(pieces):
        if place % 2:
            citing = bool(_CITE.match(piece)) or (citing and piece != "</a>")
            if _BLOCK.match(piece) and runs:
                yield runs
                runs, length = [], 0
        elif piece and not citing:
            runs.append(_Run(place, length, piece))
            length += len(piece)
    if runs:
        yield runs


def _wrap(pieces: list[str], runs: list[_Run], start: int, end: int) -> None:
    for run in runs:
        first, last = max(start - run.start, 0), min(end - run.start, len(run.text))
        if first < last and run.text[first:last].strip():
            wrapped = f"<mark>{run.text[first:last]}</mark>"
            pieces[run.place] = run.text[:first] + wrapped + run.text[last:]
