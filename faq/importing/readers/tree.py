"""Read HTML into a tree of elements, and find the article in it. The parsing is html5ever's, by way of nh3."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from faq.importing.document import Document
from faq.importing.report import UnreadableError
from faq.reading.markdown import well_formed

DEEPEST = 80
MOST_TAGS = 60_000
TAG = re.compile(r'<(/?)(\w+)((?:[^">]|"[^"]*")*)>')
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
VOID = frozenset("area base br col hr img input link wbr".split())
BLOCK = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html iframe li main nav ol p pre section summary table tbody td tfoot th thead tr "
    "ul video".split()
)
FURNITURE = frozenset("nav aside footer header navigation banner contentinfo complementary search menu menubar".split())
"""Tags and roles of what stands around an article."""

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
TEXT = frozenset("p ul ol dl blockquote".split())
LEAST_SHARE, MAIN_SHARE = 0.25, 0.7
SITE = re.compile(r"\s+[|–—-]\s+[^|–—]+$|\s*[|]\s*[^|]+$")
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


def parse_html(source: str) -> ET.Element:
    """Return the tree of a page of any quality, without scripts; what lies deeper than `DEEPEST` is flattened.

    Raises `UnreadableError` for more than `MOST_TAGS` tags, before any time is spent on them.
    """
    if source.count("<") > MOST_TAGS:
        raise UnreadableError(f"This page has more than {MOST_TAGS:,} tags. Copy its article into a new document.")
    depth = 0

    def as_xml(found: re.Match[str]) -> str:
        nonlocal depth
        closes, tag, attributes = found.groups()
        if tag in VOID:
            return f"<{tag}{attributes.replace('<', '&lt;')}/>" + "\n" * (tag == "br")
        depth -= bool(closes)
        kept = f"<{closes}{tag}{attributes.replace('<', '&lt;')}>" if depth < DEEPEST else ""
        depth += not closes
        return f"\n{kept}\n" if tag in BLOCK and tag != "pre" else kept  # so that words of two blocks never touch

    tree = TAG.sub(as_xml, CONTROL.sub(" ", well_formed(source)).replace("&nbsp;", "\xa0"))
    return ET.fromstring(f"<html>{tree}</html>")  # noqa: S314 (html5ever wrote it: no entities)


def nodes(element: ET.Element) -> Iterator[ET.Element | str]:
    """Yield what is in an element: its text and its elements, in reading order."""
    yield element.text or ""
    for child in element:
        yield child
        yield child.tail or ""


def text_in(node: ET.Element | str | None) -> str:
    """Return the words of a node on one line."""
    text = "".join(node.itertext()) if isinstance(node, ET.Element) else node or ""
    return " ".join(text.split())


def first(element: ET.Element, *tags: str) -> ET.Element | None:
    """Find the first element of one of these tags, itself included."""
    return next((inner for inner in element.iter() if inner.tag in tags), None)


def take_title(page: ET.Element) -> str:
    """Take the title in the page's head out, and return it without the name of the site."""
    title = first(page, "title")
    if title is None:
        return ""
    text, title.text = text_in(title)[:300], ""
    return SITE.sub("", text)


def page_address(page: ET.Element) -> str:
    """Find the page's own address, which makes its short links whole."""
    own = (element for element in page.iter() if element.tag == "base" or element.get("rel") == "canonical")
    return next((element.get("href", "") for element in own), "")


def main_part(page: ET.Element, document: Document) -> ET.Element:
    """Return the part of the page that holds its article; what is left out is named in the document."""
    _drop_furniture(page, document, within_main=False)
    main = max(filter(_is_marked, page.iter()), key=_length, default=page)
    if main is page or _length(main) < LEAST_SHARE * _length(page):
        main = _fullest(page)
    around, heading = page, text_in(first(page, "h1"))
    while around is not main:
        inside = next(child for child in around if main in child.iter())
        for child in nodes(around):
            if child is not inside and text_in(child) != heading:  # which is the title, and so is not lost
                document.leave_out("outside the article", text_in(child))
        around = inside
    return main


def _is_marked(element: ET.Element) -> bool:
    return bool({element.tag, element.get("role")} & {"main", "article"})


def _length(element: ET.Element) -> int:
    return len(text_in(element))


def _drop_furniture(element: ET.Element, document: Document, *, within_main: bool) -> None:
    within_main = within_main or _is_marked(element)
    for child in element:
        if _is_furniture(child, element, within_main):
            document.leave_out(child.get("role") or child.tag, text_in(child))
            after = child.tail
            child.clear()
            child.tail = after
        else:
            _drop_furniture(child, document, within_main=within_main)


def _is_furniture(element: ET.Element, parent: ET.Element, within_main: bool) -> bool:
    """Tell menus, banners and buttons from content; a button that opens an answer holds its question."""
    if element.tag == "header" and (within_main or first(element, "h1") is not None):
        return False
    if element.tag == "button":
        opens = element.get("aria-expanded") or element.get("aria-controls")
        return not opens and parent.tag not in (*HEADINGS, "dt", "summary")
    hidden = "hidden" in element.attrib or HIDDEN.search(element.get("style", ""))
    return bool(hidden) or bool({element.tag, element.get("role")} & FURNITURE)


def _fullest(page: ET.Element) -> ET.Element:
    """Find the smallest element with most of the page's running text: paragraphs count, links do not."""
    prose = {p: _length(p) - sum(map(_length, p.iter("a"))) for p in page.iter("p")}
    main, inside = page, [page]
    while inside:
        main = inside[0]
        shares = ((part, sum(map(prose.__getitem__, part.iter("p")))) for part in main if part.tag not in TEXT)
        inside = [part for part, share in shares if share > MAIN_SHARE * sum(prose.values())]
    return main
