"""Paragraphs that are not what they look like: lines of the page, halves of a sentence, lists that were typed."""

import itertools
import re
from dataclasses import replace

from faq.importing.document import Blocks, Document, DocumentBlock
from faq.importing.inline import parted, plain, without, words

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
RUN_TOGETHER = re.compile(r"(?<=:)\s+(?:[-–*•]\s+|[•·▪]\s*)(?=\S)")
NEXT = re.compile(r"(?<=[:.;,!?)])\s+(?=[-–*•]\s+\S)|\s*(?=[•·▪]\s*\S)")


def without_boilerplate(document: Document) -> Blocks:
    """Return the blocks without credits, buttons, teasers and a closing disclaimer, named in `left_out`."""
    kept: Blocks = []
    for block in document.blocks:
        if block.kind == "paragraph" and FURNITURE.fullmatch(words(block.text)):
            document.leave_out("a line of the page", words(block.text))
            continue
        sizes = range(min(LONGEST_TEASER + 1, len(kept)), 1, -1)
        cut = next((size for size in sizes if _goes_on([*kept[-size:], block])), 0)
        if cut:
            document.leave_out("a teaser inside a sentence", " ".join(words(line.text) for line in kept[1 - cut :]))
            kept[-cut:] = [DocumentBlock(f"{kept[-cut].text} {block.text}")]
        else:
            kept.append(block)
    while kept and DISCLAIMER.match(words(kept[-1].text)):  # every reply carries a disclaimer of its own
        document.leave_out("closing line", words(kept.pop().text))
    return kept


def _goes_on(blocks: Blocks) -> bool:
    """Say whether the last block goes on with a sentence of the first: a teaser for another page was set into it."""
    first, *teaser, last = (words(block.text) if block.kind == "paragraph" else "" for block in blocks)
    starts_anew = all(line[:1].isupper() for line in teaser)
    return len(first.split()) > 5 and first[-1].isalnum() and "a" <= last[:1] <= "z" and starts_anew


def with_typed_lists(blocks: Blocks) -> Blocks:
    """Turn neighbouring lines with a typed bullet or number into a list; a single dash or number makes none."""
    made: Blocks = []
    for typed, group in itertools.groupby((piece for block in blocks for piece in _apart(block)), _is_typed):
        same = list(group)
        made += _nested(same) if typed and (len(same) > 1 or DOT.match(plain(same[0].text))) else same
    return made


def _is_typed(block: DocumentBlock) -> bool:
    """Say whether a paragraph begins with a bullet or a number."""
    return block.kind == "paragraph" and ITEM.match(plain(block.text)) is not None


def _apart(block: DocumentBlock) -> Blocks:
    """Part a paragraph where its lines have bullets, and "may include: - Surgery. - Radiation." where they had."""
    lines: list[str] = []
    for line in block.text.split("\n") if block.kind == "paragraph" else ():
        lines.append(line)
        while RUN_TOGETHER.search(plain(line)) and (found := NEXT.search(plain(lines[-1]), 1)):
            lines[-1:] = parted(lines[-1], found.start())
    pieces = [replace(block, text=line) for line in lines]
    return pieces if sum(map(_is_typed, pieces)) > 1 else [block]


def _nested(items: Blocks) -> Blocks:
    """Turn lines into lists; a deeper line goes into the item before it, another kind or number starts a new list."""
    starts = [place for place, line in enumerate(items) if line.indent <= items[0].indent]
    made: Blocks = []
    for start, end in itertools.pairwise([*starts, len(items)]):
        number = NUMBER.match(plain(items[start].text))
        counted = int(number[1]) if number else 0
        if not made or counted != (made[-1].start and made[-1].start + len(made[-1].parts)):
            made.append(DocumentBlock(kind="list", start=counted))
        made[-1].parts.append([DocumentBlock(without(items[start].text, ITEM)), *_nested(items[start + 1 : end])])
    return made
