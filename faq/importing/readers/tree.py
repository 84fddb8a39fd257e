"""Read HTML into a tree of elements, and find the article in it. The parsing is html5ever's, by way of nh3."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Collection

from faq.importing.document import Document
from faq.importing.report import refuse_crowded
from faq.reading.markdown import well_formed

DEEPEST = 80
PIECE = re.compile(r'<(/?)(\w+)((?:[^">]|"[^"]*")*)>|[^<]+')
BACK_LINK = re.compile(r"\s*<a [^>]*>[↑↩⤴]\ufe0e?</a>")
"""What leads from a note back to the text."""

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
VOID = frozenset("area base br col hr img input link wbr".split())
BLOCK = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr "
    "ul".split()
)
FURNITURE = frozenset("nav aside footer header navigation banner contentinfo complementary search menu menubar".split())
"""Tags and roles of what stands around an article."""

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
TEXT = frozenset("p ul ol dl blockquote".split())
LEAST_SHARE, MAIN_SHARE = 0.25, 0.7
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


def parse_html(source: str) -> ET.Element:
    """Return the tree of a page of any quality, without scripts; what lies deeper than `DEEPEST` is flattened.

    Words are elements too, of the tag `text`. Raises `UnreadableError` for too many tags before time is spent on them.
    """
    refuse_crowded(source.count("<"))
    depth = 0

    def as_xml(found: re.Match[str]) -> str:
        nonlocal depth
        closes, tag, attributes = found.groups()
        if tag is None:
            return f"<text>{found[0]}</text>"
        attributes = attributes.replace("<", "&lt;")
        if tag in VOID:
            return f"<{tag}{attributes}/>" + "\n" * (tag == "br")
        depth -= bool(closes)
        kept = f"<{closes}{tag}{attributes}>" if depth < DEEPEST else ""
        depth += not closes
        return f"\n{kept}\n" if tag in BLOCK else kept  # so that words of two blocks never touch

    page = BACK_LINK.sub("", CONTROL.sub(" ", well_formed(source)).replace("&nbsp;", "\xa0"))
    return ET.fromstring(f"<html>{PIECE.sub(as_xml, page)}</html>")  # noqa: S314 (html5ever wrote it: no entities)


def text_in(node: ET.Element | str | None) -> str:
    """Return the words of a node on one line."""
    text = "".join(node.itertext()) if isinstance(node, ET.Element) else node or ""
    return " ".join(text.split())


def has(element: ET.Element, tags: Collection[str]) -> bool:
    """Say whether an element has one of these tags, or has one within that does."""
    return any(inner.tag in tags for inner in element.iter())


def main_part(page: ET.Element, document: Document) -> ET.Element:
    """Return the part of the page that holds its article; what is left out is named in the document."""
    _drop_furniture(page, document)
    main = max(filter(_is_marked, page.iter()), key=_length, default=page)
    if main is page or _length(main) < LEAST_SHARE * _length(page):
        main = _fullest(page)
    around, heading = page, text_in(page.find(".//h1"))
    while around is not main:
        inside = next(child for child in around if main in child.iter())
        for child in around:
            if child is not inside and text_in(child) != heading:  # which is the title, and so is not lost
                document.leave_out("outside the article", text_in(child))
        around = inside
    return main


def _is_marked(element: ET.Element) -> bool:
    return bool({element.tag, element.get("role")} & {"main", "article"})


def _length(element: ET.Element) -> int:
    return len(text_in(element))


def _drop_furniture(page: ET.Element, document: Document) -> None:
    within_main = {inner for main in page.iter() if _is_marked(main) for inner in main.iter()}
    for parent in page.iter():
        for child in parent:
            if _is_furniture(child, parent, parent in within_main):
                document.leave_out(child.get("role") or child.tag, text_in(child))
                child.clear()


def _is_furniture(element: ET.Element, parent: ET.Element, within_main: bool) -> bool:
    """Tell menus, banners and buttons from content; a button that opens an answer holds its question."""
    if element.tag == "header" and (within_main or has(element, ["h1"])):
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
