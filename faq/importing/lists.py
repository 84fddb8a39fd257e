"""Build lists from lines that only look like lists: typed bullets, and bullets run together in one paragraph."""

import itertools
import re
from dataclasses import dataclass, replace

from faq.importing.document import Block, Blocks, Listing, Paragraph
from faq.importing.runs import Runs, cut, joined, lines, tidy

DEEPEST = 6
DOT = re.compile(r"\s*[•·▪◦●○■‣⁃∙]\s*(?=\S)")
DASH = re.compile(r"\s*[-–*]\s+(?=\S)")
OPENS = re.compile(r":\s+(?:[-–*•]\s+|[•·▪]\s*)(?=\S)")
NEXT = re.compile(r"(?:(?<=[:.;,!?)])\s+[-–*]\s+|\s*[•·▪]\s*)(?=\S)")


@dataclass(frozen=True, slots=True)
class ListLine:
    """One line of a list: how deep it stands (0 is outermost), whether it is numbered, what it says."""

    depth: int
    ordered: bool
    runs: Runs
    start: int = 1


def nest(found: list[ListLine]) -> list[Listing]:
    """Turn lines into lists; a deeper line goes into the item before it, a change of kind starts a new list."""
    made: list[Listing] = []
    while found:
        first = found[0]
        ends = (
            place
            for place, line in enumerate(found)
            if line.depth < first.depth or (line.depth == first.depth and line.ordered != first.ordered)
        )
        end = next(ends, len(found))
        made.append(_one(found[:end]))
        found = found[end:]
    return made


def _one(found: list[ListLine]) -> Listing:
    depth = found[0].depth
    starts = [place for place, line in enumerate(found) if line.depth == depth or depth >= DEEPEST]
    items: tuple[Blocks, ...] = tuple(
        (Paragraph(found[start].runs), *nest(found[start + 1 : end]))
        for start, end in zip(starts, [*starts[1:], len(found)], strict=True)
    )
    return Listing(found[0].ordered, items, found[0].start)


def with_typed_lists(blocks: Blocks) -> Blocks:
    """Turn neighbouring lines with a typed bullet into a list; one line that begins with a dash is no list."""
    made: list[Block] = []
    pending: list[tuple[Paragraph, Runs]] = []
    for block in itertools.chain.from_iterable(map(_apart, blocks)):
        item = _item(block)
        if item and isinstance(block, Paragraph):
            pending.append((block, item))
            continue
        made += [*_listed(pending), block]
        pending = []
    return (*made, *_listed(pending))


def _apart(block: Block) -> Blocks:
    """Part a paragraph at its line breaks when lines of it have bullets, or where its bullets run together."""
    if not isinstance(block, Paragraph):
        return (block,)
    pieces = lines(block.runs)
    if sum(_item(Paragraph(piece)) is not None for piece in pieces) > 1:
        return tuple(replace(block, runs=piece) for piece in pieces)
    return _run_together(block)


def _run_together(paragraph: Paragraph) -> Blocks:
    """Read "may include: - Surgery. - Radiation." as a line and a list of what follows its colon."""
    text = joined(paragraph.runs)
    opened = OPENS.search(text)
    items = lines(cut(paragraph.runs, opened.end()), at=NEXT.pattern) if opened else []
    if opened is None or len(items) < 2:
        return (paragraph,)
    lead = replace(paragraph, runs=tidy(cut(paragraph.runs, 0, opened.start() + 1)))
    return (lead, Listing(False, tuple((Paragraph(item),) for item in items)))


def _item(block: Block) -> Runs | None:
    """Return the words after a typed bullet, None when there is no bullet."""
    if not isinstance(block, Paragraph):
        return None
    text = joined(block.runs)
    bullet = DOT.match(text) or DASH.match(text)
    return tidy(cut(block.runs, bullet.end())) if bullet else None


def _listed(pending: list[tuple[Paragraph, Runs]]) -> Blocks:
    dots = any(DOT.match(joined(paragraph.runs)) for paragraph, _ in pending)
    if not pending or (len(pending) == 1 and not dots):
        return tuple(paragraph for paragraph, _ in pending)
    return tuple(nest([ListLine(0, False, runs) for _, runs in pending]))
