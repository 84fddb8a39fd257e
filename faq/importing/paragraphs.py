"""Paragraphs that are not what they look like: lines of the page, halves of a sentence, lists that were typed."""

import itertools
import re
from dataclasses import replace

from faq.importing.document import Blocks, Document, DocumentBlock, Listing, Paragraph, flat
from faq.importing.runs import Run, Runs, cut, joined, lines, tidy, without, words

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
    pieces = (piece for block in blocks for piece in _apart(block))
    for typed, group in itertools.groupby(pieces, lambda piece: _marked(piece) is not None):
        same = tuple(group)
        listed = typed and (len(same) > 1 or DOT.match(joined(same[0].runs)))
        made += _nested(same) if listed else same
    return tuple(made)


def _marked(block: DocumentBlock) -> re.Match[str] | None:
    """Find the bullet or number that a paragraph begins with."""
    text = joined(block.runs) if isinstance(block, Paragraph) else ""
    return TYPED.match(text) or NUMBER.match(text)


def _nested(items: Blocks) -> Blocks:
    """Turn lines into lists; a deeper line goes into the item before it, another kind or number starts a new list."""
    outermost = _indent(items[0])
    starts = [place for place, line in enumerate(items) if _indent(line) <= outermost]
    made: list[Listing] = []
    for start, end in itertools.pairwise([*starts, len(items)]):
        number = NUMBER.match(joined(items[start].runs))
        item = (Paragraph(_unmarked(items[start])), *(_nested(items[start + 1 : end]) if end > start + 1 else ()))
        made.append(Listing(parts=(item,), ordered=bool(number), start=int(number[1]) if number else 1))
        if len(made) > 1 and _follows(*made[-2:]):
            last = made.pop()
            made[-1] = replace(made[-1], parts=(*made[-1].parts, *last.parts))
    return tuple(made)


def _follows(before: Listing, item: Listing) -> bool:
    return before.ordered == item.ordered and (not item.ordered or item.start == before.start + len(before.parts))


def _indent(line: DocumentBlock) -> int:
    return line.indent if isinstance(line, Paragraph) else 0


def _unmarked(line: DocumentBlock) -> Runs:
    return without(without(line.runs, TYPED), NUMBER)


def _apart(block: DocumentBlock) -> Blocks:
    """Part a paragraph at its line breaks when lines of it have bullets, or where its bullets run together."""
    if not isinstance(block, Paragraph):
        return (block,)
    pieces = tuple(replace(block, runs=piece) for piece in lines(block.runs))
    return pieces if sum(_marked(piece) is not None for piece in pieces) > 1 else _run_together(block)


def _run_together(paragraph: Paragraph) -> Blocks:
    """Read "may include: - Surgery. - Radiation." as a line and a list of what follows its colon."""
    text = joined(paragraph.runs)
    opened = TYPED.match(text) or OPENS.search(text)
    items = lines(cut(paragraph.runs, opened.end()), at=NEXT) if opened else []
    if opened is None or len(items) < 2:
        return (paragraph,)
    lead = replace(paragraph, runs=tidy(cut(paragraph.runs, 0, opened.start())))
    return (*([lead] if lead.runs else []), Listing(parts=tuple((Paragraph(item),) for item in items), ordered=False))
