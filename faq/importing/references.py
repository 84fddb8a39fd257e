"""Find the reference list of a document and take it out of the text."""

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from faq.importing.document import Blocks, DocumentBlock, Heading, Listing, Paragraph, TableBlock, inner_runs
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


@dataclass(slots=True)
class References:
    """The entries by number, and the document without them; `dropped` are headings that are left out with them."""

    entries: dict[int, Runs] = field(default_factory=dict)
    blocks: Blocks = ()
    dropped: list[str] = field(default_factory=list)

    def add(self, runs: Runs, *, numbered: bool, listed: bool) -> bool:
        """Add an entry, or lines that go on with the last one; return False for what is neither."""
        source_like = bool(SOURCE_LIKE.search(joined(runs)))
        if numbered and (label := _label(runs)):
            new = label[0] not in self.entries
            self.entries.setdefault(label[0], _clean(cut(runs, label[1])))
            return new
        last = max(self.entries, default=0)
        if numbered and last and source_like:
            self.entries[last] = tidy((*self.entries[last], SPACE, *runs))
        elif not numbered and runs and (listed or source_like):
            self.entries[last + 1] = _clean(runs)
        else:
            return False
        return True


def is_references(heading: Runs) -> bool:
    """Tell "References", "Sources" or "Notes" from other headings."""
    return bool(REFERENCES.fullmatch(words(heading)))


def take_references(blocks: Blocks) -> References:
    """Find the entries under a heading such as "References", or lines that begin `[1]` anywhere."""
    found = References()
    kept: list[DocumentBlock] = []
    place = 0
    while place < len(blocks):
        block = blocks[place]
        place += 1
        if isinstance(block, Heading) and is_references(block.runs):
            under = tuple(itertools.takewhile(lambda later: not isinstance(later, Heading), blocks[place:]))
            kept += _listed(block, under, found)
            place += len(under)
        else:
            kept += _loose(block, found)
    found.blocks = tuple(kept)
    return found


def _listed(heading: Heading, blocks: Blocks, found: References) -> Blocks:
    """Read the blocks under a reference heading; return what is no entry, or all of it when there is none."""
    pieces = [piece for block in blocks for piece in _pieces(block)]
    numbered = any((label := _label(piece.runs)) and label[0] == 1 for piece in pieces)
    listed = any(isinstance(block, Listing) for block in blocks)
    before = len(found.entries)
    rest = tuple(piece for piece in pieces if not found.add(piece.runs, numbered=numbered, listed=listed))
    if len(found.entries) == before and rest:
        return (heading, *blocks)
    found.dropped.append(words(heading.runs))
    return rest


def _pieces(block: DocumentBlock) -> Blocks:
    """Part a block into lines that may be entries; quotations and the like come back as they are."""
    if isinstance(block, Paragraph):
        return tuple(Paragraph(piece) for piece in lines(block.runs))
    if isinstance(block, Listing):
        return tuple(_numbered(_flat([item]), block, place) for place, item in enumerate(block.parts))
    if isinstance(block, TableBlock):
        return tuple(Paragraph(_flat(row)) for row in block.rows)
    return (block,)


def _numbered(runs: Runs, listing: Listing, place: int) -> Paragraph:
    labelled = not listing.ordered or _label(runs)
    return Paragraph(runs if labelled else (Run(f"[{listing.start + place}] "), *runs))


def _flat(parts: Iterable[Blocks]) -> Runs:
    return tidy(run for part in parts for runs in inner_runs(part) for run in (*runs, SPACE))


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


def _loose(block: DocumentBlock, found: References) -> Blocks:
    """Take lines that begin `[1]` out of the running text: a reference list without a heading."""
    if not isinstance(block, Paragraph) or not LOOSE.match(joined(block.runs)):
        return (block,)
    return tuple(
        Paragraph(piece)
        for piece in lines(block.runs)
        if not (LOOSE.match(joined(piece)) and found.add(piece, numbered=True, listed=False))
    )
