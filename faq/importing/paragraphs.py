"""Paragraphs that are not what they look like: lines of the page, halves of a sentence, lists that were typed."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from faq.importing.document import Blocks, Document, DocumentBlock, Listing, Paragraph, all_words
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
    r"not (intended as |a substitute for |replace )?(professional )?medical advice|read our disclaimer|"
    r"does not replace (a |the )?(professional )?(medical )?(advice|visit)",
    re.I,
)
LONGEST_DISCLAIMER = 300
LONGEST_TEASER = 3
DOT = re.compile(r"\s*[•·▪◦●○■‣⁃∙]\s*(?=\S)")
TYPED = re.compile(rf"{DOT.pattern}|\s*[-–*]\s+(?=\S)")
OPENS = re.compile(r":\s+(?:[-–*•]\s+|[•·▪]\s*)(?=\S)")
NEXT = r"(?:(?<=[:.;,!?)])\s+[-–*]\s+|\s*[•·▪]\s*)(?=\S)"


def without_boilerplate(document: Document) -> Blocks:
    """Return the blocks without credits, buttons, teasers and a closing disclaimer, named in `left_out`."""
    furniture = [block for block in document.blocks if _is_furniture(block)]
    document.left_out += [f'a line of the page: "{words(block.runs)}"' for block in furniture]
    kept = tuple(block for block in document.blocks if not _is_furniture(block))
    return _without_disclaimer(_without_teasers(kept, document), document)


def _is_furniture(block: DocumentBlock) -> bool:
    return isinstance(block, Paragraph) and bool(FURNITURE.fullmatch(words(block.runs)))


def _without_teasers(blocks: Blocks, document: Document) -> Blocks:
    """Join a sentence that a teaser for another page was set into: cut off without a stop, going on in lower case."""
    made: list[DocumentBlock] = []
    place = 0
    while place < len(blocks):
        ends = range(place + 2, min(place + 2 + LONGEST_TEASER, len(blocks)))
        end = next((end for end in ends if _goes_on(blocks[place : end + 1])), place)
        if end > place:
            document.left_out.append(f'a teaser inside a sentence: "{all_words(blocks[place + 1 : end])}"')
            made.append(Paragraph(tidy((*blocks[place].runs, Run(" "), *blocks[end].runs))))
        else:
            made.append(blocks[place])
        place = end + 1
    return tuple(made)


def _goes_on(blocks: Blocks) -> bool:
    first, *teaser, last = (words(block.runs) if isinstance(block, Paragraph) else "" for block in blocks)
    starts_anew = all(line[:1].isupper() for line in teaser)
    return len(first.split()) > 5 and first[-1].isalnum() and "a" <= last[:1] <= "z" and starts_anew


def _without_disclaimer(blocks: Blocks, document: Document) -> Blocks:
    """Leave out a closing "not medical advice" line: every reply carries its own."""
    while blocks and DISCLAIMER.search(text := words(blocks[-1].runs)) and len(text) <= LONGEST_DISCLAIMER:
        document.left_out.append(f'closing line: "{text}"')
        blocks = blocks[:-1]
    return blocks


@dataclass(frozen=True, slots=True)
class ListLine:
    """One line of a list: how deep it stands (0 is outermost), whether it is numbered, what it says."""

    depth: int
    ordered: bool
    runs: Runs
    start: int = 1


def nest(found: Sequence[ListLine]) -> Blocks:
    """Turn lines into lists; a deeper line goes into the item before it, a change of kind starts a new list."""
    starts = [place for place, line in enumerate(found) if line.depth <= found[0].depth]
    items = [
        (found[start], (Paragraph(found[start].runs), *nest(found[start + 1 : end])))
        for start, end in itertools.pairwise([*starts, len(found)])
    ]
    kinds = [list(alike) for _, alike in itertools.groupby(items, lambda item: item[0].ordered)]
    return tuple(
        Listing(parts=tuple(item for _, item in kind), ordered=kind[0][0].ordered, start=kind[0][0].start)
        for kind in kinds
    )


def with_typed_lists(blocks: Blocks) -> Blocks:
    """Turn neighbouring lines with a typed bullet into a list; one line that begins with a dash is no list."""
    made: list[DocumentBlock] = []
    for typed, group in itertools.groupby((piece for block in blocks for piece in _apart(block)), _is_typed):
        same = tuple(group)
        listed = typed and (len(same) > 1 or DOT.match(joined(same[0].runs)))
        made += nest([ListLine(0, False, without(block.runs, TYPED)) for block in same]) if listed else same
    return tuple(made)


def _is_typed(block: DocumentBlock) -> bool:
    return isinstance(block, Paragraph) and bool(TYPED.match(joined(block.runs)))


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
    lead = replace(paragraph, runs=tidy(cut(paragraph.runs, 0, opened.start() + 1)))
    return (lead, *nest([ListLine(0, False, item) for item in items]))
