"""Find the title and the headings of a document, whatever it marks them with."""

import re
from collections import Counter
from dataclasses import replace

from faq.importing.document import Blocks, Document, DocumentBlock, Heading, Paragraph
from faq.importing.questions import is_asked, is_common_questions
from faq.importing.references import is_references
from faq.importing.runs import Runs, all_bold, lines, without_bold, words

KEY_TAKEAWAY = "Key takeaway"
TAKEAWAY = re.compile(r"(the )?key[ -]take[ -]?aways?[:.]?", re.I)
LONGEST = 120
SECTION, DEEPER = 2, 3
LARGER, USUAL_SIZE = 1.15, 12


def is_takeaway(heading: Runs) -> bool:
    """Tell "Key takeaway" from other headings."""
    return bool(TAKEAWAY.fullmatch(words(heading)))


def is_known(heading: Runs) -> bool:
    """Return whether a heading names a part that every article may have, and so is no title."""
    return is_common_questions(heading) or is_takeaway(heading) or is_references(heading)


def settle(document: Document) -> None:
    """Leave the document with its title set and its headings on levels 2 (a section), 3 and deeper."""
    document.blocks = _named(document.blocks)
    if sum(isinstance(block, Heading) for block in document.blocks) <= 1:
        document.blocks = _promoted(document.blocks)
    _take_title(document)
    document.blocks = _asked_below(_levelled(document.blocks))


def _is_short(block: DocumentBlock) -> bool:
    """Return whether a paragraph is as short as a heading and does not end like a sentence."""
    text = words(block.runs) if isinstance(block, Paragraph) else ""
    return 0 < len(text) <= LONGEST and not re.search(r"[.!,;:…)]$", re.sub(r"\([^()]*\)$", "x", text))


def _named(blocks: Blocks) -> Blocks:
    """Name a heading without words by the short line after it, as some converters part them; drop it otherwise."""
    named: list[DocumentBlock] = []
    for block in blocks:
        if named and isinstance(named[-1], Heading) and not named[-1].runs:
            empty = named.pop()
            block = replace(empty, runs=block.runs) if _is_short(block) else block
        named.append(replace(block, runs=without_bold(block.runs)) if isinstance(block, Heading) else block)
    return tuple(block for block in named if block.runs or not isinstance(block, Heading))


def _promoted(blocks: Blocks) -> Blocks:
    """Make headings of the lines that only look like headings: all bold, or in larger letters, and short."""
    apart = [piece for block in blocks for piece in _apart(block)]
    letters: Counter[float] = Counter()
    for block in apart:
        letters[_size(block)] += len(words(block.runs))
    least = LARGER * (max(letters, key=lambda size: letters[size], default=0.0) or USUAL_SIZE)
    large = {
        place: _size(block)
        for place, block in enumerate(apart[:-1])  # a last line heads nothing
        if _is_short(block) and (all_bold(block.runs) or _size(block) > least)
    }
    sizes = sorted(set(large.values()), reverse=True)
    return tuple(
        Heading(without_bold(block.runs), level=1 + sizes.index(large[place])) if place in large else block
        for place, block in enumerate(apart)
    )


def _size(block: DocumentBlock) -> float:
    return block.size if isinstance(block, Paragraph) else 0.0


def _apart(block: DocumentBlock) -> Blocks:
    """Set a bold line apart from the paragraph that it shares with other lines."""
    pieces = [replace(block, runs=piece) for piece in lines(block.runs)] if isinstance(block, Paragraph) else []
    heads = len(pieces) > 1 and any(all_bold(piece.runs) and _is_short(piece) for piece in pieces)
    return tuple(pieces) if heads else (block,)


def _take_title(document: Document) -> None:
    """Take the title out of the blocks: a title line, a heading first or alone of its level, or a first short line.

    A first heading such as "Fatigue - Example Hospital" that a second one of its level follows at once is left out.
    """
    blocks = list(document.blocks)
    two = [block.level for block in blocks[:2] if isinstance(block, Heading)] == [1, 1]
    if two and re.search(r"\s[-–—|]\s", words(blocks[0].runs)):
        document.leave_out("a second title line", words(blocks.pop(0).runs))
    place = _title_place(blocks, has_hint=bool(document.title))
    if place is not None and not is_known(blocks[place].runs):
        document.title = words(blocks.pop(place).runs)
    document.blocks = tuple(blocks)


def _title_place(blocks: list[DocumentBlock], *, has_hint: bool) -> int | None:
    headings = [(place, block.level) for place, block in enumerate(blocks) if isinstance(block, Heading)]
    levels = [level for _, level in headings]
    for place, level in headings:
        if level == 0 or (level == 1 and levels.count(1) == 1 and place <= 3):
            return place
    if headings and headings[0][0] == 0:
        first, *others = levels
        if first == 1 or min(others, default=7) > first:
            return None if has_hint and first != 1 else 0
    may_be = len(blocks) > 1 and not has_hint and _is_short(blocks[0]) and not is_asked(blocks[0].runs)
    return 0 if may_be else None


def _levelled(blocks: Blocks) -> Blocks:
    """Count the levels from 2; a single top heading before many lower ones stands beside them."""
    headings = [block for block in blocks if isinstance(block, Heading)]
    count = Counter(heading.level for heading in headings)
    first, second, *_ = (*(levels := sorted(count)), 0, 0)
    alone = count[first] == 1 and headings[0].level == first and not is_common_questions(headings[0].runs)
    top = 2 if alone and count[second] > 1 else 1
    new = {level: SECTION if place < top else DEEPER + place - top for place, level in enumerate(levels)}
    return tuple(replace(block, level=new[block.level]) if isinstance(block, Heading) else block for block in blocks)


def _asked_below(blocks: Blocks) -> Blocks:
    """Put headings that ask under "Common questions" where the document gave both the same level."""
    made: list[DocumentBlock] = []
    asking = False
    for block in blocks:
        if isinstance(block, Heading) and block.level == SECTION:
            common = is_common_questions(block.runs)
            asking = common or (asking and words(block.runs).endswith("?"))
            block = replace(block, level=DEEPER) if asking and not common else block
        made.append(block)
    return tuple(made)
