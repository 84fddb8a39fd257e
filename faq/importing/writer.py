"""Write blocks as Markdown so that the words come out unchanged when it is read."""

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from faq.importing.document import Blocks, Code, DocumentBlock, Heading, Listing, Paragraph, Quote, TableBlock
from faq.importing.headings import DEEPER
from faq.importing.runs import Run, Runs, joined, tidy

SPECIAL = re.compile(r"([\\`*\[\]<])|(?<![^\W_])(_)|(_)(?![^\W_])|(&)(?=#?\w+;)|(~)(?=~)|(?<=~)(~)")
LINE_START = re.compile(r"^(\d{1,9}(?=[.)](?:\s|$))|)([#+=>-]|(?<=\d)[.)]|:(?=\s))")
OUTSIDE = re.compile(r"^(\s*)(.*?)(\s*)$", re.S)
ADDRESS = re.compile(r"[\s<>()\\]")


def markdown_lines(blocks: Iterable[DocumentBlock], *, bold_headings: bool = True) -> Iterator[str]:
    """Write blocks with an empty line after each; a list of one item goes on counting from the list before."""
    counted = 1
    for block in blocks:
        if isinstance(block, Listing) and block.ordered:
            alone = block.start == 1 and len(block.parts) == 1
            block = replace(block, start=counted) if alone else block
            counted = block.start + len(block.parts)
        if isinstance(block, Heading) and block.level == DEEPER and not bold_headings:
            yield from [f"### {heading_line(block.runs)}", ""]
        elif made := list(_block(block)):
            yield from [*made, ""]


def heading_line(runs: Runs) -> str:
    """Write a heading: words alone, since a heading holds neither links nor marks."""
    return text_line(tuple(replace(run, link="") for run in runs if not run.note))


def text_line(runs: Runs) -> str:
    """Write running text on one line."""
    return _text(tidy(replace(run, text=run.text.replace("\n", " ")) for run in runs))


def _block(block: DocumentBlock) -> Iterator[str]:
    if isinstance(block, Listing):
        yield from _listing(block)
    elif isinstance(block, TableBlock):
        yield from _table(block)
    elif isinstance(block, Code):
        text = joined(block.runs)
        fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
        yield from [fence, *text.split("\n"), fence]
    elif isinstance(block, Paragraph):
        yield from _text(block.runs).split("\n")
    elif isinstance(block, Quote):
        yield from (f"> {line}".rstrip() for part in block.parts for line in _inner(part))
    else:
        yield f"**{heading_line(block.runs)}**"
        yield from (line for part in block.parts for line in ("", *_inner(part)))


def _inner(blocks: Blocks) -> list[str]:
    return list(markdown_lines(blocks))[:-1]


def _listing(listing: Listing) -> Iterator[str]:
    """Write each item without an empty line before an inner list."""
    for number, item in enumerate(listing.parts, start=listing.start):
        mark = f"{number}. " if listing.ordered else "- "
        made: list[str] = []
        for block in item:
            made += [*([""] if made and not isinstance(block, Listing) else []), *_block(block)]
        yield mark + "".join(made[:1])
        yield from (" " * len(mark) + line if line else "" for line in made[1:])


def _table(table: TableBlock) -> Iterator[str]:
    """Write a table whose first row is its head; a table of one column is a box around text."""
    if table.width == 1:
        yield from _inner(tuple(block for cell in table.parts for block in cell))
        return
    for place, row in enumerate(table.rows):
        cells = (text_line(_flat(cell)).replace("|", "\\|") for cell in row)
        yield f"| {' | '.join(cells)} |"
        yield from ["|" + " --- |" * table.width] if place == 0 else []


def _text(runs: Runs) -> str:
    """Write running text; a line break is Markdown's, and no line is read as a heading, an item or a quotation."""
    around = [" ", *(run.text or "x" for run in runs), " "]
    pieces = (_piece(run, around[place][-1], around[place + 2][0]) for place, run in enumerate(runs))
    return "\\\n".join(LINE_START.sub(r"\1\\\2", line.strip()) for line in "".join(pieces).split("\n"))


def _piece(run: Run, before: str, after: str) -> str:
    lined = (_styled(replace(run, text=line), before, after) for line in run.text.split("\n"))
    return f"[^{run.note}]" if run.note else "\n".join(lined)


def _flat(blocks: Blocks) -> Runs:
    """Put the blocks of a table cell on one line; items of a list are parted by semicolons."""
    pieces = [(isinstance(b, Listing), runs) for b in blocks for runs in (b.runs, *map(_flat, b.parts)) if runs]
    made: list[Run] = []
    for (after_item, _), (is_item, runs) in itertools.pairwise([(False, ()), *pieces]):
        made += [Run("; " if after_item and is_item else " "), *runs]
    return tidy(made)


def _styled(run: Run, before: str, after: str) -> str:
    lead, core, tail = OUTSIDE.match(run.text).groups()  # type: ignore[union-attr]
    if not core:
        return run.text
    stars = "**" * run.bold + "*" * run.italic if re.search(r"\w", core) else ""  # Markdown shows no bold full stop
    if stars:
        out_before, core, out_after = _pushed_out(core, lead or before, tail or after)
        lead, tail = lead + out_before, out_after + tail
    shown = _escaped(core)
    if run.link:
        shown = f"[{shown}]({ADDRESS.sub(lambda found: f'%{ord(found[0]):02X}', run.link.strip())})"
    return f"{_escaped(lead)}{stars}{shown}{stars[::-1]}{_escaped(tail)}"


def _pushed_out(core: str, before: str, after: str) -> tuple[str, str, str]:
    """Move punctuation out of bold where Markdown would not see the stars: `**Rest.**Sleep` -> `**Rest**.Sleep`."""
    start, end = 0, len(core)
    while after[0].isalnum() and end > 1 and not core[end - 1].isalnum():
        end -= 1
    while before[-1].isalnum() and start < end - 1 and not core[start].isalnum():
        start += 1
    return core[:start], core[start:end], core[end:]


def _escaped(text: str) -> str:
    r"""Return the text with a backslash before what Markdown would read as a mark.

    >>> _escaped("2 * 3 [or so], IL_2")
    '2 \\* 3 \\[or so\\], IL_2'
    """
    return SPECIAL.sub(lambda found: "\\" + found[0], text)
