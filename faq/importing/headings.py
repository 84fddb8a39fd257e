"""Find the title and the headings of a document, whatever it marks them with."""

import itertools
import re
from collections import Counter
from dataclasses import replace

from faq.importing.document import Blocks, Document, DocumentBlock
from faq.importing.inline import all_bold, is_asking, plain, words
from faq.importing.paragraphs import ITEM
from faq.importing.questions import ASKED
from faq.importing.sections import COMMON_QUESTIONS, known_section

LONGEST = 120
SECTION, DEEPER = 2, 3
LARGER, USUAL_SIZE = 1.15, 12


def settle(document: Document) -> None:
    """Leave the document with its title set and its headings on levels 2 (a section), 3 and deeper."""
    _name(document)
    if len(_headings(document)) <= 1:
        _promote(document)
    _take_title(document)
    _level(_headings(document))


def _headings(document: Document) -> Blocks:
    return [block for block in document.blocks if block.kind == "heading"]


def is_short(line: str) -> bool:
    """Return whether a line is as short as a heading and does not end like a sentence."""
    return 0 < len(line) <= LONGEST and not re.search(r"[.!,;:…)]$", re.sub(r"\([^()]*\)$", "x", line))


def _is_short(block: DocumentBlock) -> bool:
    return block.kind == "paragraph" and is_short(words(block.text))


def _name(document: Document) -> None:
    """Name a heading without words by the short line after it, as some converters part them; drop it otherwise."""
    for heading, block in itertools.pairwise(document.blocks):
        if heading.kind == "heading" and not heading.text and _is_short(block):
            block.kind, block.level = "heading", heading.level
    document.blocks = [block for block in document.blocks if block.text or block.kind != "heading"]


def _promote(document: Document) -> None:
    """Make headings of the lines that only look like headings: all bold, or in larger letters, and short."""
    document.blocks = [piece for block in document.blocks for piece in _apart(block)]
    letters: Counter[float] = Counter()
    for block in document.blocks:
        letters[block.size] += len(words(block.text))
    least = LARGER * (max(letters, key=letters.__getitem__, default=0.0) or USUAL_SIZE)
    lines = filter(_is_short, document.blocks[:-1])  # a last line heads nothing
    large = [line for line in lines if all_bold(line.text) or line.size > least]
    sizes = sorted({line.size for line in large}, reverse=True)
    for line in large:
        line.kind, line.level = "heading", 1 + sizes.index(line.size)


def _apart(block: DocumentBlock) -> Blocks:
    """Set a bold line apart from the paragraph that it shares with other lines."""
    pieces = [replace(block, text=piece) for piece in block.text.split("\n")]
    heads = len(pieces) > 1 and any(all_bold(piece.text) and _is_short(piece) for piece in pieces)
    return pieces if heads else [block]


def _take_title(document: Document) -> None:
    """Take the title out of the blocks: a title line, a heading first or alone of its level, or a first short line.

    A first heading such as "Fatigue - Example Hospital" that a second one of its level follows at once is left out.
    """
    blocks = document.blocks
    two = [block.level for block in blocks[:2] if block.kind == "heading"] == [1, 1]
    if two and re.search(r"\s[-–—|]\s", words(blocks[0].text)):
        document.leave_out("a second title line", words(blocks.pop(0).text))
    title = _title(document)
    if title and not known_section(title.text):
        document.title = words(title.text)
        document.blocks = [block for block in blocks if block is not title]


def _title(document: Document) -> DocumentBlock | None:
    headings, start = _headings(document), (*document.blocks, DocumentBlock())[0]
    levels = [heading.level for heading in headings]
    for heading in headings:
        if heading.level == 0 or (levels.count(1) == 1 and heading.level == 1 and heading in document.blocks[:4]):
            return heading
    if start.kind == "heading" and (start.level == 1 or min(levels[1:], default=7) > start.level):
        return start if start.level == 1 or not document.title else None
    is_item = ASKED.match(plain(start.text)) or ITEM.match(plain(start.text))
    may_be = len(document.blocks) > 1 and not document.title and _is_short(start) and not is_item
    return start if may_be else None


def _level(headings: Blocks) -> None:
    """Count the levels from 2; a single top heading before many lower ones stands beside them.

    Headings that ask go below "Common questions" where the document gave both the same level.
    """
    count = Counter(heading.level for heading in headings)
    levels = sorted(count)
    alone = len(levels) > 1 and headings[0].level == levels[0] and count[levels[0]] == 1 < count[levels[1]]
    alone = alone and known_section(headings[0].text) != COMMON_QUESTIONS
    asking = False
    for heading in headings:
        heading.level = max(SECTION, SECTION + levels.index(heading.level) - alone)
        if heading.level == SECTION:
            common = known_section(heading.text) == COMMON_QUESTIONS
            asking = common or (asking and is_asking(heading.text))
            heading.level += asking and not common
