"""Read HTML into a tree of elements, and find the article in it. The parsing is html5ever's, by way of nh3."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from faq.importing.document import Document
from faq.importing.report import UnreadableError
from faq.reading.markdown import well_formed

DEEPEST = 80
MOST_TAGS = 60_000
VOID = frozenset("area base br col hr img input link wbr".split())
BLOCK = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html iframe li main nav ol p pre section summary table tbody td tfoot th thead tr "
    "ul video".split()
)
FURNITURE = frozenset("nav aside footer header navigation banner contentinfo complementary search menu menubar".split())
"""Tags and roles of what stands around an article."""

QUESTIONED = frozenset("h1 h2 h3 h4 h5 h6 dt summary".split())
TEXT = frozenset("p ul ol dl blockquote".split())
LEAST_SHARE, MAIN_SHARE = 0.25, 0.7
SITE = re.compile(r"\s+[|–—-]\s+[^|–—]+$|\s*[|]\s*[^|]+$")
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


@dataclass(slots=True, eq=False)
class Element:
    """One element: its tag, attributes, and children (elements and strings) in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)

    @property
    def inner(self) -> list["Element"]:
        """The children that are elements."""
        return [child for child in self.children if isinstance(child, Element)]

    def nodes(self) -> Iterator["Element | str"]:
        """Yield the element and everything under it, in reading order; of the page's title only the element."""
        waiting: list[Element | str] = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.children) if isinstance(node, Element) and node.tag != "title" else ()

    def elements(self) -> Iterator["Element"]:
        """Yield the element and every element under it, in reading order."""
        yield from (node for node in self.nodes() if isinstance(node, Element))

    def text(self) -> str:
        """Return the words under the element on one line."""
        pieces = (n if isinstance(n, str) else " " if n.tag in BLOCK or n.tag == "br" else "" for n in self.nodes())
        return " ".join("".join(pieces).split())

    def first(self, *tags: str) -> "Element | None":
        """Find the first element of one of these tags, itself included."""
        return next((element for element in self.elements() if element.tag in tags), None)


def parse_html(source: str) -> Element:
    """Return the tree of a page of any quality, without scripts; what lies deeper than `DEEPEST` is flattened.

    Raises `UnreadableError` for more than `MOST_TAGS` tags, before any time is spent on them.
    """
    if source.count("<") > MOST_TAGS:
        raise UnreadableError(f"This page has more than {MOST_TAGS:,} tags. Copy its article into a new document.")
    builder = _Builder()
    builder.feed(well_formed(source))
    builder.close()
    return builder.open[0]


class _Builder(HTMLParser):
    """Takes HTML in which every tag that opens is closed, in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("html")]
        self.deeper = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID and len(self.open) < DEEPEST:
            self.open.append(element)
        else:
            self.deeper += tag not in VOID

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        if self.deeper:
            self.deeper -= 1
        elif len(self.open) > 1:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def page_title(page: Element) -> str:
    """Return the title in the page's head without the name of the site."""
    title = page.first("title")
    return SITE.sub("", " ".join("".join(map(str, title.children)).split())[:300]) if title else ""


def page_address(page: Element) -> str:
    """Find the page's own address, which makes its short links whole."""
    own = (e for e in page.elements() if e.tag == "base" or e.attributes.get("rel") == "canonical")
    return next((element.attributes.get("href", "") for element in own), "")


def main_part(page: Element, document: Document) -> Element:
    """Return the part of the page that holds its article; what is left out is named in the document."""
    _drop_furniture(page, document, within_main=False)
    main = max(filter(_is_marked, page.elements()), key=_length, default=page)
    if main is page or _length(main) < LEAST_SHARE * _length(page):
        main = _fullest(page)
    around = page
    while around is not main:
        inside = next(child for child in around.inner if main in child.elements())
        for child in around.children:
            if child is not inside and not _is_title(child):
                document.leave_out("outside the article", Element("", children=[child]).text())
        around = inside
    return main


def _is_marked(element: Element) -> bool:
    return bool({element.tag, element.attributes.get("role")} & {"main", "article"})


def _length(element: Element) -> int:
    return len(element.text())


def _drop_furniture(element: Element, document: Document, *, within_main: bool) -> None:
    within_main = within_main or _is_marked(element)
    for child in element.inner:
        if _is_furniture(child, element, within_main):
            element.children.remove(child)
            document.leave_out(child.attributes.get("role") or child.tag, child.text())
        else:
            _drop_furniture(child, document, within_main=within_main)


def _is_furniture(element: Element, parent: Element, within_main: bool) -> bool:
    """Tell menus, banners and buttons from content; a button that opens an answer holds its question."""
    if element.tag == "header" and (within_main or element.first("h1")):
        return False
    if element.tag == "button":
        return parent.tag not in QUESTIONED and not {"aria-expanded", "aria-controls"} & element.attributes.keys()
    hidden = "hidden" in element.attributes or HIDDEN.search(element.attributes.get("style", ""))
    return bool(hidden) or bool({element.tag, element.attributes.get("role")} & FURNITURE)


def _fullest(page: Element) -> Element:
    """Find the smallest element with most of the page's running text: paragraphs count, links do not."""
    prose = {element: _prose(element) for element in page.elements() if element.tag == "p"}
    main, inside = page, [page]
    while inside:
        main = inside[0]
        around = (element for element in main.inner if element.tag not in TEXT)
        shares = ((element, sum(prose.get(inner, 0) for inner in element.elements())) for element in around)
        inside = [element for element, share in shares if share > MAIN_SHARE * sum(prose.values())]
    return main


def _prose(paragraph: Element) -> int:
    return _length(paragraph) - sum(_length(element) for element in paragraph.elements() if element.tag == "a")


def _is_title(node: Element | str) -> bool:
    """Say whether a node holds the page's own `h1` alone, which is the title and is not lost."""
    heading = node.first("h1") if isinstance(node, Element) and node.tag in ("h1", "header") else None
    return heading is not None and isinstance(node, Element) and heading.text() == node.text()
