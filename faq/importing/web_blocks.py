"""Read the elements of a web page into blocks."""

import re
from collections.abc import Iterator
from dataclasses import replace

from faq.importing.blocks import Block, Blocks, Heading, Listing, Paragraph, Question, Quote, Table
from faq.importing.grid import SPANS, Cell, grid
from faq.importing.runs import Run, Runs, lines, tidy, words
from faq.importing.web_inline import MEDIA, InlineReader, looking
from faq.importing.web_tree import BLOCK, Element

NOTES_NAME = re.compile(r"(^|[\s_-])(foot-?notes|end-?notes|references|reflist|citations)($|[\s_-])", re.I)
NOTES = Heading(6, (Run("References"),))
TITLE_CLASS = re.compile(r"(^|\s)(MsoTitle|title)(\s|$)")


class WebReader(InlineReader):
    """Walks a tree of HTML elements."""

    def blocks(self, element: Element) -> Blocks:
        """Read an element's children into blocks; loose text between them becomes paragraphs."""
        return tuple(self._blocks(element.children, Run("")))

    def _blocks(self, children: list[Element | str], look: Run) -> Iterator[Block]:
        loose: list[Element | str] = []
        for child in children:
            if isinstance(child, str) or not _is_block(child):
                loose.append(child)
                continue
            yield from self._loose(loose, look)
            loose = []
            yield from self._block(child, look)
        yield from self._loose(loose, look)

    def _loose(self, children: list[Element | str], look: Run) -> Iterator[Block]:
        yield from (Paragraph(runs) for runs in lines(tidy(self.inline(children, look)), at=r"\n{2,}"))

    def _block(self, element: Element, look: Run) -> Iterator[Block]:
        readers = {
            "ul": self._list,
            "ol": self._list,
            "dl": self._definitions,
            "table": self._table,
            "details": self._details,
            "blockquote": self._quote,
            "pre": self._preformatted,
        }
        level = _heading_level(element)
        if level is not None:
            yield Heading(level, tidy(self.inline(element.children, look)))
        elif element.tag in readers:
            yield from readers[element.tag](element, look)
        else:
            yield from [NOTES] if _holds_notes(element) else []
            yield from self._blocks(element.children, looking(element, look))

    def _quote(self, element: Element, look: Run) -> Iterator[Block]:
        yield Quote(tuple(self._blocks(element.children, look)))

    def _preformatted(self, element: Element, look: Run) -> Iterator[Block]:
        """Read lines that are shown as typed: each stays a line, and nothing in it is a heading or a list."""
        texts = [child for inner in element.elements() for child in inner.children if isinstance(child, str)]
        yield Paragraph(tidy(replace(look, text=text) for text in texts))

    def _list(self, element: Element, look: Run) -> Iterator[Block]:
        items = [tuple(self._blocks(_item(child), look)) for child in element.children if _has_words(child)]
        full = tuple(item for item in items if item)
        if full:
            yield Listing(element.tag == "ol", full, _number(element.attributes.get("start", "1")))

    def _definitions(self, element: Element, look: Run) -> Iterator[Block]:
        """Read a `dl`: a term that asks something is a question, other terms are list items."""
        items: list[Blocks] = []
        term: Runs = ()
        for child in _own(element, ("dt", "dd"), "dd"):
            if child.tag == "dt":
                term = self.runs(child)
                items.append((Paragraph(tuple(replace(run, bold=True) for run in term)),))
            elif items:
                items[-1] = (*items[-1], *self._blocks(child.children, look))
            else:
                items.append(tuple(self._blocks(child.children, look)))
        if items and all(words(_first(item)).endswith("?") for item in items):
            yield from (Question(_first(item), item[1:]) for item in items)
        elif items:
            yield Listing(False, tuple(_together(item) for item in items if item))

    def _details(self, element: Element, look: Run) -> Iterator[Block]:
        summary = next((c for c in element.children if isinstance(c, Element) and c.tag == "summary"), None)
        rest = tuple(self._blocks([child for child in element.children if child is not summary], look))
        question = self.runs(summary) if summary else ()
        if question:
            yield Question(question, rest)
        else:
            yield from rest

    def _table(self, element: Element, look: Run) -> Iterator[Block]:
        rows: list[list[Cell]] = []
        for inner in _own(element, ("caption", "tr"), "tr"):
            if inner.tag == "caption":
                yield from self._blocks(inner.children, look)
            else:
                rows.append([self._cell(cell, look) for cell in _own(inner, ("td", "th"), "td")])
        full = grid(rows)
        if full:
            yield Table(full)

    def _cell(self, cell: Element, look: Run) -> Cell:
        columns, rows = (_number(cell.attributes.get(name, "1")) for name in ("colspan", "rowspan"))
        if rows > 1 and SPANS not in self.uncertain:
            self.uncertain.append(SPANS)
        return Cell(tuple(self._blocks(cell.children, look)), columns, rows)


def _holds_notes(element: Element) -> bool:
    """Say whether an element is a list of notes that has no heading of its own."""
    named = f"{element.attributes.get('class', '')} {element.attributes.get('id', '')}"
    headed = element.first("h1", "h2", "h3", "h4", "h5", "h6")
    return bool(NOTES_NAME.search(named)) and element.first("ol", "ul") is not None and headed is None


def _heading_level(element: Element) -> int | None:
    """Give the level of a heading; a paragraph that a word processor marked as the title has level 0."""
    if re.fullmatch("h[1-6]", element.tag):
        return int(element.tag[1])
    is_title = element.tag == "p" and TITLE_CLASS.search(element.attributes.get("class", ""))
    return 0 if is_title else None


def _is_block(element: Element) -> bool:
    if element.tag in BLOCK and element.tag not in MEDIA:
        return True
    return any(inner.tag in BLOCK for inner in element.elements())


def _number(written: str) -> int:
    return int(written) if re.fullmatch(r"[1-9]\d{0,3}", written) else 1


def _has_words(child: Element | str) -> bool:
    return bool(child.strip()) if isinstance(child, str) else True


def _item(child: Element | str) -> list[Element | str]:
    return child.children if isinstance(child, Element) and child.tag == "li" else [child]


def _own(element: Element, tags: tuple[str, ...], loose: str) -> Iterator[Element]:
    """Give the nearest elements of these tags; words that stand between them come as an element called `loose`."""
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
