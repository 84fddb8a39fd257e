"""Read plain text into blocks: what stands alone, in capitals or underlined is a heading."""

import re
from collections.abc import Iterable, Iterator

from faq.importing.document import Blocks, Document, DocumentBlock
from faq.importing.headings import LONGEST, is_short
from faq.importing.inline import Run, inline, is_asking, words
from faq.importing.paragraphs import ITEM, RUN_TOGETHER
from faq.importing.questions import ANSWERED, ASKED
from faq.importing.sections import known_section

UNDERLINE = re.compile(r"\s*(=|-|~|_){3,}\s*")
STARTS = re.compile("|".join((r"\s*(?:\[\d+\]|\(\d+\))\s+\S", ITEM.pattern, ASKED.pattern, ANSWERED.pattern)))
"""What begins a line of its own: an entry of a list or of the references, a question, an answer."""

LONGEST_SUMMARY = 300
WIDEST, LONG_LINE = 100, 45
MOSTLY = 0.75


def read_plain(text: str) -> Document:
    """Read text whose only structure is its lines."""
    text = re.sub(r"\r\n?|\f", "\n", text)
    groups = [[line for line in group.split("\n") if line.strip()] for group in re.split(r"\n(?:[^\S\n]*\n)+", text)]
    groups = [group for group in groups if group]
    dense = len(groups) <= 2 and sum(map(len, groups)) > 4
    if dense:  # no empty lines: each line stands alone
        groups = [[line] for group in groups for line in group]
    alone = [group[0] for group in groups[1:] if len(group) == 1 and _is_heading(group[0])]
    wrapped = _is_wrapped(groups)
    blocks = [block for group in groups for block in _group(group, bool(alone), wrapped) if block.text]
    if len(alone) >= 4 and sum(map(is_asking, alone)) >= MOSTLY * len(alone):  # the main headings are questions
        for block in blocks:
            block.level += block.level == 2 and not is_asking(block.text) and not known_section(block.text)
    return _titled(blocks, dense)


def _is_wrapped(groups: list[list[str]]) -> bool:
    """Say whether lines end where the window ended, not where the paragraph did."""
    if any(len(line) > WIDEST for group in groups for line in group):
        return False
    long = [line for group in groups for line in group[:-1] if len(line.rstrip()) >= LONG_LINE]
    broken = [line for line in long if not re.search(r"[.:?!]\s*$", line)]
    return len(broken) >= 2 and len(broken) >= 0.5 * len(long)


def _group(lines: list[str], alone: bool, wrapped: bool) -> Iterator[DocumentBlock]:
    """Read the lines between two empty ones: perhaps a heading, then paragraphs and lines of lists."""
    first, *rest = lines
    apart = not rest or not alone or (first.isupper() and sum(map(str.isalpha, first)) > 3)
    if rest and (underline := UNDERLINE.fullmatch(rest[0])):
        yield DocumentBlock(_text(first), "heading", level=1 if underline[1] == "=" else 2)
        lines = rest[1:]
    elif apart and _is_heading(first):
        yield DocumentBlock(_text(first), "heading", level=2)
        lines = rest
    for line in _unwrapped(lines, wrapped):
        yield DocumentBlock(_text(line), indent=len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip()))


def _unwrapped(lines: Iterable[str], wrapped: bool) -> list[str]:
    """Join lines that were broken at the window's edge, and indented lines with the line of the list above them."""
    made: list[str] = []
    for line in lines:
        listed = bool(made) and ITEM.match(made[-1]) is not None
        goes_on = (wrapped or (listed and line[0].isspace())) and not (listed and is_asking(made[-1]))
        if made and goes_on and not STARTS.match(line):
            made[-1] += f" {line.strip()}"
        else:
            made.append(line)
    return made


def _is_heading(line: str) -> bool:
    """Say whether a line alone may be a heading: short, and no sentence of its own.

    >>> _is_heading("When do they start?"), _is_heading("They start late.")
    (True, False)
    """
    line = line.strip()
    if len(line) > LONGEST or re.search(r"[.!?]\s+\S", line) or RUN_TOGETHER.search(line) or STARTS.match(line):
        return False
    starts_well = line[0].isupper() or line[0].isdigit() or line[0] in "\"“'‘"
    return is_asking(line) or (starts_well and is_short(line) and len(line.split()) <= 12)


def _text(line: str) -> str:
    return inline([Run(line)])


def _titled(blocks: Blocks, dense: bool) -> Document:
    """Take the first lines as they are published: perhaps a category, then the title, then perhaps a summary."""
    document = Document(blocks)
    first, second, *_ = (*(words(block.text) for block in blocks[:2]), "", "")
    category = dense and len(blocks) > 2 and blocks[0].kind == "heading" and _is_category(first, second)
    if category:
        document.leave_out("category line", words(blocks.pop(0).text))
        first = second
    if first and len(first) <= LONGEST and not STARTS.match(first):
        blocks[0].kind, blocks[0].level = "heading", 0
    if category and [block.kind for block in blocks[1:3]] == ["paragraph", "paragraph"]:
        summary = words(blocks[1].text)
        if len(summary) <= LONGEST_SUMMARY:
            document.summary = summary
            del blocks[1]
    return document


def _is_category(first: str, second: str) -> bool:
    """Tell "Immune Health" above a title from a title: one to three words, then a longer line that is a heading too."""
    is_title = is_short(second) and not ITEM.match(second)
    return is_title and len(first.split()) <= min(3, len(second.split()) - 1) and not is_asking(first)
