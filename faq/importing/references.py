"""Find the reference list of a document and take it out of the text."""

import re
from itertools import chain

from faq.importing.document import Blocks, Document, DocumentBlock, Listing, Paragraph, TableBlock, by_heading, flat
from faq.importing.runs import Run, Runs, cut, joined, lines, tidy, words

REFERENCES = re.compile(
    r"(our |selected |key |the |list of )?"
    r"(references?|(evidence )?sources?|bibliography|literature|citations?|(foot|end)? ?notes?|works cited)"
    r"( list| cited)?( (and|&) (notes|references|sources|further reading))?[:.]?",
    re.I,
)
LABEL = re.compile(r"\s*(?:\[(\d{1,3})\]|\((\d{1,3})\)|(\d{1,3})[.):]|(\d{1,3})(?=\s+\S))\s*")
BACK = re.compile(r"\s*[↑↩⤴]\ufe0e?\s*$")
LOOSE = re.compile(r"\s*\[(\d{1,3})\]\s+\S")
SOURCE_LIKE = re.compile(r"\b(19|20)\d\d\b|https?://|\bdoi\b|\bet al\b|\bwww\.", re.I)


def is_references(heading: Runs) -> bool:
    """Tell "References", "Sources" or "Notes" from other headings."""
    return bool(REFERENCES.fullmatch(words(heading)))


def take_references(document: Document) -> dict[int, Runs]:
    """Take the entries under a heading such as "References", or lines that begin `[1]` anywhere, by their number."""
    entries: dict[int, Runs] = {}
    kept: list[DocumentBlock] = []
    for opening, under in by_heading(document.blocks, level=6):
        if not opening or not is_references(opening[0].runs):
            kept += (*opening, *(piece for block in under for piece in _loose(block, entries)))
            continue
        rest = _listed(under, entries)
        if not under or rest is not under:
            document.leave_out("the heading of the reference list", words(opening[0].runs))
            opening = ()
        kept += (*opening, *rest)
    document.blocks = tuple(kept)
    return entries


def _listed(blocks: Blocks, entries: dict[int, Runs]) -> Blocks:
    """Read the blocks under a reference heading; return what is no entry, or all of it when there is none."""
    pieces = [piece for block in blocks for piece in _pieces(block)]
    numbered = any((label := LABEL.match(joined(piece.runs))) and _number(label) == 1 for piece in pieces)
    listed = any(isinstance(block, Listing) for block in blocks)
    before = len(entries)
    rest = tuple(piece for piece in pieces if not _add(entries, piece.runs, numbered=numbered, listed=listed))
    return rest if len(entries) > before or not rest else blocks


def _add(entries: dict[int, Runs], runs: Runs, *, numbered: bool, listed: bool) -> bool:
    """Add an entry without its number and the arrow that leads back to the text; return False for what is none."""
    label = LABEL.match(joined(runs)) if numbered else None
    is_source = label or (not numbered and runs and (listed or SOURCE_LIKE.search(joined(runs))))
    number = _number(label) if label else max(entries, default=0) + 1
    if not is_source or number in entries:
        return False
    back = BACK.search(joined(runs))
    entries[number] = tidy(cut(runs, label.end() if label else 0, back.start() if back else None))
    return True


def _pieces(block: DocumentBlock) -> Blocks:
    """Part a block into lines that may be entries; quotations and the like come back as they are."""
    if isinstance(block, Paragraph):
        return tuple(Paragraph(piece) for piece in lines(block.runs))
    if isinstance(block, TableBlock):
        return tuple(Paragraph(flat(chain(*row))) for row in block.rows)
    if not isinstance(block, Listing):
        return (block,)
    items = [flat(item) for item in block.parts]
    if block.ordered and not any(LABEL.match(joined(item)) for item in items):
        items = [(Run(f"[{number}] "), *item) for number, item in enumerate(items, block.start)]
    return tuple(map(Paragraph, items))


def _number(label: re.Match[str]) -> int:
    return int(label[1] or label[2] or label[3] or label[4])


def _loose(block: DocumentBlock, entries: dict[int, Runs]) -> Blocks:
    """Take lines that begin `[1]` out of the running text: a reference list without a heading."""
    if not isinstance(block, Paragraph) or not LOOSE.match(joined(block.runs)):
        return (block,)
    return tuple(
        Paragraph(piece)
        for piece in lines(block.runs)
        if not (LOOSE.match(joined(piece)) and _add(entries, piece, numbered=True, listed=False))
    )
