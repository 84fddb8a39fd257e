"""Find the reference list of a document and take it out of the text."""

import itertools
import re

from faq.importing.document import Blocks, Document, DocumentBlock, Heading, Listing, Paragraph, TableBlock, flat
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
SPACE = Run(" ")


def is_references(heading: Runs) -> bool:
    """Tell "References", "Sources" or "Notes" from other headings."""
    return bool(REFERENCES.fullmatch(words(heading)))


def take_references(document: Document) -> dict[int, Runs]:
    """Take the entries under a heading such as "References", or lines that begin `[1]` anywhere, by their number."""
    entries: dict[int, Runs] = {}
    kept: list[DocumentBlock] = []
    place = 0
    while place < len(document.blocks):
        block = document.blocks[place]
        place += 1
        if isinstance(block, Heading) and is_references(block.runs):
            under = tuple(itertools.takewhile(lambda later: not isinstance(later, Heading), document.blocks[place:]))
            place += len(under)
            rest = _listed(under, entries)
            if under and rest is under:
                kept.append(block)
            else:
                document.left_out.append(f'the heading of the reference list: "{words(block.runs)}"')
            kept += rest
        else:
            kept += _loose(block, entries)
    document.blocks = tuple(kept)
    return entries


def _listed(blocks: Blocks, entries: dict[int, Runs]) -> Blocks:
    """Read the blocks under a reference heading; return what is no entry, or all of it when there is none."""
    pieces = [piece for block in blocks for piece in _pieces(block)]
    numbered = any((label := _label(piece.runs)) and label[0] == 1 for piece in pieces)
    listed = any(isinstance(block, Listing) for block in blocks)
    before = len(entries)
    rest = tuple(piece for piece in pieces if not _add(entries, piece.runs, numbered=numbered, listed=listed))
    return rest if len(entries) > before or not rest else blocks


def _add(entries: dict[int, Runs], runs: Runs, *, numbered: bool, listed: bool) -> bool:
    """Add an entry, or lines that go on with the last one; return False for what is neither."""
    source_like = bool(SOURCE_LIKE.search(joined(runs)))
    if numbered and (label := _label(runs)):
        new = label[0] not in entries
        entries.setdefault(label[0], _clean(cut(runs, label[1])))
        return new
    last = max(entries, default=0)
    if numbered and last and source_like:
        entries[last] = tidy((*entries[last], SPACE, *runs))
    elif not numbered and runs and (listed or source_like):
        entries[last + 1] = _clean(runs)
    else:
        return False
    return True


def _pieces(block: DocumentBlock) -> Blocks:
    """Part a block into lines that may be entries; quotations and the like come back as they are."""
    if isinstance(block, Paragraph):
        return tuple(Paragraph(piece) for piece in lines(block.runs))
    if isinstance(block, Listing):
        return tuple(_numbered(flat(item), block, place) for place, item in enumerate(block.parts))
    if isinstance(block, TableBlock):
        return tuple(Paragraph(flat(itertools.chain(*row))) for row in block.rows)
    return (block,)


def _numbered(runs: Runs, listing: Listing, place: int) -> Paragraph:
    labelled = not listing.ordered or _label(runs)
    return Paragraph(runs if labelled else (Run(f"[{listing.start + place}] "), *runs))


def _label(runs: Runs) -> tuple[int, int] | None:
    """Read the number that an entry begins with, and where its words begin."""
    if runs and runs[0].raised and runs[0].text.strip().isdecimal():
        return int(runs[0].text), len(runs[0].text)
    label = LABEL.match(joined(runs))
    return (int(next(filter(None, label.groups()))), label.end()) if label else None


def _clean(runs: Runs) -> Runs:
    """Drop the arrow that leads back to the text."""
    runs = tidy(runs)
    end = BACK.search(joined(runs))
    return tidy(cut(runs, 0, end.start())) if end else runs


def _loose(block: DocumentBlock, entries: dict[int, Runs]) -> Blocks:
    """Take lines that begin `[1]` out of the running text: a reference list without a heading."""
    if not isinstance(block, Paragraph) or not LOOSE.match(joined(block.runs)):
        return (block,)
    return tuple(
        Paragraph(piece)
        for piece in lines(block.runs)
        if not (LOOSE.match(joined(piece)) and _add(entries, piece, numbered=True, listed=False))
    )
