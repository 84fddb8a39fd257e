"""Read plain text into blocks: what stands alone, in capitals or underlined is a heading."""

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from faq.importing.document import Document, DocumentBlock, Heading, Paragraph
from faq.importing.headings import is_known
from faq.importing.paragraphs import OPENS, ListLine, nest
from faq.importing.questions import ANSWERED, ASKED
from faq.importing.runs import Run, Runs, tidy, words

BULLET = re.compile(r"^(\s*)(?:[-*•·◦▪‣–]|o(?=\s{2}))\s+(?=\S)")
NUMBER = re.compile(r"^(\s*)\(?(\d{1,2})[.)]\s+(?=\S)")
UNDERLINE = re.compile(r"^\s*(=|-|~|_){3,}\s*$")
STARTS = re.compile("|".join((r"^\s*(?:\[\d+\]|\(\d+\)|\d{1,2}[.)])\s+\S", ASKED.pattern, ANSWERED.pattern)))
"""What begins a line of its own: an entry of a list or of the references, a question, an answer."""

LONGEST_HEADING, LONGEST_SUMMARY = 120, 300
WIDEST, LONG_LINE = 100, 45
DEEPEST = 6
MOSTLY = 0.75
PLAIN = -1
"""The depth of a line that stands in no list."""


def read_plain(text: str) -> Document:
    """Read text whose only structure is its lines."""
    groups = _groups(text)
    dense = len(groups) <= 2 and sum(map(len, groups)) > 4
    if dense:  # no empty lines: each line stands alone, but for those of a list
        lines = enumerate(line for group in groups for line in group)
        parted = itertools.groupby(lines, lambda placed: PLAIN if _marked(placed[1]) else placed[0])
        groups = [[line for _, line in group] for _, group in parted]
    alone = [group[0] for group in groups[1:] if len(group) == 1 and _looks_like_heading(group[0])]
    wrapped = _is_wrapped(groups)
    blocks = [block for group in groups for block in _group(group, bool(alone), wrapped)]
    if len(alone) >= 4 and sum(map(_asks, alone)) >= MOSTLY * len(alone):  # the main headings are questions
        blocks = [_deeper(block) for block in blocks]
    return _titled([block for block in blocks if block.runs or block.parts], dense)


def _groups(text: str) -> list[list[str]]:
    """Part the text at its empty lines."""
    text = re.sub(r"\r\n?|\f", "\n", text)
    parted = re.split(r"\n(?:[^\S\n]*\n)+", text.strip("\n "))
    return [[line for line in group.split("\n") if line.strip()] for group in parted if group.strip()]


def _deeper(block: DocumentBlock) -> DocumentBlock:
    """Put a heading that asks nothing one level down, unless it is one that every article may have."""
    if isinstance(block, Heading) and block.level == 2 and not _asks(words(block.runs)) and not is_known(block.runs):
        return replace(block, level=3)
    return block


def _asks(line: str) -> bool:
    return line.rstrip().endswith("?")


def _is_capitals(line: str) -> bool:
    return sum(map(str.isalpha, line)) > 3 and line.upper() == line


def _is_wrapped(groups: list[list[str]]) -> bool:
    """Say whether lines end where the window ended, not where the paragraph did."""
    if any(len(line) > WIDEST for group in groups for line in group):
        return False
    long = [line for group in groups for line in group[:-1] if len(line.rstrip()) >= LONG_LINE]
    broken = [line for line in long if not re.search(r"[.:?!]\s*$", line)]
    return len(broken) >= 2 and len(broken) >= 0.5 * len(long)


def _group(lines: list[str], alone: bool, wrapped: bool) -> Iterator[DocumentBlock]:
    """Read the lines between two empty ones: perhaps a heading, then paragraphs and lists."""
    first = lines[0]
    apart = len(lines) == 1 or _is_capitals(first) or not alone
    if len(lines) > 1 and UNDERLINE.match(lines[1]):
        yield Heading(_runs(first), level=1 if "=" in lines[1] else 2)
        lines = lines[2:]
    elif apart and _looks_like_heading(first) and not STARTS.match(first) and not BULLET.match(first):
        yield Heading(_runs(first), level=2)
        lines = lines[1:]
    yield from _paragraphs(lines, wrapped)


def _looks_like_heading(line: str) -> bool:
    """Say whether a line alone may be a heading: short, and no sentence of its own.

    >>> _looks_like_heading("When do they start?"), _looks_like_heading("They start late.")
    (True, False)
    """
    line = line.strip()
    if not line or len(line) > LONGEST_HEADING or re.search(r"[.!?]\s+\S", line) or OPENS.search(line):
        return False
    starts_well = line[0].isupper() or line[0].isdigit() or line[0] in "\"“'‘"
    return _asks(line) or (starts_well and not re.search(r"[.!,;:)]$", line) and len(line.split()) <= 12)


def _paragraphs(lines: Iterable[str], wrapped: bool) -> Iterator[DocumentBlock]:
    """Read lines as paragraphs and lists; in wrapped text a paragraph or an item goes on in the next line."""
    pieces: list[tuple[ListLine, str]] = []
    for line in lines:
        marked = _marked(line)
        if marked is None and pieces and _goes_on(*pieces[-1], line, wrapped):
            pieces[-1] = (pieces[-1][0], f"{pieces[-1][1]} {line.strip()}")
        else:
            pieces.append(marked or (ListLine(PLAIN, False, ()), line))
    found = [replace(mark, runs=_runs(text)) for mark, text in pieces]
    for is_plain, group in itertools.groupby(found, lambda line: line.depth == PLAIN):
        same = list(group)
        yield from (Paragraph(line.runs) for line in same) if is_plain else nest(same)


def _goes_on(before: ListLine, said: str, line: str, wrapped: bool) -> bool:
    if before.depth == PLAIN:
        return wrapped and not STARTS.match(line)
    return (wrapped or line.startswith((" ", "\t"))) and not _asks(said)


def _marked(line: str) -> tuple[ListLine, str] | None:
    """Part the bullet or number from a line of a list; None for other lines."""
    bullet, number = BULLET.match(line), NUMBER.match(line)
    found = bullet or number
    if found is None:
        return None
    depth = min(len(found[1].expandtabs(4)) // 2, DEEPEST)
    start = 1 if bullet or not number else int(number[2])
    return ListLine(depth, bullet is None, (), start), line[found.end() :]


def _runs(line: str) -> Runs:
    return tidy([Run(line)])


def _titled(blocks: list[DocumentBlock], dense: bool) -> Document:
    """Take the first lines as they are published: perhaps a category, then the title, then perhaps a summary."""
    document = Document(())
    first, second, *_ = (*(words(block.runs) for block in blocks[:2]), "", "")
    category = dense and len(blocks) > 2 and isinstance(blocks[0], Heading) and _is_category(first, second)
    if category:
        document.left_out.append(f'category line: "{first}"')
        first, blocks = second, blocks[1:]
    if first and len(first) <= LONGEST_HEADING and not STARTS.match(first):
        blocks[0] = Heading(blocks[0].runs, level=0)
    if category and len(blocks) > 2 and all(isinstance(block, Paragraph) for block in blocks[1:3]):
        summary = words(blocks[1].runs)
        if len(summary) <= LONGEST_SUMMARY:
            document.summary = summary
            del blocks[1]
    document.blocks = tuple(blocks)
    return document


def _is_category(first: str, second: str) -> bool:
    """Tell "Immune Health" above a title from a title: one to three words, then a longer line that is a heading too."""
    is_title = len(second) <= LONGEST_HEADING and not re.search(r"[.!,;:]$", second)
    return is_title and len(first.split()) <= min(3, len(second.split()) - 1) and not _asks(first)
