"""Find the reference list of a document and take it out of the text."""

import re

from faq.importing.document import Blocks, Document, DocumentBlock, by_heading, on_one_line
from faq.importing.inline import plain, without, words
from faq.importing.sections import REFERENCES, known_section

LABEL = re.compile(r"\s*(?:\[(\d{1,3})\]|\((\d{1,3})\)|(\d{1,3})[.):]|(\d{1,3})(?=\s+\S))\s*")
LOOSE = re.compile(r"\s*\[(\d{1,3})\]\s+\S")
SOURCE_LIKE = re.compile(r"\b(19|20)\d\d\b|https?://|\bdoi\b|\bet al\b|\bwww\.", re.I)


def take_references(document: Document) -> dict[int, str]:
    """Take the entries under a heading such as "References", or lines that begin `[1]` anywhere, by their number."""
    entries: dict[int, str] = {}
    kept: Blocks = []
    for opening, under in by_heading(document.blocks, level=6):
        if not opening or known_section(opening[0].text) != REFERENCES:
            kept += (*opening, *(piece for block in under for piece in _loose(block, entries)))
            continue
        rest = _listed(under, entries)
        if not under or rest is not under:
            document.leave_out("the heading of the reference list", words(opening[0].text))
            opening = []
        kept += (*opening, *rest)
    document.blocks = kept
    return entries


def _listed(blocks: Blocks, entries: dict[int, str]) -> Blocks:
    """Read the blocks under a reference heading; return what is no entry, or all of it when there is none."""
    pieces = [piece for block in blocks for piece in _pieces(block)]
    numbered = any(_label(piece.text) == 1 for piece in pieces)
    listed = any(block.kind == "list" for block in blocks)
    before = len(entries)
    rest = [piece for piece in pieces if not _add(entries, piece.text, numbered=numbered, listed=listed)]
    return rest if len(entries) > before or not rest else blocks


def _add(entries: dict[int, str], text: str, *, numbered: bool, listed: bool) -> bool:
    """Add an entry without its number; return False for what is none."""
    number = _label(text) if numbered else max(entries, default=0) + 1
    is_source = numbered or (text and (listed or SOURCE_LIKE.search(plain(text))))
    if not number or not is_source or number in entries:
        return False
    entries[number] = without(text, LABEL) if numbered else text
    return True


def _label(text: str) -> int:
    """Return the number that an entry begins with, 0 for none."""
    label = LABEL.match(plain(text))
    return int(label[label.lastindex or 0]) if label else 0


def _pieces(block: DocumentBlock) -> Blocks:
    """Part a block into lines that may be entries; quotations and the like come back as they are."""
    lines = block.text.split("\n")
    if block.kind == "table":
        lines = [" ".join(map(on_one_line, row)) for row in block.rows]
    elif block.kind == "list":
        lines = list(map(on_one_line, block.parts))
        if block.start and not any(map(_label, lines)):
            lines = [f"\\[{number}\\] {line}" for number, line in enumerate(lines, block.start)]
    elif block.kind != "paragraph":
        return [block]
    return list(map(DocumentBlock, lines))


def _loose(block: DocumentBlock, entries: dict[int, str]) -> Blocks:
    """Take lines that begin `[1]` out of the running text: a reference list without a heading."""
    if block.kind != "paragraph" or not LOOSE.match(plain(block.text)):
        return [block]
    return [
        piece
        for piece in _pieces(block)
        if not (LOOSE.match(plain(piece.text)) and _add(entries, piece.text, numbered=True, listed=False))
    ]
