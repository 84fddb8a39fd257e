"""Mark the sentence of a passage that fits a question best. Marks only wrap: no letter of the text changes."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_TAG = re.compile(r"(<[^>]+>)")
_BLOCK = re.compile(r"</?(?:p|li|ul|ol|td|th|tr|table|thead|tbody|blockquote|pre|br)\b")
_CITE = re.compile(r'<a class="cite"')
_END = re.compile(r"(?<=[.!?])(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bet al\.)[\"”’)]*\s+(?=[^a-z])")
_WORD = re.compile(r"[\w'’-]+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class _Run:
    """A stretch of text between two tags: where it stands among the pieces, and in the running text."""

    place: int
    start: int
    text: str


def best_sentence(html: str, matched: Iterable[str]) -> tuple[str, float]:
    """Return the HTML with the best sentence wrapped in <mark>, and how well it fits (0 when nothing does).

    >>> best_sentence("<p>It is new. Fever is <em>common</em>.</p>", ["fever", "common"])
    ('<p>It is new. <mark>Fever is </mark><em><mark>common</mark></em><mark>.</mark></p>', 2.0)
    """
    pieces = _TAG.split(html)
    wanted = {word.casefold(): _weight(word) for word in matched}
    best, span = 0.0, None
    for runs in _paragraphs(pieces):
        text = "".join(run.text for run in runs)
        for start, end in _sentences(text):
            score = _score(text[start:end], wanted)
            if score > best:
                best, span = score, (runs, start, end)
    if span is None:
        return html, 0.0
    _wrap(pieces, *span)
    return "".join(pieces), best


def _weight(word: str) -> float:
    """Let names, numbers and long words count for more than the small words of every sentence."""
    return 1.0 if len(word) > 4 or not word.islower() else 0.25


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


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for border in _END.finditer(text):
        yield start, border.start()
        start = border.end()
    yield start, len(text)


def _score(sentence: str, wanted: dict[str, float]) -> float:
    found = {word.casefold() for word in _WORD.findall(sentence)}
    return sum(weight for word, weight in wanted.items() if word in found)


def _wrap(pieces: list[str], runs: list[_Run], start: int, end: int) -> None:
    for run in runs:
        first, last = max(start - run.start, 0), min(end - run.start, len(run.text))
        if first < last and run.text[first:last].strip():
            marked = f"<mark>{run.text[first:last]}</mark>"
            pieces[run.place] = run.text[:first] + marked + run.text[last:]
