"""Read a web page, or the HTML that a Word or Markdown document was turned into, into blocks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from faq.importing.document import (
    Block,
    Blocks,
    Code,
    Document,
    Heading,
    Listing,
    Paragraph,
    QuestionBlock,
    Quote,
    TableBlock,
)
from faq.importing.readers.inline import MEDIA, InlineReader, looking
from faq.importing.readers.page import main_part, page_address, page_title
from faq.importing.readers.tree import BLOCK, Element, parse_html
from faq.importing.report import refuse_long
from faq.importing.runs import Run, Runs, lines, tidy, words

NOTES_NAME = re.compile(r"(^|[\s_-])(foot-?notes|end-?notes|references|reflist|citations)($|[\s_-])", re.I)
NOTES = Heading(6, (Run("References"),))
TITLE_CLASS = re.compile(r"(^|\s)(MsoTitle|title)(\s|$)")
SIZE_CLASS = re.compile(r"size-(\d+)")
SOURCE_ROW = re.compile(r"\s*(sources?|notes?|adapted from|abbreviations?|key)\s*:", re.I)
WIDEST = 50
SPANS = "a table has cells that span rows: their words are repeated in each row"


def read_page(source: str) -> Document:
    """Read the HTML of a page; the words outside its article are named in `left_out`."""
    page = parse_html(source)
    refuse_long(page.text())
    left_out: list[str] = []
    title, base, heading = page_title(page), page_address(page), page.first("h1")
    main = main_part(page, left_out)
    document, reader = _read(main, base, left_out)
    document.title = title
    if heading is not None and main.first("h1") is None and heading.text():
        document.blocks = (Heading(0, reader.runs(heading)), *document.blocks)
    return document


def read_fragment(source: str, base: str = "") -> Document:
    """Read HTML that is all content, such as Markdown makes; `base` is the address of the page it came from."""
    return _read(parse_html(source), base, [])[0]


def _read(element: Element, base: str, left_out: list[str]) -> tuple[Document, "_HtmlReader"]:
    reader = _HtmlReader(base, left_out)
    blocks = tuple(reader.blocks(element.children, Run("")))
    reader.report_links()
    return Document(blocks, notes=reader.notes, left_out=left_out, uncertain=reader.uncertain), reader


@dataclass(slots=True)
class _HtmlReader(InlineReader):
    """Walks a tree of HTML elements."""

    notes: dict[str, Runs] = field(default_factory=dict)

    def blocks(self, children: list[Element | str], look: Run) -> Iterator[Block]:
        """Read children into blocks; loose text between them becomes paragraphs."""
        loose: list[Element | str] = []
        for child in _with_whole_lists(children):
            if isinstance(child, str) or not _is_block(child):
                loose.append(child)
                continue
            yield from self._loose(loose, look)
            loose = []
            yield from self._block(child, look)
        yield from self._loose(loose, look)

    def _loose(self, children: list[Element | str], look: Run) -> Iterator[Paragraph]:
        yield from (Paragraph(runs) for runs in lines(tidy(self.inline(children, look)), at=r"\n{2,}"))

    def _block(self, element: Element, look: Run) -> Iterator[Block]:
        readers = {
            "ul": self._list,
            "loose": self._list,
            "ol": self._list,
            "dl": self._definitions,
            "table": self._table,
            "details": self._details,
            "blockquote": self._quote,
            "pre": self._preformatted,
        }
        level, size = _heading_level(element), SIZE_CLASS.fullmatch(element.attributes.get("class", ""))
        if level is not None:
            yield Heading(level, tidy(self.inline(element.children, look)))
        elif element.tag in readers:
            yield from readers[element.tag](element, look)
        elif size:
            yield from (Paragraph(p.runs, int(size[1]) / 2) for p in self._loose(element.children, look))
        else:
            yield from [NOTES] if _holds_notes(element) else []
            yield from self.blocks(element.children, looking(element, look))

    def _quote(self, element: Element, look: Run) -> Iterator[Block]:
        yield Quote(tuple(self.blocks(element.children, look)))

    def _preformatted(self, element: Element, _look: Run) -> Iterator[Block]:
        text = "".join(child for inner in element.elements() for child in inner.children if isinstance(child, str))
        yield from [Code(text.strip("\n"))] if text.strip() else []

    def _list(self, element: Element, look: Run) -> Iterator[Block]:
        items: list[Blocks] = []
        for child in element.children:
            inside = child.children if isinstance(child, Element) and child.tag == "li" else [child]
            blocks = tuple(self.blocks(inside, look))
            label = child.attributes.get("id", "") if isinstance(child, Element) else ""
            if re.fullmatch(r"(footnote|endnote)-\d+", label):
                self.notes[label] = tidy(run for b in blocks if isinstance(b, Paragraph) for run in _before_arrow(b))
            elif not items and len(blocks) == 1 and isinstance(blocks[0], Listing):
                items += blocks[0].items  # a list that begins one level down
            elif blocks:
                items.append(blocks)
        if items:
            yield Listing(element.tag == "ol", tuple(items), _number(element.attributes.get("start", "1")))

    def _definitions(self, element: Element, look: Run) -> Iterator[Block]:
        """Read a `dl`: a term that asks something is a question, other terms are list items."""
        items: list[Blocks] = []
        for child in _own(element, ("dt", "dd"), "dd"):
            if child.tag == "dt":
                items.append((Paragraph(tuple(replace(run, bold=True) for run in self.runs(child))),))
            else:
                items[-1:] = [(*(items[-1] if items else ()), *self.blocks(child.children, look))]
        if items and all(words(_first(item)).endswith("?") for item in items):
            yield from (QuestionBlock(_first(item), item[1:]) for item in items)
        elif items:
            yield Listing(False, tuple(_together(item) for item in items if item))

    def _details(self, element: Element, look: Run) -> Iterator[Block]:
        summary = next((c for c in element.children if isinstance(c, Element) and c.tag == "summary"), None)
        rest = tuple(self.blocks([child for child in element.children if child is not summary], look))
        question = self.runs(summary) if summary else ()
        yield from [QuestionBlock(question, rest)] if question else rest

    def _table(self, element: Element, look: Run) -> Iterator[Block]:
        """Read a table as a full grid; a last row of one cell that names its source is a line under it."""
        rows: list[list[tuple[Blocks, int, int]]] = []
        for inner in _own(element, ("caption", "tr"), "tr"):
            if inner.tag == "caption":
                yield from self.blocks(inner.children, look)
            else:
                rows.append([self._cell(cell, look) for cell in _own(inner, ("td", "th"), "td")])
        under: list[Blocks] = []
        while len(rows) > 1 and len(rows[-1]) == 1 and rows[-1][0][1] > 1 and _names_source(rows[-1][0][0]):
            under.insert(0, rows.pop()[0][0])
        full = grid(rows)
        yield from [TableBlock(full)] if full else []
        yield from (block for blocks in under for block in blocks)

    def _cell(self, cell: Element, look: Run) -> tuple[Blocks, int, int]:
        columns, rows = (_number(cell.attributes.get(name, "1")) for name in ("colspan", "rowspan"))
        if rows > 1 and SPANS not in self.uncertain:
            self.uncertain.append(SPANS)
        return tuple(self.blocks(cell.children, look)), columns, rows


def grid(rows: list[list[tuple[Blocks, int, int]]]) -> tuple[tuple[Blocks, ...], ...]:
    """Return full rows of cells given as (blocks, columns, rows): Markdown tables know no spans.

    A cell over several rows is said again in each (a row is read alone), one over several columns once.
    """
    made: list[tuple[Blocks, ...]] = []
    below: dict[int, tuple[int, Blocks]] = {}
    for row in rows:
        full: list[Blocks] = []
        for blocks, columns, count in [*row, ((), 0, 0)]:
            while len(full) in below:
                left, above = below.pop(len(full))
                below |= {len(full): (left - 1, above)} if left > 1 else {}
                full.append(above)
            below |= {len(full): (count - 1, blocks)} if count > 1 else {}
            full += [blocks, *[()] * (min(columns, WIDEST) - 1)] if columns else []
        made.append(tuple(full))
    return tuple(row for row in made if any(row))


def _names_source(cell: Blocks) -> bool:
    return bool(SOURCE_ROW.match(words(_first(cell))))


def _with_whole_lists(children: list[Element | str]) -> list[Element | str]:
    """Put list items that stand outside any list into one."""
    whole: list[Element | str] = []
    for child in children:
        if isinstance(child, Element) and child.tag == "li":
            if not (whole and isinstance(whole[-1], Element) and whole[-1].tag == "loose"):
                whole.append(Element("loose"))
            whole[-1].children.append(child)  # type: ignore[union-attr]
        elif not isinstance(child, str) or child.strip() or not whole:
            whole.append(child)
    return whole


def _holds_notes(element: Element) -> bool:
    """Say whether an element is a list of notes that has no heading of its own."""
    named = f"{element.attributes.get('class', '')} {element.attributes.get('id', '')}"
    headed = element.first("h1", "h2", "h3", "h4", "h5", "h6")
    return bool(NOTES_NAME.search(named)) and element.first("ol", "ul") is not None and headed is None


def _before_arrow(paragraph: Paragraph) -> Runs:
    return (*(replace(run, text=run.text.removesuffix("↑")) for run in paragraph.runs), Run(" "))


def _heading_level(element: Element) -> int | None:
    """Return the level of a heading; a paragraph that a word processor marked as the title has level 0."""
    is_title = element.tag in ("p", "h1") and TITLE_CLASS.search(element.attributes.get("class", ""))
    return 0 if is_title else int(element.tag[1]) if re.fullmatch("h[1-6]", element.tag) else None


def _is_block(element: Element) -> bool:
    return element.tag not in MEDIA and any(inner.tag in BLOCK for inner in element.elements())


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


def _first(item: Blocks) -> Runs:
    return item[0].runs if item and isinstance(item[0], Paragraph) else ()


def _together(item: Blocks) -> Blocks:
    """Put a term and a one-paragraph explanation into one paragraph, on two lines."""
    if len(item) > 1 and isinstance(item[0], Paragraph) and isinstance(item[1], Paragraph):
        return (Paragraph(tidy((*item[0].runs, Run("\n"), *item[1].runs))), *item[2:])
    return item
