"""Find the reference list of a document and take it out of the text."""

import re
from dataclasses import dataclass, field

from faq.importing.document import Block, Blocks, Heading, Listing, Paragraph, TableBlock
from faq.importing.runs import Run, Runs, cut, joined, lines, tidy, words

REFERENCES = re.compile(
    r"(our |selected |key |the |list of )?"
    r"(references?|(evidence )?sources?|bibliography|literature|citations?|(foot|end)? ?notes?|works cited)"
    r"( list| cited)?( (and|&) (notes|references|sources|further reading))?[:.]?",
    re.I,
)
LABEL = re.compile(r"\s*(?:\[(\d{1,3})\]|\((\d{1,3})\)|(\d{1,3})[.):]|(\d{1,3})(?=\s+\S))\s*")
BACK = re.compile(r"\s*[\^↑↩⤴]\ufe0e?\s+")
BACK_AT_END = re.compile(r"\s*[↑↩⤴]\ufe0e?\s*$")
LOOSE = re.compile(r"\s*\[(\d{1,3})\]\s+\S")
SOURCE_LIKE = re.compile(r"\b(19|20)\d\d\b|https?://|\bdoi\b|\bet al\b|\bwww\.", re.I)
SPACE = (Run(" "),)


@dataclass(slots=True)
class References:
    """The entries by number, and the document without them; `dropped` are headings that are left out with them."""

    entries: dict[int, Runs] = field(default_factory=dict)
    blocks: Blocks = ()
    dropped: list[str] = field(default_factory=list)

    def add(self, runs: Runs, *, numbered: bool, listed: bool) -> bool:
        """Add an entry, or lines that go on with the last one; return False for what is neither."""
        source_like = SOURCE_LIKE.search(joined(runs))
        if numbered and (label := _label(runs)):
            new = label[0] not in self.entries
            self.entries.setdefault(label[0], _clean(cut(runs, label[1])))
            return new
        if not numbered and (listed or source_like):
            self.entries[max(self.entries, default=0) + 1] = _clean(runs)
            return True
        if numbered and self.entries and source_like:
            last = max(self.entries)
            self.entries[last] = tidy((*self.entries[last], *SPACE, *runs))
            return True
        return False


def is_references(heading: Runs) -> bool:
    """Tell "References", "Sources" or "Notes" from other headings."""
    return bool(REFERENCES.fullmatch(words(heading)))


def take_references(blocks: Blocks) -> References:
    """Find the entries under a heading such as "References", or lines that begin `[1]` anywhere."""
    found = References()
    kept: list[Block] = []
    place = 0
    while place < len(blocks):
        block = blocks[place]
        if isinstance(block, Heading) and is_references(block.runs):
            after = range(place + 1, len(blocks))
            end = next((later for later in after if isinstance(blocks[later], Heading)), len(blocks))
            kept += _listed(block, blocks[place + 1 : end], found)
            place = end
        else:
            kept += _loose(block, found)
            place += 1
    found.blocks = tuple(kept)
    return found


def _listed(heading: Heading, blocks: Blocks, found: References) -> Blocks:
    """Read the blocks under a reference heading; return what is no entry, or all of it when there is none."""
    pieces = [piece for block in blocks for piece in _pieces(block)]
    labels = [label for piece in pieces if isinstance(piece, tuple) and (label := _label(piece))]
    numbered = any(number == 1 for number, _ in labels)
    listed = any(isinstance(block, Listing) for block in blocks)
    rest: list[Block] = []
    before = len(found.entries)
    for piece in pieces:
        if not isinstance(piece, tuple):
            rest.append(piece)
        elif not found.add(piece, numbered=numbered, listed=listed):
            rest.append(Paragraph(piece))
    if len(found.entries) == before and rest:
        return (heading, *blocks)
    found.dropped.append(words(heading.runs))
    return tuple(rest)


def _pieces(block: Block) -> list[Runs | Block]:
    """Part a block into lines that may be entries; quotations and the like come back as they are."""
    if isinstance(block, Paragraph):
        return list(lines(block.runs))
    if isinstance(block, Listing):
        return [_numbered(item, block, place) for place, item in enumerate(block.items)]
    if isinstance(block, TableBlock):
        return [tidy(run for cell in row for run in (*_flat(cell), *SPACE)) for row in block.rows]
    return [block]


def _numbered(item: Blocks, listing: Listing, place: int) -> Runs:
    runs = _flat(item)
    return runs if not listing.ordered or _label(runs) else (Run(f"[{listing.start + place}] "), *runs)


def _flat(blocks: Blocks) -> Runs:
    return tidy(run for block in blocks if isinstance(block, Paragraph) for run in (*block.runs, *SPACE))


def _label(runs: Runs) -> tuple[int, int] | None:
    """Read the number that an entry begins with, and where its words begin."""
    if runs and runs[0].raised and runs[0].text.strip().isdecimal():
        return int(runs[0].text), len(runs[0].text)
    label = LABEL.match(joined(runs))
    return (int(next(filter(None, label.groups()))), label.end()) if label else None


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
    pieces = lines(block.runs)
    return tuple(
        Paragraph(piece)
        for piece in pieces
        if not (LOOSE.match(joined(piece)) and found.add(piece, numbered=True, listed=False))
    )
