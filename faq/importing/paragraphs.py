"""Paragraphs that are not what they look like: lines of the page, halves of a sentence, lists that were typed."""

import itertools
import re
from dataclasses import replace

from faq.importing.document import Blocks, Document, DocumentBlock, Listing, Paragraph, flat
from faq.importing.runs import Run, cut, joined, lines, tidy, without, words

FURNITURE = re.compile(
    r"(?:(?:photo|image|picture|illustration) )?credits?: .{1,90}|"
    r"(?:click to )?(?:enlarge|view larger)(?: this)?(?: image| picture)?|"
    r"\[(?:embedded|insert)\b[^\]]*\bplaceholder\]|"
    r"(?:listen|print|share|e-?mail|save)(?: to)?(?: this)?(?: page| article)?|"
    r"back to top|top of page|skip to (?:main )?content",
    re.I,
)
DISCLAIMER = re.compile(
    r"(?=.{1,300}$).*(not (intended as |a substitute for |replace )?(professional )?medical advice|"
    r"read our disclaimer|does not replace (a |the )?(professional )?(medical )?(advice|visit))",
    re.I,
)
LONGEST_TEASER = 3
DOT = re.compile(r"\s*[•·▪◦●○■‣⁃∙]\s*(?=\S)")
NUMBER = re.compile(r"\s*\(?(\d{1,2})[.)]\s+(?=\S)")
TYPED = re.compile(rf"{DOT.pattern}|\s*[-–*]\s+(?=\S)")
ITEM = re.compile(rf"{TYPED.pattern}|{NUMBER.pattern}")
OPENS = re.compile(r"(?<=:)\s+(?:[-–*•]\s+|[•·▪]\s*)(?=\S)")
NEXT = r"(?:(?<=[:.;,!?)])\s+[-–*]\s+|\s*[•·▪]\s*)(?=\S)"


def without_boilerplate(document: Document) -> Blocks:
    """Return the blocks without credits, buttons, teasers and a closing disclaimer, named in `left_out`."""
    kept: list[DocumentBlock] = []
    for block in document.blocks:
        if isinstance(block, Paragraph) and FURNITURE.fullmatch(words(block.runs)):
            document.leave_out("a line of the page", words(block.runs))
        else:
            kept.append(block)
    while kept and DISCLAIMER.match(words(kept[-1].runs)):  # every reply carries a disclaimer of its own
        document.leave_out("closing line", words(kept.pop().runs))
    return _without_teasers(tuple(kept), document)


def _without_teasers(blocks: Blocks, document: Document) -> Blocks:
    """Join a sentence that a teaser for another page was set into: cut off without a stop, going on in lower case."""
    made: list[DocumentBlock] = []
    place = 0
    while place < len(blocks):
        ends = range(place + 2, min(place + 2 + LONGEST_TEASER, len(blocks)))
        end = next((end for end in ends if _goes_on(blocks[place : end + 1])), place)
        made.append(blocks[place])
        if end > place:
            document.leave_out("a teaser inside a sentence", words(flat(blocks[place + 1 : end])))
            made[-1] = Paragraph(tidy((*blocks[place].runs, Run(" "), *blocks[end].runs)))
        place = end + 1
    return tuple(made)


def _goes_on(blocks: Blocks) -> bool:
    first, *teaser, last = (words(block.runs) if isinstance(block, Paragraph) else "" for block in blocks)
    starts_anew = all(line[:1].isupper() for line in teaser)
    return len(first.split()) > 5 and first[-1].isalnum() and "a" <= last[:1] <= "z" and starts_anew


def with_typed_lists(blocks: Blocks) -> Blocks:
    """Turn neighbouring lines with a typed bullet or number into a list; a single dash or number makes none."""
    made: list[DocumentBlock] = []
    for typed, group in itertools.groupby((piece for block in blocks for piece in _apart(block)), _is_typed):
        same = list(group)
        listed = typed and (len(same) > 1 or DOT.match(joined(same[0].runs)))
        made += _nested([line for line in same if isinstance(line, Paragraph)]) if listed else same
    return tuple(made)


def _is_typed(block: DocumentBlock) -> bool:
    """Say whether a paragraph begins with a bullet or a number."""
    return isinstance(block, Paragraph) and ITEM.match(joined(block.runs)) is not None


def _nested(items: list[Paragraph]) -> Blocks:
    """Turn lines into lists; a deeper line goes into the item before it, another kind or number starts a new list."""
    starts = [place for place, line in enumerate(items) if line.indent <= items[0].indent]
    made: list[tuple[bool, int, list[Blocks]]] = []
    for start, end in itertools.pairwise([*starts, len(items)]):
        number = NUMBER.match(joined(items[start].runs))
        counted = int(number[1]) if number else 1
        item = (Paragraph(without(items[start].runs, ITEM)), *_nested(items[start + 1 : end]))
        ordered, first, parts = made[-1] if made else (False, 0, [])
        if parts and ordered == bool(number) and (not number or counted == first + len(parts)):
            parts.append(item)
        else:
            made.append((bool(number), counted, [item]))
    return tuple(Listing(parts=tuple(parts), ordered=ordered, start=start) for ordered, start, parts in made)


def _apart(block: DocumentBlock) -> Blocks:
    """Part a paragraph at its line breaks when lines of it have bullets, or where its bullets run together."""
    if not isinstance(block, Paragraph):
        return (block,)
    pieces = tuple(replace(block, runs=piece) for piece in lines(block.runs))
    return pieces if sum(map(_is_typed, pieces)) > 1 else _run_together(block)


def _run_together(paragraph: Paragraph) -> Blocks:
    """Read "may include: - Surgery. - Radiation." as a line and a list of what follows its colon."""
    opened = OPENS.search(joined(paragraph.runs))
    items = lines(cut(paragraph.runs, opened.end()), at=NEXT) if opened else []
    if opened is None or len(items) < 2:
        return (paragraph,)
    lead = replace(paragraph, runs=tidy(cut(paragraph.runs, 0, opened.start())))
    return (lead, Listing(parts=tuple((Paragraph(item),) for item in items), ordered=False))
