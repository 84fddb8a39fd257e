"""Read a web page, or the HTML that a Word or Markdown document was turned into, into blocks."""

import contextlib
import itertools
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from copy import copy
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
from faq.importing.readers import tree
from faq.importing.readers.tree import first, nodes, text_in
from faq.importing.report import refuse_long
from faq.importing.runs import Run, Runs, lines, tidy

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
    page = tree.parse_html(source)
    document = Document(title=tree.take_title(page))
    refuse_long(text_in(page))
    address, heading = tree.page_address(page), text_in(first(page, "h1"))
    main = tree.main_part(page, document)
    _HtmlReader(address, document).read(main)
    if heading and first(main, "h1") is None:
        document.blocks = (Heading((Run(heading),), level=0), *document.blocks)
    return document


def read_fragment(source: str, document: Document, base: str = "") -> Document:
    """Read HTML that is all content, such as Markdown makes, into `document`; `base` is the address of its page."""
    _HtmlReader(base, document).read(tree.parse_html(source))
    return document


class _HtmlReader:
    """Walks a tree of elements; `base` is the page's own address, which makes short links whole."""

    def __init__(self, base: str, document: Document) -> None:
        self.base, self.document = base, document
        self.lost_links: dict[str, None] = {}

    def read(self, element: ET.Element) -> None:
        """Put what is in the element into the document."""
        self.document.blocks = self.blocks(nodes(element), PLAIN)
        if self.lost_links:
            named = "; ".join(self.lost_links)
            self.document.uncertain.append(f"links without a full address, kept as plain words: {named}")

    def blocks(self, within: Iterable[ET.Element | str], look: Run) -> Blocks:
        """Read nodes into blocks; loose text between them becomes paragraphs."""
        made: list[DocumentBlock] = []
        for is_block, group in itertools.groupby(within, _is_block):
            if is_block:
                made += (block for child in group if not isinstance(child, str) for block in self._block(child, look))
            else:
                made += map(Paragraph, lines(tidy(self.inline(group, look)), at=r"\n{2,}"))
        return tuple(made)

    def _block(self, element: ET.Element, look: Run) -> Iterable[DocumentBlock]:
        tag, named = element.tag, element.get("class", "")
        readers = {"ul": self._list, "ol": self._list, "dl": self._list, "table": self._table}
        if tag in tree.HEADINGS or (tag == "p" and TITLE_CLASS.search(named)):
            level = 0 if tag in ("p", "h1") and TITLE_CLASS.search(named) else int(tag[1])
            return [Heading(self._runs(element, look), level=level)]
        if tag in readers:
            return readers[tag](element, look)
        if tag == "pre":
            return [Code((Run("".join(element.itertext()).strip("\n")),))] if text_in(element) else []
        summary = element.find("summary") if tag == "details" else None
        inner = self.blocks((node for node in nodes(element) if node is not summary), _looking(element, look))
        if summary is not None and text_in(summary):
            return [QuestionBlock(self._runs(summary, PLAIN), (inner,))]
        if tag == "blockquote":
            return [Quote(parts=(inner,))]
        if tag == "li":  # outside any list
            return [Listing(parts=(inner,), ordered=False)]
        if size := SIZE_CLASS.fullmatch(named):
            return [replace(block, size=int(size[1]) / 2) if isinstance(block, Paragraph) else block for block in inner]
        return (Heading((Run("References"),), level=6), *inner) if _holds_notes(element) else inner

    def _list(self, element: ET.Element, look: Run) -> Iterator[DocumentBlock]:
        """Read a list; in a `dl` each term begins an item, in bold letters."""
        items: list[Blocks] = []
        for child in _own(element, "dd" if element.tag == "dl" else "li", "dt"):
            blocks = self.blocks(nodes(child), replace(look, bold=look.bold or child.tag == "dt"))
            note = WORD_NOTE.fullmatch(child.get("id", ""))
            if note:
                self.document.notes[note[1]] = flat(blocks)
            elif child.tag == "dd" and items:
                items[-1] = (*items[-1], *blocks)
            elif not items and len(blocks) == 1 and isinstance(blocks[0], Listing):
                items += blocks[0].parts  # a list that begins one level down
            elif blocks:
                items.append(blocks)
        if items:
            yield Listing(parts=tuple(items), ordered=element.tag == "ol", start=_number(element, "start"))

    def _table(self, element: ET.Element, look: Run) -> Iterator[DocumentBlock]:
        """Read a table as a full grid, if any cell holds words: Markdown tables know no spans.

        A cell over several rows is said again in each (a row is read alone), one over several columns once. A last row
        of one cell that names the source is a line under the table.
        """
        rows: list[ET.Element] = []
        for row in _own(element, "tr", "caption"):
            if row.tag == "caption":
                yield from self.blocks(nodes(row), look)
            else:
                rows.append(row)
        under: list[ET.Element] = []
        while len(rows) > 1 and _is_source(rows[-1]):
            under.insert(0, rows.pop())
        cells: dict[tuple[int, int], Blocks] = {}
        for y, row in enumerate(rows):
            for cell in _own(row, "td", "th"):
                x = next(x for x in itertools.count() if (y, x) not in cells)
                blocks, high = self.blocks(nodes(cell), look), _number(cell, "rowspan")
                self.document.uncertain += [SPANS] if high > 1 and SPANS not in self.document.uncertain else []
                wide = range(min(_number(cell, "colspan"), WIDEST))
                for down, across in itertools.product(range(min(high, len(rows) - y)), wide):
                    cells[y + down, x + across] = () if across else blocks
        width = 1 + max((x for _, x in cells), default=0)
        full = [[cells.get((y, x), ()) for x in range(width)] for y in range(len(rows))]
        worded = tuple(cell for row in full if any(row) for cell in row)
        yield from [TableBlock(parts=worded, width=width)] if worded else []
        yield from (block for row in under for block in self.blocks(nodes(row), look))

    def _runs(self, element: ET.Element, look: Run) -> Runs:
        return tidy(self.inline(nodes(element), look))

    def inline(self, within: Iterable[ET.Element | str], look: Run) -> Iterator[Run]:
        """Read nodes as running text that looks like `look` where they say nothing else."""
        for child in within:
            if isinstance(child, str):
                yield replace(look, text=re.sub(r"\s+", " ", child))
            elif child.tag == "br":
                yield Run("\n")
            elif child.get("type") == "checkbox":
                yield replace(look, text="☒" if "checked" in child.attrib else "☐")
            elif child.tag in MEDIA:
                shown = text_in(child.get("alt") or child.get("title") or child)
                name = MEDIA[child.tag]
                self.document.left_out.append(f'{name}: "{shown}"' if shown else f"{name} without a description")
            elif child.tag in STRUCK:
                self.document.leave_out("words struck through", text_in(child))
            elif note := WORD_NOTE.fullmatch(child.get("href", "")):
                yield Run("", note=note[1])
            else:
                link = self._address(child) if child.tag == "a" else ""
                yield from self.inline(nodes(child), replace(_looking(child, look), link=link or look.link))

    def _address(self, element: ET.Element) -> str:
        """Return the whole address of a link, or "" for one that leads nowhere from another site."""
        href = element.get("href", "").strip()
        if not href or href.startswith("#"):
            return ""
        with contextlib.suppress(ValueError):
            whole = urlsplit(urljoin(self.base, href))
            if whole.scheme in ("mailto", "tel") or (whole.scheme in ("http", "https") and "." in whole.netloc):
                return urljoin(self.base, href)
        self.lost_links |= {text: None for text in [text_in(element)] if text}
        return ""


def _looking(element: ET.Element, look: Run) -> Run:
    """Return the look within an element: its tag or its style may make it bold, italic or raised."""
    bold = element.tag in BOLD or BOLD_STYLE.search(element.get("style", ""))
    italic, raised = element.tag in ITALIC, element.tag == "sup"
    return replace(look, bold=look.bold or bool(bold), italic=look.italic or italic, raised=look.raised or raised)


def _holds_notes(element: ET.Element) -> bool:
    """Say whether an element is a list of notes that has no heading of its own."""
    named = NOTES_NAME.search(f"{element.get('class', '')} {element.get('id', '')}")
    return bool(named) and first(element, "ol", "ul") is not None and first(element, *tree.HEADINGS) is None


def _is_source(row: ET.Element) -> bool:
    """Say whether a row is one cell over several columns that names where the table comes from."""
    cells = list(_own(row, "td", "th"))
    return len(cells) == 1 and _number(cells[0], "colspan") > 1 and bool(SOURCE_ROW.match(text_in(cells[0])))


def _is_block(child: ET.Element | str) -> bool:
    return not isinstance(child, str) and child.tag not in MEDIA and first(child, *tree.BLOCK) is not None


def _number(element: ET.Element, name: str) -> int:
    written = element.get(name, "")
    return int(written) if re.fullmatch(r"[1-9]\d{0,3}", written) else 1


def _own(element: ET.Element, *tags: str) -> Iterator[ET.Element]:
    """Yield the nearest elements of these tags; words that stand between them come as an element of the first tag."""
    for child in nodes(element):
        if not isinstance(child, str) and child.tag in tags:
            yield child
        elif not isinstance(child, str) and child.tag in ("thead", "tbody", "tfoot", "colgroup", "div"):
            yield from _own(child, *tags)
        elif text_in(child):
            loose = ET.Element(tags[0])
            loose.text = child if isinstance(child, str) else ""
            loose.extend([] if isinstance(child, str) else [copy(child)])
            for inner in loose:
                inner.tail = ""  # which comes as a node of its own
            yield loose
