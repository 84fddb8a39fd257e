"""Read HTML into a tree of elements, and find the article in it. The parsing is html5ever's, by way of nh3."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from faq.importing.report import UnreadableError
from faq.reading.markdown import well_formed

DEEPEST = 80
MOST_TAGS = 60_000
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
BLOCK = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html iframe li main nav ol p pre section summary table tbody td tfoot th thead tr "
    "ul video".split()
)
BREAKS = BLOCK | {"br"}

FURNITURE = frozenset("nav aside footer header".split())
FURNITURE_ROLES = frozenset("navigation banner contentinfo complementary search menu menubar".split())
QUESTIONED = frozenset("h1 h2 h3 h4 h5 h6 dt summary".split())
LEAST_SHARE, MAIN_SHARE = 0.25, 0.7
SITE = re.compile(r"\s+[|–—-]\s+[^|–—]+$|\s*[|]\s*[^|]+$")
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


@dataclass(slots=True, eq=False)
class Element:
    """One element: its tag, attributes, and children (elements and strings) in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)
    parent: "Element | None" = None

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
        pieces = (node if isinstance(node, str) else " " if node.tag in BREAKS else "" for node in self.nodes())
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
    return builder.root


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("html")
        self.open = [self.root]
        self.deeper = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, parent=self.open[-1])
        self.open[-1].children.append(element)
        if tag in VOID:
            return
        if len(self.open) < DEEPEST:
            self.open.append(element)
        else:
            self.deeper += 1

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 (every tag that opens is closed, in order)
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
    for element in page.elements():
        if element.tag == "base" or (element.tag == "link" and element.attributes.get("rel") == "canonical"):
            return element.attributes.get("href", "")
    return ""


def main_part(page: Element, left_out: list[str]) -> Element:
    """Return the part of the page that holds its article; what is left out is added to `left_out`, named."""
    _drop_furniture(page, left_out, within_main=False)
    main = max(filter(_is_marked, page.elements()), key=_length, default=page)
    if main is page or _length(main) < LEAST_SHARE * _length(page):
        main = _fullest(page)
    inner = main
    while inner is not page and inner.parent is not None:
        for sibling in inner.parent.children:
            text = " ".join(sibling.split()) if isinstance(sibling, str) else sibling.text()
            if sibling is not inner and not _is_title(sibling, text):
                name_left_out("outside the article", text, left_out)
        inner = inner.parent
    return main


def name_left_out(what: str, text: str, left_out: list[str]) -> None:
    """Add a line that names a left out part with its words."""
    if text:
        left_out.append(f'{what}: "{text}"')


def _is_marked(element: Element) -> bool:
    return bool({element.tag, element.attributes.get("role")} & {"main", "article"})


def _length(element: Element) -> int:
    return len(element.text())


def _drop_furniture(element: Element, left_out: list[str], *, within_main: bool) -> None:
    within_main = within_main or _is_marked(element)
    for child in [child for child in element.children if isinstance(child, Element)]:
        if _is_furniture(child, within_main):
            element.children.remove(child)
            name_left_out(child.attributes.get("role") or child.tag, child.text(), left_out)
        else:
            _drop_furniture(child, left_out, within_main=within_main)


def _is_furniture(element: Element, within_main: bool) -> bool:
    """Tell menus, banners and buttons from content; a button that opens an answer holds its question."""
    if element.tag == "header" and (within_main or element.first("h1")):
        return False
    if element.tag == "button":
        within = element.parent.tag if element.parent else ""
        return not ({"aria-expanded", "aria-controls"} & element.attributes.keys() or within in QUESTIONED)
    hidden = "hidden" in element.attributes or HIDDEN.search(element.attributes.get("style", ""))
    return bool(hidden) or element.tag in FURNITURE or element.attributes.get("role", "") in FURNITURE_ROLES


def _fullest(page: Element) -> Element:
    """Find the smallest element with most of the page's running text: paragraphs count, links do not."""
    prose = {element: _prose(element) for element in page.elements() if element.tag == "p"}
    score: Counter[Element] = Counter()
    for paragraph, length in prose.items():
        score[paragraph.parent or page] += length
    best = max(score, key=lambda element: score[element], default=page)
    while best.parent is not None and sum(prose.get(e, 0) for e in best.elements()) < MAIN_SHARE * score.total():
        best = best.parent
    return best


def _prose(paragraph: Element) -> int:
    linked = sum(_length(element) for element in paragraph.elements() if element.tag == "a")
    return max(_length(paragraph) - linked, 0)


def _is_title(node: Element | str, text: str) -> bool:
    """Say whether a node holds the page's own `h1` alone, which is the title and is not lost."""
    heading = node.first("h1") if isinstance(node, Element) and node.tag in ("h1", "header") else None
    return heading is not None and heading.text() == text
