"""Read a web page, or the HTML that a Word or Markdown document was turned into, into blocks."""

import contextlib
import itertools
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from urllib.parse import urljoin, urlsplit

from faq.importing.document import Blocks, Document, DocumentBlock, on_one_line
from faq.importing.inline import Run, inline
from faq.importing.readers import tree
from faq.importing.readers.tree import has, text_in
from faq.importing.report import refuse_long

NOTES_NAME = re.compile(r"(^|[\s_-])(foot-?notes|end-?notes|references|reflist|citations)($|[\s_-])", re.I)
TITLE_CLASS = re.compile(r"(^|\s)(MsoTitle|title)(\s|$)")
SITE = re.compile(r"\s+[|–—-]\s+[^|–—]+$|\s*[|]\s*[^|]+$")
SIZE_CLASS = re.compile(r"size-(\d+)")
SOURCE_ROW = re.compile(r"\s*(sources?|notes?|adapted from|abbreviations?|key)\s*:", re.I)
WORD_NOTE = re.compile(r"#?((?:footnote|endnote)-\d+)")
BOLD_STYLE = re.compile(r"font-weight\s*:\s*(bold|[6-9]00)", re.I)
BOLD, ITALIC, STRUCK = (frozenset(tags.split()) for tags in ("b strong", "i em cite dfn", "s strike del"))
MEDIA = {"img": "picture", "iframe": "embedded page", "video": "film", "audio": "sound"}
WRAPPERS = frozenset("thead tbody tfoot colgroup div".split())
SPANS = "a table has cells that span rows: their words are repeated in each row"
PLAIN = Run("")


def read_page(source: str) -> Document:
    """Read the HTML of a page; the words outside its article are named in `left_out`."""
    page = tree.parse_html(source)
    refuse_long(text_in(page))
    title, heading = page.find(".//title"), text_in(page.find(".//h1"))
    document = Document(title=SITE.sub("", text_in(title)[:300]))
    if title is not None:
        title.clear()
    own = (element for element in page.iter() if element.tag == "base" or element.get("rel") == "canonical")
    address = next((element.get("href", "") for element in own), "")  # which makes short links whole
    main = tree.main_part(page, document)
    _HtmlReader(address, document).read(main)
    if heading and not has(main, ["h1"]):
        document.blocks.insert(0, DocumentBlock(inline([Run(heading)]), "heading"))
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
        self.document.blocks = self.blocks(element, PLAIN)
        if self.lost_links:
            named = "; ".join(self.lost_links)
            self.document.uncertain.append(f"links without a full address, kept as plain words: {named}")

    def blocks(self, within: Iterable[ET.Element], look: Run) -> Blocks:
        """Read nodes into blocks; loose text between them becomes paragraphs."""
        made: Blocks = []
        for is_block, group in itertools.groupby(within, _is_block):
            if is_block:
                made += (block for child in group for block in self._block(child, look))
            else:
                made += map(DocumentBlock, filter(None, re.split(r"\n{2,}", inline(self.runs(group, look)))))
        return made

    def _block(self, element: ET.Element, look: Run) -> Iterable[DocumentBlock]:
        tag, named = element.tag, element.get("class", "")
        readers = {"ul": self._list, "ol": self._list, "dl": self._list, "table": self._table}
        if tag in tree.HEADINGS or (tag == "p" and TITLE_CLASS.search(named)):
            level = int(tag[1]) if tag in tree.HEADINGS else 0
            return [DocumentBlock(inline(self.runs(element, look)), "heading", level=level)]
        if tag in readers:
            return readers[tag](element, look)
        if tag == "pre":
            return _code("".join(element.itertext()).strip("\n"))
        summary = element.find("summary") if tag == "details" else None
        inner = self.blocks((node for node in element if node is not summary), _looking(element, look))
        if summary is not None and text_in(summary):
            return [DocumentBlock(inline(self.runs(summary, PLAIN)), "question", [inner])]
        if tag in ("blockquote", "li"):  # an item outside any list
            return [DocumentBlock(kind="list" if tag == "li" else "quote", parts=[inner])]
        if size := SIZE_CLASS.fullmatch(named):
            for block in inner:
                block.size = int(size[1]) / 2
        notes = [DocumentBlock("References", "heading", level=6)] if _holds_notes(element) else []
        return notes + inner

    def _list(self, element: ET.Element, look: Run) -> Iterator[DocumentBlock]:
        """Read a list; in a `dl` each term begins an item, in bold letters."""
        items: list[Blocks] = []
        for child in _within(element):
            inner = child if child.tag in ("li", "dt", "dd") else [child]
            blocks = self.blocks(inner, look._replace(bold=look.bold or child.tag == "dt"))
            note = WORD_NOTE.fullmatch(child.get("id", ""))
            if note:
                self.document.notes[note[1]] = on_one_line(blocks)
            elif child.tag == "dd" and items:
                items[-1] += blocks
            elif not items and len(blocks) == 1 and blocks[0].kind == "list":
                items += blocks[0].parts  # a list that begins one level down
            elif blocks:
                items.append(blocks)
        start = _number(element, "start") if element.tag == "ol" else 0
        yield from [DocumentBlock(kind="list", parts=items, start=start)] if items else []

    def _table(self, element: ET.Element, look: Run) -> Iterator[DocumentBlock]:
        """Read a table as a full grid, if any cell holds words: Markdown tables know no spans.

        A cell over several rows is said again in each (a row is read alone), one over several columns once. A last row
        of one cell that names the source is a line under the table.
        """
        rows: list[list[ET.Element]] = []
        for child in _within(element):
            if child.tag == "tr":
                rows.append(list(_within(child)))
            else:
                yield from self.blocks([child], look)  # its caption
        under: list[ET.Element] = []
        while len(rows) > 1 and len(rows[-1]) == 1 and _is_source(rows[-1][0]):
            under = rows.pop() + under
        cells: dict[tuple[int, int], Blocks] = {}
        for y, row in enumerate(rows):
            for cell in row:
                x = next(x for x in itertools.count() if (y, x) not in cells)
                blocks, high, wide = self.blocks([cell], look), _number(cell, "rowspan"), _number(cell, "colspan")
                self.document.uncertain += [SPANS] if high > 1 and SPANS not in self.document.uncertain else []
                for down, across in itertools.product(range(min(high, len(rows) - y)), range(wide)):
                    cells[y + down, x + across] = [] if across else blocks
        width = 1 + max((x for (_, x), cell in cells.items() if cell), default=0)
        full = [[cells.get((y, x), []) for x in range(width)] for y in range(len(rows))]
        worded = [cell for row in full if any(row) for cell in row]
        yield from [DocumentBlock(kind="table", parts=worded, width=width)] if worded else []
        yield from self.blocks(under, look)

    def runs(self, within: Iterable[ET.Element], look: Run) -> Iterator[Run]:
        """Read nodes as running text that looks like `look` where they say nothing else."""
        for child in within:
            if child.tag == "text":
                yield look._replace(text=re.sub(r"\s+", " ", child.text or ""))
            elif child.tag == "br":
                yield Run("\n")
            elif child.get("type") == "checkbox":
                yield look._replace(text="☒" if "checked" in child.attrib else "☐")
            elif child.tag in MEDIA:
                shown = text_in(child.get("alt") or child.get("title") or child)
                name = MEDIA[child.tag]
                self.document.left_out.append(f'{name}: "{shown}"' if shown else f"{name} without a description")
            elif child.tag in STRUCK:
                self.document.leave_out("words struck through", text_in(child))
            elif note := WORD_NOTE.fullmatch(child.get("href", "")):
                yield Run(note[1], is_note=True)
            else:
                link = self._address(child) if child.tag == "a" else ""
                yield from self.runs(child, _looking(child, look)._replace(link=link or look.link))

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
    return look._replace(bold=look.bold or bool(bold), italic=look.italic or italic, raised=look.raised or raised)


def _code(text: str) -> list[DocumentBlock]:
    """Show lines as they were typed, between fences longer than any within them."""
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    return [DocumentBlock(f"{fence}\n{text}\n{fence}", "written")] if text.strip() else []


def _holds_notes(element: ET.Element) -> bool:
    """Say whether an element is a list of notes that has no heading of its own."""
    named = NOTES_NAME.search(f"{element.get('class', '')} {element.get('id', '')}")
    return bool(named) and has(element, ["ol", "ul"]) and not has(element, tree.HEADINGS)


def _is_source(cell: ET.Element) -> bool:
    """Say whether a cell over several columns names where the table comes from."""
    return _number(cell, "colspan") > 1 and bool(SOURCE_ROW.match(text_in(cell)))


def _is_block(element: ET.Element) -> bool:
    return element.tag not in MEDIA and has(element, tree.BLOCK)


def _number(element: ET.Element, name: str) -> int:
    written = element.get(name, "")
    return int(written) if re.fullmatch(r"[1-9]\d{0,3}", written) else 1


def _within(element: ET.Element) -> Iterator[ET.Element]:
    """Yield the items, rows or cells in an element, and words that stand between them."""
    for child in element:
        if child.tag in WRAPPERS:
            yield from _within(child)
        elif child.tag != "text" or text_in(child):
            yield child
