"""Build nested lists from list lines that only know their depth."""

from dataclasses import dataclass

from faq.importing.blocks import Block, Blocks, Listing, Paragraph
from faq.importing.runs import Runs

DEEPEST = 6


@dataclass(frozen=True, slots=True)
class ListLine:
    """One line of a list: how deep it stands (0 is outermost), whether it is numbered, what it says."""

    depth: int
    ordered: bool
    runs: Runs
    start: int = 1


def nest(lines: list[ListLine]) -> list[Listing]:
    """Turn lines into lists; a deeper line goes into the item before it, a change of kind starts a new list."""
    lists: list[Listing] = []
    while lines:
        end = _end(lines)
        lists.append(_one(lines[:end]))
        lines = lines[end:]
    return lists


def _end(lines: list[ListLine]) -> int:
    depth, ordered = lines[0].depth, lines[0].ordered
    for place, line in enumerate(lines):
        if line.depth < depth or (line.depth == depth and line.ordered != ordered):
            return place
    return len(lines)


def _one(lines: list[ListLine]) -> Listing:
    depth = lines[0].depth
    starts = [place for place, line in enumerate(lines) if line.depth == depth or depth >= DEEPEST]
    items: list[Blocks] = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        inner: list[Block] = list(nest(lines[start + 1 : end]))
        items.append((Paragraph(lines[start].runs), *inner))
    return Listing(lines[0].ordered, tuple(items), lines[0].start)
