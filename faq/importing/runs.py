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


Runs = tuple[Run, ...]


def joined(runs: Iterable[Run]) -> str:
    """Return the text of the runs end to end; places in it are what `cut` takes."""
    return "".join(run.text for run in runs)


def words(runs: Runs) -> str:
    """Return the words alone, on one line: what a reader would copy."""
    return " ".join(joined(runs).split())


def tidy(runs: Iterable[Run]) -> Runs:
    """Join runs of the same look, fold white space, drop invisible characters and the space at both ends."""
    tidied: list[Run] = []
    worded = (run for run in runs if run.text or run.note)
    for look, alike in itertools.groupby(worded, lambda run: replace(run, text="")):
        text = re.sub(r" ?\n ?", "\n", SPACE.sub(" ", INVISIBLE.sub("", joined(alike))))
        if not tidied:
            text = text.lstrip()
        elif tidied[-1].text.endswith((" ", "\n")):
            text = text.lstrip(" ")
        if text or look.note:
            tidied.append(replace(look, text=text))
    while tidied and not tidied[-1].note and not tidied[-1].text.strip():
        tidied.pop()
    return (*tidied[:-1], replace(tidied[-1], text=tidied[-1].text.rstrip())) if tidied else ()


def cut(runs: Runs, start: int, end: int | None = None) -> Runs:
    """Return the runs between two places of `joined(runs)`; a footnote mark at a border goes with what is before it."""
    end = len(joined(runs)) if end is None else end
    piece: list[Run] = []
    place = 0
    for run in runs:
        text = run.text[max(start - place, 0) : max(end - place, 0)]
        if text or (run.note and (start < place <= end or place == start == 0)):
            piece.append(replace(run, text=text))
        place += len(run.text)
    return tuple(piece)


def lines(runs: Runs, at: str = r"\n") -> list[Runs]:
    """Cut at the line breaks, or where the pattern `at` matches; pieces are tidied, empty ones dropped."""
    text = joined(runs)
    breaks = [(0, 0), *(found.span() for found in re.finditer(at, text)), (len(text), len(text))]
    pieces = (tidy(cut(runs, a[1], b[0])) for a, b in itertools.pairwise(breaks))
    return [piece for piece in pieces if piece]


def without(runs: Runs, label: re.Pattern[str]) -> Runs:
    """Return the runs without what `label` matches at their start."""
    found = label.match(joined(runs))
    return tidy(cut(runs, found.end())) if found else runs


def all_bold(runs: Runs) -> bool:
    """Say whether every word is bold, as in a line that stands for a heading."""
    worded = [run for run in runs if run.text.strip()]
    return bool(worded) and all(run.bold for run in worded)


def without_bold(runs: Runs) -> Runs:
    """Return the runs as a heading shows them: bold says nothing there."""
    return tidy(replace(run, bold=False) for run in runs)
