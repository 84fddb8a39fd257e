"""The one shape that every kind of document is read into: blocks in reading order, made of runs."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from faq.importing.runs import Runs, words


@dataclass(frozen=True, slots=True)
class Heading:
    """A line marked as a heading; level 0 is a document's title, 1 to 6 are the usual levels."""

    level: int
    runs: Runs


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `size` is the size of its letters in points where the document says so."""

    runs: Runs
    size: float = 0.0


@dataclass(frozen=True, slots=True)
class Listing:
    """A list, numbered from `start` or with bullets; each item is a row of blocks."""

    ordered: bool
    items: tuple["Blocks", ...]
    start: int = 1


@dataclass(frozen=True, slots=True)
class TableBlock:
    """Rows of cells, the first row being the head; each cell is a row of blocks."""

    rows: tuple[tuple["Blocks", ...], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words set apart as somebody else's."""

    blocks: "Blocks"


@dataclass(frozen=True, slots=True)
class Code:
    """Lines shown as they were typed."""

    text: str


@dataclass(frozen=True, slots=True)
class QuestionBlock:
    """A question with its own answer, wherever the document had it."""

    runs: Runs
    answer: "Blocks"


Block = Heading | Paragraph | Listing | TableBlock | Quote | Code | QuestionBlock
Blocks = tuple[Block, ...]


@dataclass(slots=True)
class Document:
    """What a reader found in a file; `left_out` and `uncertain` are sentences for the report.

    `title` and `summary` are hints from outside the text (front matter, the page's head).
    `notes` holds footnotes by the label that `Run.note` names.
    """

    blocks: Blocks
    title: str = ""
    summary: str = ""
    notes: dict[str, Runs] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    uncertain: list[str] = field(default_factory=list)


def children(block: Block) -> tuple[Blocks, ...]:
    """Return the rows of blocks inside a block: items, cells, an answer."""
    if isinstance(block, Listing):
        return block.items
    if isinstance(block, TableBlock):
        return tuple(cell for row in block.rows for cell in row)
    if isinstance(block, Quote):
        return (block.blocks,)
    return (block.answer,) if isinstance(block, QuestionBlock) else ()


def inner_runs(blocks: Iterable[Block]) -> Iterator[Runs]:
    """Yield every piece of running text within the blocks, in reading order; code is none."""
    for block in blocks:
        if isinstance(block, Heading | Paragraph | QuestionBlock):
            yield block.runs
        for inner in children(block):
            yield from inner_runs(inner)


def with_runs(blocks: Iterable[Block], change: Callable[[Runs], Runs]) -> Blocks:
    """Return the blocks with all their running text changed; headings and questions stay as they are."""
    return tuple(_with_runs(block, change) for block in blocks)


def _with_runs(block: Block, change: Callable[[Runs], Runs]) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, runs=change(block.runs))
    if isinstance(block, Listing):
        return replace(block, items=tuple(with_runs(item, change) for item in block.items))
    if isinstance(block, TableBlock):
        return TableBlock(tuple(tuple(with_runs(cell, change) for cell in row) for row in block.rows))
    if isinstance(block, Quote):
        return Quote(with_runs(block.blocks, change))
    return replace(block, answer=with_runs(block.answer, change)) if isinstance(block, QuestionBlock) else block


def all_words(blocks: Iterable[Block]) -> str:
    """Return the words of the blocks on one line."""
    return " ".join(" ".join(words(runs) for runs in inner_runs(blocks)).split())
