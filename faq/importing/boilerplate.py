"""Leave out lines that belong to a page and not to its article, and name them."""

import re

from faq.importing.document import Block, Blocks, Document, Paragraph, all_words
from faq.importing.runs import Run, Runs, tidy, words

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
CUT_OFF = re.compile(r"\w$")
GOES_ON = re.compile(r"[a-z]")


def without_boilerplate(document: Document) -> Blocks:
    """Return the blocks without credits, buttons, teasers and a closing disclaimer, named in `left_out`."""
    blocks = tuple(block for block in document.blocks if not _is_furniture(block, document))
    return _without_disclaimer(_without_teasers(blocks, document), document)


def _is_furniture(block: Block, document: Document) -> bool:
    text = words(block.runs) if isinstance(block, Paragraph) else ""
    found = bool(FURNITURE.fullmatch(text))
    document.left_out += [f'a line of the page: "{text}"'] if found else []
    return found


def _without_teasers(blocks: Blocks, document: Document) -> Blocks:
    """Join a sentence that a teaser for another page was set into: cut off without a stop, going on in lower case."""
    made: list[Block] = []
    place = 0
    while place < len(blocks):
        ends = range(place + 2, place + 2 + LONGEST_TEASER)
        end = next((end for end in ends if _goes_on(blocks[place : end + 1], end + 1 - place)), place)
        if end > place:
            shown = all_words(blocks[place + 1 : end])
            document.left_out.append(f'a teaser inside a sentence: "{shown}"')
            made.append(Paragraph(tidy((*_runs(blocks[place]), Run(" "), *_runs(blocks[end])))))
        else:
            made.append(blocks[place])
        place = end + 1
    return tuple(made)


def _goes_on(blocks: Blocks, length: int) -> bool:
    if len(blocks) < length or not all(isinstance(block, Paragraph) for block in blocks):
        return False
    first, *teaser, last = (words(_runs(block)) for block in blocks)
    starts_anew = all(line[:1].isupper() for line in teaser)
    return bool(len(first.split()) > 5 and CUT_OFF.search(first) and GOES_ON.match(last) and starts_anew)


def _runs(block: Block) -> Runs:
    return block.runs if isinstance(block, Paragraph) else ()


def _without_disclaimer(blocks: Blocks, document: Document) -> Blocks:
    """Leave out a closing "not medical advice" line: every reply carries its own."""
    while blocks and _is_disclaimer(blocks[-1]):
        document.left_out.append(f'closing line: "{words(_runs(blocks[-1]))}"')
        blocks = blocks[:-1]
    return blocks


def _is_disclaimer(block: Block) -> bool:
    text = words(_runs(block))
    return len(text) <= LONGEST_DISCLAIMER and bool(DISCLAIMER.search(text))
