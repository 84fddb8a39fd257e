"""Leave out lines that belong to a page and not to its article, and name them."""

import re

from faq.importing.document import Blocks, Document, DocumentBlock, Paragraph, all_words
from faq.importing.runs import Run, tidy, words

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


def without_boilerplate(document: Document) -> Blocks:
    """Return the blocks without credits, buttons, teasers and a closing disclaimer, named in `left_out`."""
    kept: list[DocumentBlock] = []
    for block in document.blocks:
        if isinstance(block, Paragraph) and FURNITURE.fullmatch(words(block.runs)):
            document.left_out.append(f'a line of the page: "{words(block.runs)}"')
        else:
            kept.append(block)
    return _without_disclaimer(_without_teasers(tuple(kept), document), document)


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
