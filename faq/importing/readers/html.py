"""Read a web page, or the HTML that a Word or Markdown document was turned into, into blocks."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from faq.importing.document import (
    Blocks,
    Code,
    Document,
    DocumentBlock,
    Heading,
    Listing,
    Paragraph,
    QuestionBlock,
    Quote,
    TableBlock,
    all_words,
    inner_runs,
)
from faq.importing.readers.inline import MEDIA, WORD_NOTE, InlineReader, looking
from faq.importing.readers.page import BLOCK, Element, main_part, page_address, page_title, parse_html
from faq.importing.report import refuse_long
from faq.importing.runs import Run, Runs, lines, tidy, words

NOTES_NAME = re.compile(r"(^|[\s_-])(foot-?notes|end-?notes|references|reflist|citations)($|[\s_-])", re.I)
NOTES = Heading((Run("References"),), level=6)
TITLE_CLASS = re.compile(r"(^|\s)(MsoTitle|title)(\s|$)")
SIZE_CLASS = re.compile(r"size-(\d+)")
SOURCE_ROW = re.compile(r"\s*(sources?|notes?|adapted from|abbreviations?|key)\s*:", re.I)
WIDEST = 50
Cell = tuple[Blocks, int, int]
"""What stands in a cell of a table, and how many columns and rows it takes."""

SPANS = "a table has cells that span rows: their words are repeated in each row"


def read_page(source: str) -> Document:
    """Read the HTML of a page; the words outside its article are named in `left_out`."""
    page = parse_html(source)
    refuse_long(page.text())
    document, base, heading = Document((), page_title(page)), page_address(page), page.first("h1")
    main = main_part(page, document.left_out)
    _read(main, base, document)
    if heading is not None and main.first("h1") is None and heading.text():
        document.blocks = (Heading((Run(heading.text()),), level=0), *document.blocks)
    return document


def read_fragment(source: str, document: Document, base: str = "") -> Document:
    """Read HTML that is all content, such as Markdown makes, into `document`; `base` is the address of its page."""
    return _read(parse_html(source), base, document)


def _read(element: Element, base: str, document: Document) -> Document:
    reader = _HtmlReader(base, document)
    document.blocks = tuple(reader.blocks(element.children, Run("")))
    reader.report_links()
    return document


class _HtmlReader(InlineReader):
    """Walks a tree of HTML elements."""

    def blocks(self, children: list[Element | str], look: Run) -> Iterator[DocumentBlock]:
        """Read children into blocks; loose text between them becomes paragraphs."""
        for is_block, group in itertools.groupby(children, _is_block):
            if is_block:
                elements = (child for child in group if isinstance(child, Element))
                yield from (block for element in elements for block in self._block(element, look))
            else:
                yield from map(Paragraph, lines(tidy(self.inline(list(group), look)), at=r"\n{2,}"))

    def _block(self, element: Element, look: Run) -> Iterator[DocumentBlock]:
        readers = {
            "ul": self._list,
            "ol": self._list,
            "dl": self._definitions,
            "table": self._table,
            "details": self._details,
        }
        level, named = _heading_level(element), element.attributes.get("class", "")
        if level is not None:
            yield Heading(tidy(self.inline(element.children, look)), level=level)
        elif element.tag in readers:
            yield from readers[element.tag](element, look)
        elif element.tag == "blockquote":
            yield Quote(parts=(tuple(self.blocks(element.children, look)),))
        elif element.tag == "pre":
            text = "".join(child for inner in element.elements() for child in inner.children if isinstance(child, str))
            yield from [Code(text=text.strip("\n"))] if text.strip() else []
        elif element.tag == "li":  # outside any list
            yield Listing(parts=(tuple(self.blocks(element.children, look)),), ordered=False)
        else:
            yield from [NOTES] if _holds_notes(element) else []
            size = float(SIZE_CLASS.sub(r"\1", named)) / 2 if SIZE_CLASS.fullmatch(named) else 0.0
            for block in self.blocks(element.children, looking(element, look)):
                yield replace(block, size=size) if size and isinstance(block, Paragraph) else block

    def _list(self, element: Element, look: Run) -> Iterator[DocumentBlock]:
        items: list[Blocks] = []
        for child in _own(element, ("li",), "li"):
            blocks = tuple(self.blocks(child.children, look))
            label = child.attributes.get("id", "")
            if WORD_NOTE.fullmatch(f"#{label}"):
                self.document.notes[label] = tidy(run for runs in inner_runs(blocks) for run in (*runs, Run(" ")))
            elif not items and len(blocks) == 1 and isinstance(blocks[0], Listing):
                items += blocks[0].parts  # a list that begins one level down
            elif blocks:
                items.append(blocks)
        if items:
            start = _number(element.attributes.get("start", "1"))
            yield Listing(parts=tuple(items), ordered=element.tag == "ol", start=start)

    def _definitions(self, element: Element, look: Run) -> Iterator[DocumentBlock]:
        """Read a `dl`: a term that asks something is a question, other terms are bold in front of a list item."""
        items: list[tuple[Runs, Blocks]] = []
        for child in _own(element, ("dt", "dd"), "dd"):
            if child.tag == "dt":
                items.append((self.runs(child), ()))
            else:
                term, told = items.pop() if items else ((), ())
                items.append((term, (*told, *self.blocks(child.children, look))))
        if all(words(term).endswith("?") for term, _ in items):
            yield from (QuestionBlock(term, (told,)) for term, told in items)
        else:
            yield Listing(parts=tuple(_together(term, told) for term, told in items), ordered=False)

    def _details(self, element: Element, look: Run) -> Iterator[DocumentBlock]:
        summary = next((c for c in element.children if isinstance(c, Element) and c.tag == "summary"), None)
        rest = tuple(self.blocks([child for child in element.children if child is not summary], look))
        question = self.runs(summary) if summary else ()
        yield from [QuestionBlock(question, (rest,))] if question else rest

    def _table(self, element: Element, look: Run) -> Iterator[DocumentBlock]:
        """Read a table as a full grid; a last row of one cell that names its source is a line under it."""
        rows: list[list[Cell]] = []
        for inner in _own(element, ("caption", "tr"), "tr"):
            if inner.tag == "caption":
                yield from self.blocks(inner.children, look)
            else:
                rows.append([self._cell(cell, look) for cell in _own(inner, ("td", "th"), "td")])
        under: Blocks = ()
        while len(rows) > 1 and len(rows[-1]) == 1:
            blocks, columns, _ = rows[-1][0]
            if columns == 1 or not SOURCE_ROW.match(all_words(blocks)):
                break
            under = (*blocks, *under)
            rows.pop()
        yield from (*_grid(rows), *under)

    def _cell(self, cell: Element, look: Run) -> Cell:
        columns, rows = (_number(cell.attributes.get(name, "1")) for name in ("colspan", "rowspan"))
        if rows > 1 and SPANS not in self.document.uncertain:
            self.document.uncertain.append(SPANS)
        return tuple(self.blocks(cell.children, look)), min(columns, WIDEST), rows


def _grid(rows: list[list[Cell]]) -> Iterator[TableBlock]:
    """Yield a table of full rows, if any cell holds words: Markdown tables know no spans.

    A cell over several rows is said again in each (a row is read alone), one over several columns once.
    """
    cells: dict[tuple[int, int], Blocks] = {}
    for y, row in enumerate(rows):
        x = 0
        for blocks, columns, count in row:
            while (y, x) in cells:
                x += 1
            for down, across in itertools.product(range(min(count, len(rows) - y)), range(columns)):
                cells[y + down, x + across] = () if across else blocks
    width = 1 + max((x for _, x in cells), default=0)
    full = ([cells.get((y, x), ()) for x in range(width)] for y in range(len(rows)))
    worded = tuple(cell for row in full if any(row) for cell in row)
    yield from [TableBlock(parts=worded, width=width)] if worded else []


def _holds_notes(element: Element) -> bool:
    """Say whether an element is a list of notes that has no heading of its own."""
    named = f"{element.attributes.get('class', '')} {element.attributes.get('id', '')}"
    headed = element.first("h1", "h2", "h3", "h4", "h5", "h6")
    return bool(NOTES_NAME.search(named)) and element.first("ol", "ul") is not None and headed is None


def _heading_level(element: Element) -> int | None:
    """Return the level of a heading; a paragraph that a word processor marked as the title has level 0."""
    is_title = element.tag in ("p", "h1") and TITLE_CLASS.search(element.attributes.get("class", ""))
    return 0 if is_title else int(element.tag[1]) if re.fullmatch("h[1-6]", element.tag) else None


def _is_block(child: Element | str) -> bool:
    inside = child.elements() if isinstance(child, Element) and child.tag not in MEDIA else ()
    return any(inner.tag in BLOCK for inner in inside)


def _number(written: str) -> int:
    return int(written) if re.fullmatch(r"[1-9]\d{0,3}", written) else 1


def _own(element: Element, tags: tuple[str, ...], loose: str) -> Iterator[Element]:
    """Yield the nearest elements of these tags; words that stand between them come as an element called `loose`."""
    for child in element.children:
        if isinstance(child, Element) and child.tag in tags:
            yield child
        elif isinstance(child, Element) and child.tag in ("thead", "tbody", "tfoot", "colgroup", "div"):
            yield from _own(child, tags, loose)
        elif child.strip() if isinstance(child, str) else child.text():
            yield Element(loose, children=[child])


def _together(term: Runs, told: Blocks) -> Blocks:
    """Put a term, in bold letters, and a first paragraph about it into one paragraph, on two lines."""
    bold = [replace(run, bold=True) for run in term]
    first, rest = (told[0].runs, told[1:]) if told and isinstance(told[0], Paragraph) else ((), told)
    return (Paragraph(tidy((*bold, Run("\n"), *first))), *rest)
