"""Find the reference list of a document and take it out of the text."""

import re
from dataclasses import dataclass, field

from faq.importing.blocks import Block, Blocks, Heading, Listing, Paragraph, Table
from faq.importing.common import is_references
from faq.importing.runs import Run, Runs, cut, joined, lines, tidy, words

LABEL = re.compile(r"\s*(?:\[(\d{1,3})\]|\((\d{1,3})\)|(\d{1,3})[.):]|(\d{1,3})(?=\s+\S))\s*")
BACK = re.compile(r"\s*[\^↑↩⤴]\ufe0e?\s+")
BACK_AT_END = re.compile(r"\s*[↑↩⤴]\ufe0e?\s*$")
LOOSE = re.compile(r"\s*\[(\d{1,3})\]\s+\S")
SOURCE_LIKE = re.compile(r"\b(19|20)\d\d\b|https?://|\bdoi\b|\bet al\b|\bwww\.", re.I)


@dataclass(slots=True)
class References:
    """The entries by number, and the document without them; `dropped` are headings that are left out with them."""

    entries: dict[int, Runs] = field(default_factory=dict)
    blocks: Blocks = ()
    dropped: list[str] = field(default_factory=list)


def take_references(blocks: Blocks) -> References:
    """Find the entries under a heading such as "References", or lines that begin `[1]` anywhere."""
    found = References()
    kept: list[Block] = []
    place = 0
    while place < len(blocks):
        block = blocks[place]
        if isinstance(block, Heading) and is_references(block.runs):
            end = _end(blocks, place)
            kept += _listed(block, blocks[place + 1 : end], found)
            place = end
            continue
        kept += _loose(block, found)
        place += 1
    found.blocks = tuple(kept)
    return found


def _end(blocks: Blocks, start: int) -> int:
    after = range(start + 1, len(blocks))
    return next((place for place in after if isinstance(blocks[place], Heading)), len(blocks))


def _listed(heading: Heading, blocks: Blocks, found: References) -> Blocks:
    """Read the blocks under a reference heading; give back what is no entry, or all of it when there is none."""
    pieces = [piece for block in blocks for piece in _pieces(block)]
    labels = [label for piece in pieces if isinstance(piece, tuple) and (label := _label(piece))]
    numbered = any(number == 1 for number, _ in labels)
    listed = any(isinstance(block, Listing) for block in blocks)
    rest: list[Block] = []
    before = len(found.entries)
    for piece in pieces:
        if not isinstance(piece, tuple):
            rest.append(piece)
        elif not _add(piece, found, numbered=numbered, listed=listed):
            rest.append(Paragraph(piece))
    if len(found.entries) == before and rest:
        return (heading, *blocks)
    found.dropped.append(words(heading.runs))
    return tuple(rest)


def _pieces(block: Block) -> list[Runs | Block]:
    """Part a block into lines that may be entries; tables and the like come back as they are."""
    if isinstance(block, Paragraph):
        return list(lines(block.runs))
    if isinstance(block, Listing):
        return [_numbered(item, block, place) for place, item in enumerate(block.items)]
    if isinstance(block, Table):
        return [tidy(run for cell in row for run in (*_flat(cell), *_space())) for row in block.rows]
    return [block]


def _numbered(item: Blocks, listing: Listing, place: int) -> Runs:
    runs = _flat(item)
    if listing.ordered and not _label(runs):
        return (*_text(f"[{listing.start + place}] "), *runs)
    return runs


def _flat(blocks: Blocks) -> Runs:
    return tidy(run for block in blocks if isinstance(block, Paragraph) for run in (*block.runs, *_space()))


def _space() -> Runs:
    return _text(" ")


def _text(text: str) -> Runs:
    return (Run(text),)


def _label(runs: Runs) -> tuple[int, int] | None:
    """Read the number that an entry begins with, and where its words begin."""
    text = joined(runs)
    if runs and runs[0].raised and runs[0].text.strip().isdecimal():
        return int(runs[0].text), len(runs[0].text)
    label = LABEL.match(text)
    return (int(next(filter(None, label.groups()))), label.end()) if label else None


def _add(runs: Runs, found: References, *, numbered: bool, listed: bool) -> bool:
    label = _label(runs) if numbered else None
    if label:
        number, start = label
        if number not in found.entries:
            found.entries[number] = _clean(cut(runs, start))
            return True
        return False
    if not numbered and (listed or SOURCE_LIKE.search(joined(runs))):
        found.entries[max(found.entries, default=0) + 1] = _clean(runs)
        return True
    if numbered and found.entries and SOURCE_LIKE.search(joined(runs)):
        last = max(found.entries)
        found.entries[last] = tidy((*found.entries[last], *_space(), *runs))
        return True
    return False


def _clean(runs: Runs) -> Runs:
    """Drop the arrow or caret that leads back to the text."""
    runs = tidy(runs)
    text = joined(runs)
    start, end = BACK.match(text), BACK_AT_END.search(text)
    return tidy(cut(runs, start.end() if start else 0, end.start() if end else None))


def _loose(block: Block, found: References) -> Blocks:
    """Take lines that begin `[1]` out of the running text: a reference list without a heading."""
    if not isinstance(block, Paragraph) or not LOOSE.match(joined(block.runs)):
        return (block,)
    rest = [
        piece
        for piece in lines(block.runs)
        if not (LOOSE.match(joined(piece)) and _add(piece, found, numbered=True, listed=False))
    ]
    return tuple(Paragraph(piece) for piece in rest)
