"""Find the article within a web page: its menus, banners and footers are not content."""

import re
from collections import Counter

from faq.importing.readers.tree import Element

FURNITURE = frozenset("nav aside footer header".split())
FURNITURE_ROLES = frozenset("navigation banner contentinfo complementary search menu menubar".split())
QUESTIONED = frozenset("h1 h2 h3 h4 h5 h6 dt summary".split())
LEAST_SHARE, MAIN_SHARE = 0.25, 0.7
SITE = re.compile(r"\s+[|–—-]\s+[^|–—]+$|\s*[|]\s*[^|]+$")
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


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
