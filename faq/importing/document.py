"""The one shape that every kind of document is read into: blocks in reading order, their text in Markdown."""

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from faq.importing.inline import unmarked

LINE_START = re.compile(r"^(\d{1,9}(?=[.)](?:\s|$))|)([#+=>-]|(?<=\d)[.)]|:(?=\s))", re.M)


@dataclass(slots=True)
class DocumentBlock:
    """A piece of a document: its own text, and the blocks in each of its parts (items, cells, what makes an answer).

    A heading has a `level`: 0 is a document's title, 1 to 6 are the usual ones. A numbered list has a `start`, a table
    a `width` in cells. A paragraph has the `size` of its letters in points and the `indent` of its line where the
    document says so. What is `written` is Markdown already, such as lines of code.
    """

    text: str = ""
    kind: Literal["paragraph", "heading", "list", "table", "quote", "question", "written"] = "paragraph"
    parts: list["Blocks"] = field(default_factory=list)
    level: int = 0
    start: int = 0
    width: int = 0
    indent: int = 0
    size: float = 0.0

    @property
    def rows(self) -> list[list["Blocks"]]:
        """The cells of each row of a table, whose first row is its head."""
        return [self.parts[place : place + self.width] for place in range(0, len(self.parts), self.width)]


Blocks = list[DocumentBlock]


@dataclass(slots=True)
class Document:
    """What a reader found in a file; `left_out` and `uncertain` are sentences for the report.

    `title` and `summary` are hints from outside the text (front matter, the page's head).
    `notes` holds the footnotes of a Word file by their label.
    """

    blocks: Blocks = field(default_factory=list)
    title: str = ""
    summary: str = ""
    notes: dict[str, str] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    uncertain: list[str] = field(default_factory=list)

    def leave_out(self, what: str, text: str) -> None:
        """Name words that are not in the draft; nothing is said of no words."""
        if text:
            self.left_out.append(f'{what}: "{text}"')


def by_heading(blocks: Blocks, level: int) -> Iterator[tuple[Blocks, Blocks]]:
    """Yield what stands under each heading of this level or above, the heading first; before the first one none."""
    starts = [place for place, block in enumerate(blocks) if block.kind == "heading" and block.level <= level]
    yield [], blocks[: min(starts, default=len(blocks))]
    for start, end in itertools.pairwise([*starts, len(blocks)]):
        yield blocks[start : start + 1], blocks[start + 1 : end]


def markdown(blocks: Iterable[DocumentBlock]) -> str:
    """Write blocks with an empty line between them; a list of one item goes on counting in its section."""
    counted = 1
    made = []
    for block in blocks:
        if block.kind == "written":
            counted = 1
        if block.start:
            alone = block.start == 1 and len(block.parts) == 1
            block = replace(block, start=counted) if alone else block
            counted = block.start + len(block.parts)
        made.append(_written(block))
    return "\n\n".join(filter(None, made))


def on_one_line(blocks: Iterable[DocumentBlock]) -> str:
    """Return the Markdown of blocks on one line; items of a list are parted by semicolons."""
    line, after_item = "", False
    for block in blocks:
        is_list = block.kind == "list"
        parts = ("; " if is_list else " ").join(filter(None, map(on_one_line, block.parts)))
        text = " ".join(filter(None, (block.text.replace("\n", " "), parts)))
        line += ("; " if is_list and after_item else " ") * bool(line and text) + text
        after_item = is_list
    return line


def _written(block: DocumentBlock) -> str:
    """Write a block; a heading within others can only be bold, and a table of one column is a box around text."""
    match block.kind:
        case "paragraph":
            return LINE_START.sub(r"\1\\\2", block.text).replace("\n", "\\\n")
        case "heading" | "question":
            return f"**{unmarked(block.text)}**\n\n{_inner(block)}".strip() if block.text else ""
        case "quote":
            return "\n".join(f"> {line}".rstrip() for line in _inner(block).split("\n"))
        case "list":
            return "\n".join(_item(block, place) for place in range(len(block.parts)))
        case "table" if block.width > 1:
            cells = [[on_one_line(cell).replace("|", "\\|") for cell in row] for row in block.rows]
            head, *lines = (f"| {' | '.join(row)} |" for row in cells)
            return "\n".join([head, "|" + " --- |" * block.width, *lines])
    return block.text or _inner(block)


def _inner(block: DocumentBlock) -> str:
    return markdown(itertools.chain(*block.parts))


def _item(block: DocumentBlock, place: int) -> str:
    """Write an item of a list without an empty line before an inner list."""
    mark = f"{block.start + place}. " if block.start else "- "
    made = ""
    for inner in block.parts[place]:
        made += ("\n" if inner.kind == "list" else "\n\n") * bool(made) + _written(inner)
    return mark + re.sub(r"\n(?!\n)", "\n" + " " * len(mark), made)
