"""The one shape that every kind of document is read into: blocks in reading order, made of runs."""

import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from faq.importing.runs import Run, Runs, tidy


@dataclass(frozen=True, slots=True)
class DocumentBlock:
    """A piece of a document: its own running text, and the blocks in each of its parts (items, cells, an answer)."""

    runs: Runs = ()
    parts: tuple["Blocks", ...] = ()


Blocks = tuple[DocumentBlock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(DocumentBlock):
    """A line marked as a heading; level 0 is a document's title, 1 to 6 are the usual levels."""

    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(DocumentBlock):
    """Running text; `size` of its letters in points and `indent` of its line where the document says so."""

    size: float = 0.0
    indent: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(DocumentBlock):
    """A list, numbered from `start` or with bullets; each part is an item."""

    ordered: bool
    start: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class TableBlock(DocumentBlock):
    """Cells row by row, `width` of them in each; the first row is the head."""

    width: int

    @property
    def rows(self) -> list[tuple[Blocks, ...]]:
        """The cells of each row."""
        return [self.parts[place : place + self.width] for place in range(0, len(self.parts), self.width)]


class Quote(DocumentBlock):
    """Words set apart as somebody else's: one part."""


class Code(DocumentBlock):
    """Lines shown as they were typed: one run."""


class QuestionBlock(DocumentBlock):
    """A question with its own answer, which is its one part, wherever the document had it."""

    @property
    def answer(self) -> Blocks:
        """The blocks of the answer, none where the document has none."""
        return self.parts[0] if self.parts else ()


@dataclass(slots=True)
class Document:
    """What a reader found in a file; `left_out` and `uncertain` are sentences for the report.

    `title` and `summary` are hints from outside the text (front matter, the page's head).
    `notes` holds footnotes by the label that `Run.note` names.
    """

    blocks: Blocks = ()
    title: str = ""
    summary: str = ""
    notes: dict[str, Runs] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    uncertain: list[str] = field(default_factory=list)

    def leave_out(self, what: str, text: str) -> None:
        """Name words that are not in the draft; nothing is said of no words."""
        if text:
            self.left_out.append(f'{what}: "{text}"')


def all_runs(blocks: Iterable[DocumentBlock]) -> Iterator[Runs]:
    """Yield every piece of running text within the blocks, in reading order; code is none."""
    for block in blocks:
        if block.runs and not isinstance(block, Code):
            yield block.runs
        for part in block.parts:
            yield from all_runs(part)


def by_heading(blocks: Blocks, level: int) -> Iterator[tuple[Blocks, Blocks]]:
    """Yield what stands under each heading of this level or above, the heading first; before the first one none."""
    starts = [place for place, block in enumerate(blocks) if isinstance(block, Heading) and block.level <= level]
    yield (), blocks[: min(starts, default=len(blocks))]
    for start, end in itertools.pairwise([*starts, len(blocks)]):
        yield blocks[start : start + 1], blocks[start + 1 : end]


def with_runs(blocks: Iterable[DocumentBlock], change: Callable[[Runs], Runs]) -> Blocks:
    """Return the blocks with the running text of their paragraphs changed."""
    return tuple(
        replace(
            block,
            runs=change(block.runs) if isinstance(block, Paragraph) else block.runs,
            parts=tuple(with_runs(part, change) for part in block.parts),
        )
        for block in blocks
    )


def flat(blocks: Iterable[DocumentBlock]) -> Runs:
    """Return all running text of the blocks as one piece."""
    return tidy(run for runs in all_runs(blocks) for run in (*runs, Run(" ")))
