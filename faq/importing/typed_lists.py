"""Make lists of lines that somebody typed a bullet before instead of using the list button."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from faq.importing.blocks import Block, Blocks, Paragraph
from faq.importing.listing import ListLine, nest
from faq.importing.runs import Runs, cut, joined, lines, tidy

DOT = re.compile(r"\s*[•·▪◦●○■‣⁃∙]\s*(?=\S)")
DASH = re.compile(r"\s*[-–*]\s+(?=\S)")


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


def _apart(block: Block) -> Iterator[Block]:
    """Part a paragraph at its line breaks when lines of it have bullets."""
    pieces = lines(block.runs) if isinstance(block, Paragraph) else []
    if isinstance(block, Paragraph) and sum(_item(Paragraph(piece)) is not None for piece in pieces) > 1:
        yield from (replace(block, runs=piece) for piece in pieces)
    else:
        yield block


def _item(block: Block) -> Runs | None:
    """Give the words after a typed bullet, None when there is no bullet."""
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
