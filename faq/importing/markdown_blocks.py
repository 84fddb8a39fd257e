"""Write blocks as lines of Markdown."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from faq.importing.blocks import Block, Blocks, Heading, Listing, Paragraph, Quote, Table
from faq.importing.headings import DEEPER
from faq.importing.markdown_text import inline
from faq.importing.runs import Run, Runs, tidy

BOLD, HASHES = "**", "###"


class BlockWriter:
    """Writes blocks; `labels` says how the file names each footnote of the document."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        self.labels = labels

    def lines(self, blocks: Iterable[Block], subheadings: str = BOLD) -> Iterator[str]:
        """Write blocks with an empty line after each; a list of one item goes on counting from the list before."""
        counted = 1
        for block in blocks:
            if isinstance(block, Listing) and block.ordered:
                alone = block.start == 1 and len(block.items) == 1
                block = replace(block, start=counted) if alone else block
                counted = block.start + len(block.items)
            made = [self._subheading(block, subheadings)] if isinstance(block, Heading) else list(self._block(block))
            yield from [*made, ""] if made else []

    def heading(self, runs: Runs) -> str:
        """Write a heading: words alone, since a heading holds neither links nor marks."""
        return self.line(tuple(replace(run, link="") for run in runs if not run.note))

    def line(self, runs: Runs) -> str:
        """Write running text on one line."""
        return inline(runs, self.labels, one_line=True)

    def _subheading(self, heading: Heading, mark: str) -> str:
        line = self.heading(heading.runs)
        return f"### {line}" if mark == HASHES and heading.level == DEEPER else f"**{line}**"

    def _block(self, block: Block) -> Iterator[str]:
        if isinstance(block, Listing):
            yield from self._listing(block)
        elif isinstance(block, Table):
            yield from self._table(block)
        elif isinstance(block, Quote):
            yield from (f"> {line}".rstrip() for line in self._inner(block.blocks))
        elif isinstance(block, Paragraph):
            yield from inline(block.runs, self.labels).split("\n")
        elif isinstance(block, Heading):
            yield self._subheading(block, BOLD)
        else:
            yield from [f"**{self.heading(block.runs)}**", "", *self._inner(block.answer)]

    def _inner(self, blocks: Blocks) -> list[str]:
        lines = list(self.lines(blocks))
        return lines[:-1] if lines and not lines[-1] else lines

    def _listing(self, listing: Listing) -> Iterator[str]:
        for number, item in enumerate(listing.items, start=listing.start):
            mark = f"{number}. " if listing.ordered else "- "
            first, *rest = self._tight(item) or [""]
            yield f"{mark}{first}"
            yield from (" " * len(mark) + line if line else "" for line in rest)

    def _tight(self, item: Blocks) -> list[str]:
        """Write an item's blocks without an empty line before an inner list."""
        lines: list[str] = []
        for block in item:
            if lines and not isinstance(block, Listing):
                lines.append("")
            lines += self._block(block)
        return lines

    def _table(self, table: Table) -> Iterator[str]:
        """Write a table whose first row is its head; a table of one column is a box around text."""
        width = max(len(row) for row in table.rows)
        if width == 1:
            yield from self._inner(tuple(block for row in table.rows for block in row[0]))
            return
        for place, row in enumerate(table.rows):
            cells = [self.line(flat(cell)).replace("|", "\\|") for cell in (*row, *[()] * (width - len(row)))]
            yield f"| {' | '.join(cells)} |"
            if place == 0:
                yield "|" + " --- |" * width


def flat(blocks: Blocks) -> Runs:
    """Put the blocks of a table cell on one line; items of a list are parted by semicolons."""
    made: list[Run] = []
    for block in blocks:
        made += [Run(" ")] if made else []
        if isinstance(block, Listing):
            for place, item in enumerate(block.items):
                made += [*([Run("; ")] if place else []), *flat(item)]
        elif isinstance(block, Paragraph | Heading):
            made += block.runs
        elif isinstance(block, Quote):
            made += flat(block.blocks)
        elif isinstance(block, Table):
            made += [run for row in block.rows for cell in row for run in (*flat(cell), Run(" "))]
        else:
            made += [*block.runs, Run(" "), *flat(block.answer)]
    return tidy(made)
