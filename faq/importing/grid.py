"""Lay table cells that span rows or columns out on a full grid: Markdown tables know no spans."""

from dataclasses import dataclass

from faq.importing.blocks import Blocks

WIDEST = 50
SPANS = "a table has cells that span rows: their words are repeated in each row"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as the document has it."""

    blocks: Blocks
    columns: int = 1
    rows: int = 1


def grid(rows: list[list[Cell]]) -> tuple[tuple[Blocks, ...], ...]:
    """Give full rows: a cell over several rows is said again in each (a row is read alone), over columns once."""
    made: list[tuple[Blocks, ...]] = []
    below: dict[int, tuple[int, Blocks]] = {}
    for row in rows:
        full: list[Blocks] = []
        for cell in row:
            _fill(full, below)
            if cell.rows > 1:
                below[len(full)] = (cell.rows - 1, cell.blocks)
            full += [cell.blocks, *[()] * (min(cell.columns, WIDEST) - 1)]
        _fill(full, below)
        made.append(tuple(full))
    return tuple(row for row in made if any(row))


def _fill(full: list[Blocks], below: dict[int, tuple[int, Blocks]]) -> None:
    while len(full) in below:
        left, blocks = below.pop(len(full))
        if left > 1:
            below[len(full)] = (left - 1, blocks)
        full.append(blocks)
