"""Read a web page, or the HTML that a Word or Markdown document was turned into, into blocks."""

import contextlib
import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

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
    flat,
)
from faq.importing.readers.tree import BLOCK, Element, main_part, page_address, page_title, parse_html
from faq.importing.report import refuse_long
from faq.importing.runs import Run, Runs, lines, tidy, words

NOTES_NAME = re.compile(r"(^|[\s_-])(foot-?notes|end-?notes|references|reflist|citations)($|[\s_-])", re.I)
TITLE_CLASS = re.compile(r"(^|\s)(MsoTitle|title)(\s|$)")
SIZE_CLASS = re.compile(r"size-(\d+)")
SOURCE_ROW = re.compile(r"\s*(sources?|notes?|adapted from|abbreviations?|key)\s*:", re.I)
WORD_NOTE = re.compile(r"#?((?:footnote|endnote)-\d+)")
BOLD_STYLE = re.compile(r"font-weight\s*:\s*(bold|[6-9]00)", re.I)
BOLD, ITALIC, STRUCK = (frozenset(tags.split()) for tags in ("b strong", "i em cite dfn", "s strike del"))
MEDIA = {
    "img": "picture",
    "iframe": "embedded page",
    "video": "film",
    "audio": "sound",
    "object": "object",
    "canvas": "drawing",
}
WIDEST = 50
SPANS = "a table has cells that span rows: their words are repeated in each row"
PLAIN = Run("")


def read_page(source: str) -> Document:
    """Read the HTML of a page; the words outside its article are named in `left_out`."""
    page = parse_html(source)
    refuse_long(page.text())
    document, heading = Document(title=page_title(page)), page.first("h1")
    base, main = page_address(page), main_part(page, document)
    _HtmlReader(base, document).read(main)
    if heading is not None and main.first("h1") is None and heading.text():
        document.blocks = (Heading((Run(heading.text()),), level=0), *document.blocks)
    return document


def read_fragment(source: str, document: Document, base: str = "") -> Document:
    """Read HTML that is all content, such as Markdown makes, into `document`; `base` is the address of its page."""
    _HtmlReader(base, document).read(parse_html(source))
    return document


class _HtmlReader:
    """Walks a tree of elements; `base` is the page's own address, which makes short links whole."""

    def __init__(self, base: str, document: Document) -> None:
        self.base, self.document = base, document
        self.lost_links: dict[str, None] = {}

    def read(self, element: Element) -> None:
        """Put what is in the element into the document."""
        self.document.blocks = tuple(self.blocks(element.children, PLAIN))
        if self.lost_links:
            named = "; ".join(self.lost_links)
            self.document.uncertain.append(f"links without a full address, kept as plain words: {named}")

    def blocks(self, children: list[Element | str], look: Run) -> Iterator[DocumentBlock]:
        """Read children into blocks; loose text between them becomes paragraphs."""
        for is_block, group in itertools.groupby(children, _is_block):
            if is_block:
                yield from (made for child in group if isinstance(child, Element) for made in self._block(child, look))
            else:
                yield from map(Paragraph, lines(tidy(self.inline(list(group), look)), at=r"\n{2,}"))

    def _block(self, element: Element, look: Run) -> Iterator[DocumentBlock]:
        readers = {"dl": self._definitions, "table": self._table, "details": self._details}
        named = element.attributes.get("class", "")
        if element.tag in ("p", "h1") and TITLE_CLASS.search(named):
            yield Heading(tidy(self.inline(element.children, look)), level=0)
        elif element.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            yield Heading(tidy(self.inline(element.children, look)), level=int(element.tag[1]))
        elif element.tag in ("ul", "ol", "li"):
            yield from self._list(element if element.tag != "li" else Element("ul", children=[element]), look)
        elif element.tag in readers:
            yield from readers[element.tag](element, look)
        elif element.tag == "blockquote":
            yield Quote(parts=(tuple(self.blocks(element.children, look)),))
        elif element.tag == "pre":
            text = "".join(node for node in element.nodes() if isinstance(node, str)).strip("\n")
            yield from [Code((Run(text),))] if text.strip() else []
        else:
            yield from [Heading((Run("References"),), level=6)] if _holds_notes(element) else []
            size = SIZE_CLASS.fullmatch(named)
            for block in self.blocks(element.children, _looking(element, look)):
                yield replace(block, size=int(size[1]) / 2) if size and isinstance(block, Paragraph) else block

    def _list(self, element: Element, look: Run) -> Iterator[DocumentBlock]:
        items: list[Blocks] = []
        for child in _own(element, "li"):
            blocks = tuple(self.blocks(child.children, look))
            note = WORD_NOTE.fullmatch(child.attributes.get("id", ""))
            if note:
                self.document.notes[note[1]] = flat(blocks)
            elif not items and len(blocks) == 1 and isinstance(blocks[0], Listing):
                items += blocks[0].parts  # a list that begins one level down
            elif blocks:
                items.append(blocks)
        if items:
            yield Listing(parts=tuple(items), ordered=element.tag == "ol", start=_number(element, "start"))

    def _definitions(self, element: Element, look: Run) -> Iterator[DocumentBlock]:
        """Read a `dl`: a term that asks something is a question, other terms are bold in front of a list item."""
        items: list[tuple[Runs, Blocks]] = []
        for child in _own(element, "dd", "dt"):
            if child.tag == "dt":
                items.append((tidy(self.inline(child.children, PLAIN)), ()))
            else:
                term, told = items.pop() if items else ((), ())
                items.append((term, (*told, *self.blocks(child.children, look))))
        if all(words(term).endswith("?") for term, _ in items):
            yield from (QuestionBlock(term, (told,)) for term, told in items)
        else:
            yield Listing(parts=tuple(_together(term, told) for term, told in items), ordered=False)

    def _details(self, element: Element, look: Run) -> Iterator[DocumentBlock]:
        summary = next((child for child in element.inner if child.tag == "summary"), Element(""))
        rest = tuple(self.blocks([child for child in element.children if child is not summary], look))
        question = tidy(self.inline(summary.children, PLAIN))
        yield from [QuestionBlock(question, (rest,))] if question else rest

    def _table(self, element: Element, look: Run) -> Iterator[DocumentBlock]:
        """Read a table as a full grid, if any cell holds words: Markdown tables know no spans.

        A cell over several rows is said again in each (a row is read alone), one over several columns once. A last row
        of one cell that names the source is a line under the table.
        """
        rows = [row for row in _own(element, "tr", "caption") if row.tag == "tr"]
        for caption in (child for child in element.inner if child.tag == "caption"):
            yield from self.blocks(caption.children, look)
        under: Blocks = ()
        while len(rows) > 1 and _is_source(rows[-1]):
            under = (*self.blocks(rows.pop().children, look), *under)
        cells: dict[tuple[int, int], Blocks] = {}
        for y, row in enumerate(rows):
            for cell in _own(row, "td", "th"):
                x = next(x for x in itertools.count() if (y, x) not in cells)
                blocks, high = tuple(self.blocks(cell.children, look)), _number(cell, "rowspan")
                self.document.uncertain += [SPANS] if high > 1 and SPANS not in self.document.uncertain else []
                wide = range(min(_number(cell, "colspan"), WIDEST))
                for down, across in itertools.product(range(min(high, len(rows) - y)), wide):
                    cells[y + down, x + across] = () if across else blocks
        width = 1 + max((x for _, x in cells), default=0)
        full = [[cells.get((y, x), ()) for x in range(width)] for y in range(len(rows))]
        worded = tuple(cell for row in full if any(row) for cell in row)
        yield from [TableBlock(parts=worded, width=width)] if worded else []
        yield from under

    def inline(self, children: list[Element | str], look: Run) -> Iterator[Run]:
        """Read children as running text that looks like `look` where they say nothing else."""
        for child in children:
            if isinstance(child, str):
                yield replace(look, text=re.sub(r"\s+", " ", child))
            elif child.tag == "br":
                yield Run("\n")
            elif child.attributes.get("type") == "checkbox":
                yield replace(look, text="☒" if "checked" in child.attributes else "☐")
            elif child.tag in MEDIA:
                said = child.attributes.get("alt") or child.attributes.get("title") or child.text()
                name, shown = MEDIA[child.tag], " ".join(said.split())
                self.document.left_out.append(f'{name}: "{shown}"' if shown else f"{name} without a description")
            elif child.tag in STRUCK:
                self.document.leave_out("words struck through", child.text())
            elif note := WORD_NOTE.fullmatch(child.attributes.get("href", "")):
                yield Run("", note=note[1])
            else:
                within = replace(_looking(child, look), link=self._address(child) or look.link)
                space = [Run(" ")] if child.tag in BLOCK else []
                yield from [*space, *self.inline(child.children, within), *space]

    def _address(self, element: Element) -> str:
        """Return the whole address of a link, or "" for one that leads nowhere from another site."""
        href = element.attributes.get("href", "").strip() if element.tag == "a" else ""
        if not href or href.startswith("#"):
            return ""
        with contextlib.suppress(ValueError):
            whole = urlsplit(urljoin(self.base, href))
            if whole.scheme in ("mailto", "tel") or (whole.scheme in ("http", "https") and "." in whole.netloc):
                return urljoin(self.base, href)
        self.lost_links |= {text: None for text in [element.text()] if text}
        return ""


def _looking(element: Element, look: Run) -> Run:
    """Return the look within an element: its tag or its style may make it bold, italic or raised."""
    bold = element.tag in BOLD or BOLD_STYLE.search(element.attributes.get("style", ""))
    italic, raised = element.tag in ITALIC, element.tag == "sup"
    return replace(look, bold=look.bold or bool(bold), italic=look.italic or italic, raised=look.raised or raised)


def _holds_notes(element: Element) -> bool:
    """Say whether an element is a list of notes that has no heading of its own."""
    named = f"{element.attributes.get('class', '')} {element.attributes.get('id', '')}"
    headed = element.first("h1", "h2", "h3", "h4", "h5", "h6")
    return bool(NOTES_NAME.search(named)) and element.first("ol", "ul") is not None and headed is None


def _is_source(row: Element) -> bool:
    """Say whether a row is one cell over several columns that names where the table comes from."""
    cells = list(_own(row, "td", "th"))
    return len(cells) == 1 and _number(cells[0], "colspan") > 1 and bool(SOURCE_ROW.match(cells[0].text()))


def _is_block(child: Element | str) -> bool:
    inside = child.elements() if isinstance(child, Element) and child.tag not in MEDIA else ()
    return any(inner.tag in BLOCK for inner in inside)


def _number(element: Element, name: str) -> int:
    written = element.attributes.get(name, "")
    return int(written) if re.fullmatch(r"[1-9]\d{0,3}", written) else 1


def _own(element: Element, *tags: str) -> Iterator[Element]:
    """Yield the nearest elements of these tags; words that stand between them come as an element of the first tag."""
    for child in element.children:
        if isinstance(child, Element) and child.tag in tags:
            yield child
        elif isinstance(child, Element) and child.tag in ("thead", "tbody", "tfoot", "colgroup", "div"):
            yield from _own(child, *tags)
        elif child.strip() if isinstance(child, str) else child.text():
            yield Element(tags[0], children=[child])


def _together(term: Runs, told: Blocks) -> Blocks:
    """Put a term, in bold letters, and a first paragraph about it into one paragraph, on two lines."""
    bold = [replace(run, bold=True) for run in term]
    first, rest = (told[0].runs, told[1:]) if told and isinstance(told[0], Paragraph) else ((), told)
    return (Paragraph(tidy((*bold, Run("\n"), *first))), *rest)
