"""Runs: words with their look (bold, raised, linked), the smallest piece of an imported document."""

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

INVISIBLE = re.compile("[\u00ad\u200b\u202a-\u202e\u2060-\u2064\ufeff]")
SPACE = re.compile(r"[^\S\n]+")


@dataclass(frozen=True, slots=True)
class Run:
    r"""Some words that look the same; `"\n"` within `text` is a line break.

    `raised` is superscript. `link` is a web address. `note` is the label of a footnote marked here; then `text` is "".
    """

    text: str
    bold: bool = False
    italic: bool = False
    raised: bool = False
    link: str = ""
    note: str = ""

    def looks_like(self, other: "Run") -> bool:
        """Say whether both have the same look, so that they may be one run."""
        looks = ((run.bold, run.italic, run.raised, run.link) for run in (self, other))
        return not (self.note or other.note) and next(looks) == next(looks)


Runs = tuple[Run, ...]


def words(runs: Runs) -> str:
    """Return the words alone, on one line: what a reader would copy."""
    return re.sub(r"\s+", " ", joined(runs)).strip()


def joined(runs: Runs) -> str:
    """Return the text of the runs end to end; places in it are what `cut` takes."""
    return "".join(run.text for run in runs)


def tidy(runs: Iterable[Run]) -> Runs:
    """Join runs of the same look, fold white space, drop invisible characters and the space at both ends."""
    merged: list[Run] = []
    for run in runs:
        if merged and merged[-1].looks_like(run):
            merged[-1] = replace(run, text=merged[-1].text + run.text)
        elif run.text or run.note:
            merged.append(run)
    return _trimmed(_folded(merged))


def _folded(runs: list[Run]) -> list[Run]:
    folded: list[Run] = []
    before = "\n"
    for run in runs:
        text = re.sub(r" ?\n ?", "\n", SPACE.sub(" ", INVISIBLE.sub("", run.text)))
        if before[-1] in " \n":
            text = text.lstrip(" ")
        before = text or ("x" if run.note else before)
        if text or run.note:
            folded.append(replace(run, text=text))
    return folded


def _trimmed(runs: list[Run]) -> Runs:
    while runs and not runs[0].note and not runs[0].text.strip():
        runs.pop(0)
    while runs and not runs[-1].note and not runs[-1].text.strip():
        runs.pop()
    if runs and not runs[0].note:
        runs[0] = replace(runs[0], text=runs[0].text.lstrip())
    if runs and not runs[-1].note:
        runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip())
    return tuple(runs)


def cut(runs: Runs, start: int, end: int | None = None) -> Runs:
    """Return the runs between two places of `joined(runs)`; a footnote mark at a border goes with what is before it."""
    end = len(joined(runs)) if end is None else end
    piece: list[Run] = []
    place = 0
    for run in runs:
        if run.note and (start < place <= end or place == start == 0):
            piece.append(run)
        text = run.text[max(start - place, 0) : max(end - place, 0)]
        if text:
            piece.append(replace(run, text=text))
        place += len(run.text)
    return tuple(piece)


def lines(runs: Runs, at: str = r"\n") -> list[Runs]:
    """Cut at the line breaks, or where the pattern `at` matches; pieces are tidied, empty ones dropped."""
    text = joined(runs)
    breaks = [(0, 0), *(found.span() for found in re.finditer(at, text)), (len(text), len(text))]
    pieces = (tidy(cut(runs, a[1], b[0])) for a, b in itertools.pairwise(breaks))
    return [piece for piece in pieces if piece]


def all_bold(runs: Runs) -> bool:
    """Say whether every word is bold, as in a line that stands for a heading."""
    worded = [run for run in runs if run.text.strip()]
    return bool(worded) and all(run.bold for run in worded)


def without_bold(runs: Runs) -> Runs:
    """Return the runs as a heading shows them: bold says nothing there."""
    return tidy(replace(run, bold=False) for run in runs)
