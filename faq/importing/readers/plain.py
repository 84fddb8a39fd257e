"""Read plain text into blocks: what stands alone, in capitals or underlined is a heading."""

import re
from collections.abc import Callable, Iterator

from faq.importing.document import Block, Blocks, Document, Heading, Paragraph
from faq.importing.headings import is_known
from faq.importing.lists import OPENS, ListLine, nest
from faq.importing.questions import ANSWERED, ASKED
from faq.importing.runs import Run, Runs, joined, tidy

BULLET = re.compile(r"^(\s*)(?:[-*•·◦▪‣–]|o(?=\s{2}))\s+(?=\S)")
NUMBER = re.compile(r"^(\s*)\(?(\d{1,2})[.)]\s+(?=\S)")
UNDERLINE = re.compile(r"^\s*(=|-|~|_){3,}\s*$")
ENTRY = re.compile(r"^\s*(?:\[\d+\]|\(\d+\)|\d{1,2}[.)])\s+\S")
STARTS = re.compile("|".join((ENTRY.pattern, ASKED.pattern, ANSWERED.pattern)))
LONGEST_HEADING = 120
WIDEST = 100


def read_plain(text: str) -> Document:
    """Read text whose only structure is its lines."""
    groups = _groups(text)
    dense = len(groups) <= 2 and sum(map(len, groups)) > 4
    blocks = _dense(groups) if dense else _spaced(groups)
    return _titled(blocks, dense)


def _groups(text: str) -> list[list[str]]:
    """Part the text at its empty lines."""
    text = re.sub(r"\r\n?|\f", "\n", text)
    return [group.split("\n") for group in re.split(r"\n(?:[^\S\n]*\n)+", text.strip("\n ")) if group.strip()]


def _dense(groups: list[list[str]]) -> list[Block]:
    """Read lines without empty lines between them: each is a heading, a list line or a paragraph of its own."""
    blocks: list[Block] = []
    pending: list[ListLine] = []
    for line in (line for group in groups for line in group if line.strip()):
        item = _list_line(line)
        if item:
            pending.append(item)
            continue
        heading = looks_like_heading(line) and not STARTS.match(line)
        blocks += [*nest(pending), Heading(2, _runs(line)) if heading else Paragraph(_runs(line))]
        pending = []
    return [*blocks, *nest(pending)]


def _spaced(groups: list[list[str]]) -> list[Block]:
    alone = any(len(group) == 1 and looks_like_heading(group[0]) for group in groups[1:])
    main = _main_kind([group[0] for group in groups[1:] if len(group) == 1 and looks_like_heading(group[0])])
    wrapped = _is_wrapped(groups)
    blocks: list[Block] = []
    for place, group in enumerate(groups):
        following = groups[place + 1] if place + 1 < len(groups) else []
        numbered = len(group) == 1 and _is_numbered_heading(group[0], following)
        made = [Heading(2, _runs(group[0]))] if numbered else list(_group(group, alone, wrapped))
        blocks += [_deeper(block, main) for block in made]
    return blocks


def _main_kind(alone: list[str]) -> Callable[[str], bool]:
    """Find what the main headings of a text have in common: capitals, or a question mark, or nothing."""
    if sum(map(_is_capitals, alone)) > 1:
        return _is_capitals
    if len(alone) >= 4 and sum(map(_asks, alone)) >= 0.75 * len(alone):
        return _asks
    return bool


def _deeper(block: Block, main: Callable[[str], bool]) -> Block:
    """Put a heading that is not of the main kind one level down, unless it is one that every article may have."""
    if isinstance(block, Heading) and not main(block.runs[0].text) and not is_known(block.runs):
        return Heading(3, block.runs)
    return block


def _asks(line: str) -> bool:
    return line.rstrip().endswith("?")


def _is_numbered_heading(line: str, following: list[str]) -> bool:
    """Tell "1. Introduction" above a paragraph from the first item of a list."""
    number = NUMBER.match(line)
    if not number or not following or ENTRY.match(following[0]) or line.rstrip().endswith("?"):
        return False
    return looks_like_heading(line[number.end() :]) and len(" ".join(following)) > LONGEST_HEADING


def _is_wrapped(groups: list[list[str]]) -> bool:
    """Say whether lines end where the window ended, not where the paragraph did."""
    if any(len(line) > WIDEST for group in groups for line in group):
        return False
    long = [line for group in groups for line in group[:-1] if len(line.rstrip()) >= 45]
    broken = [line for line in long if not re.search(r"[.:?!]\s*$", line)]
    return len(broken) >= 2 and len(broken) >= 0.5 * len(long)


def _group(lines: list[str], alone: bool, wrapped: bool) -> Iterator[Block]:
    lines = [line for line in lines if line.strip()]
    if len(lines) > 1 and UNDERLINE.match(lines[1]):
        yield Heading(1 if "=" in lines[1] else 2, _runs(lines[0]))
        lines = lines[2:]
    elif lines and _is_first_heading(lines, alone):
        yield Heading(2, _runs(lines[0]))
        lines = lines[1:]
    yield from _paragraphs(lines, wrapped)


def _is_first_heading(lines: list[str], alone: bool) -> bool:
    first = lines[0]
    if STARTS.match(first) or BULLET.match(first) or not looks_like_heading(first):
        return False
    return len(lines) == 1 or _is_capitals(first) or not alone


def looks_like_heading(line: str) -> bool:
    """Say whether a line alone may be a heading: short, and no sentence of its own.

    >>> looks_like_heading("When do they start?"), looks_like_heading("They start late.")
    (True, False)
    """
    line = line.strip()
    if not line or len(line) > LONGEST_HEADING or re.search(r"[.!?]\s+\S", line) or OPENS.search(line):
        return False
    return line.endswith("?") or (not re.search(r"[.!,;:)]$", line) and len(line.split()) <= 12 and _starts_well(line))


def _starts_well(line: str) -> bool:
    return line[0].isupper() or line[0].isdigit() or line[0] in "\"“'‘"


def _is_capitals(line: str) -> bool:
    letters = [letter for letter in line if letter.isalpha()]
    return len(letters) > 3 and line.upper() == line


def _paragraphs(lines: list[str], wrapped: bool) -> Iterator[Block]:
    """Read lines as paragraphs and lists; in wrapped text a paragraph goes on until a list or the group ends."""
    pending: list[ListLine] = []
    text: list[str] = []
    for line in lines:
        item = _list_line(line)
        if item:
            yield from _joined(text, wrapped)
            text = []
            pending.append(item)
        elif pending and (wrapped or line.startswith((" ", "\t"))) and not joined(pending[-1].runs).endswith("?"):
            pending[-1] = _continued(pending[-1], line)
        else:
            yield from nest(pending)
            pending = []
            text.append(line)
    yield from nest(pending)
    yield from _joined(text, wrapped)


def _joined(lines: list[str], wrapped: bool) -> Blocks:
    pieces: list[str] = []
    for line in lines:
        if pieces and wrapped and not STARTS.match(line):
            pieces[-1] += f" {line.strip()}"
        else:
            pieces.append(line)
    return tuple(Paragraph(_runs(piece)) for piece in pieces)


def _list_line(line: str) -> ListLine | None:
    bullet, number = BULLET.match(line), NUMBER.match(line)
    if bullet:
        return ListLine(len(bullet[1].expandtabs(4)) // 2, False, _runs(line[bullet.end() :]))
    if number:
        return ListLine(len(number[1].expandtabs(4)) // 2, True, _runs(line[number.end() :]), int(number[2]))
    return None


def _continued(line: ListLine, more: str) -> ListLine:
    return ListLine(line.depth, line.ordered, tidy((*line.runs, Run(f" {more}"))), line.start)


def _runs(line: str) -> Runs:
    return tidy([Run(line)])


def _titled(blocks: list[Block], dense: bool) -> Document:
    """Take the first lines as they are published: perhaps a category, then the title, then perhaps a summary."""
    blocks = [block for block in blocks if not isinstance(block, Heading | Paragraph) or block.runs]
    category = _is_category(blocks, dense)
    rest = blocks[1:] if category else blocks
    document = Document(tuple(rest))
    if rest and isinstance(rest[0], Heading | Paragraph) and _may_be_title(rest[0].runs[0].text):
        document.blocks = (Heading(0, rest[0].runs), *rest[1:])
    if category and isinstance(blocks[0], Heading | Paragraph):
        document.left_out.append(f'category line: "{blocks[0].runs[0].text}"')
        document.summary, document.blocks = _summary(document.blocks)
    return document


def _may_be_title(line: str) -> bool:
    return len(line) <= LONGEST_HEADING and not STARTS.match(line)


def _is_category(blocks: list[Block], dense: bool) -> bool:
    """Tell "Immune Health" above a title from a title: one to three words, then a longer line that is a heading too."""
    if (
        not dense
        or len(blocks) < 3
        or not isinstance(blocks[0], Heading)
        or not isinstance(blocks[1], Heading | Paragraph)
    ):
        return False
    first, second = blocks[0].runs[0].text, blocks[1].runs[0].text
    is_title = len(second) <= LONGEST_HEADING and not re.search(r"[.!,;:]$", second)
    return is_title and len(first.split()) <= 3 and len(second.split()) > len(first.split()) and not first.endswith("?")


def _summary(blocks: Blocks) -> tuple[str, Blocks]:
    """Take the line under the title as the summary when more paragraphs follow before the first heading."""
    if len(blocks) > 2 and all(isinstance(block, Paragraph) for block in blocks[1:3]):
        first = blocks[1]
        if isinstance(first, Paragraph) and len(first.runs[0].text) <= 300:
            return first.runs[0].text, (blocks[0], *blocks[2:])
    return "", blocks
