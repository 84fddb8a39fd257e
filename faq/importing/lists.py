"""Build lists from lines that only look like lists: typed bullets, and bullets run together in one paragraph."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from faq.importing.document import Blocks, DocumentBlock, Listing, Paragraph
from faq.importing.runs import Runs, cut, joined, lines, tidy, without

DOT = re.compile(r"\s*[•·▪◦●○■‣⁃∙]\s*(?=\S)")
TYPED = re.compile(rf"{DOT.pattern}|\s*[-–*]\s+(?=\S)")
OPENS = re.compile(r":\s+(?:[-–*•]\s+|[•·▪]\s*)(?=\S)")
NEXT = r"(?:(?<=[:.;,!?)])\s+[-–*]\s+|\s*[•·▪]\s*)(?=\S)"


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
