"""Find the article within a web page: its menus, banners and footers are not content."""

import re
from collections import Counter

from faq.importing.readers.tree import Element

FURNITURE = frozenset("nav aside footer header".split())
FURNITURE_ROLES = frozenset("navigation banner contentinfo complementary search menu menubar".split())
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
MAIN_SHARE = 0.7
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
    marked = [element for element in page.elements() if _is_marked(element)]
    main = max(marked, key=_length, default=None)
    if main is None or _length(main) < 0.25 * _length(page):
        main = _fullest(page)
    _name_rest(page, main, left_out)
    return main


def name_left_out(what: str, text: str, left_out: list[str]) -> None:
    """Add a line that names a left out part with its words."""
    if text:
        left_out.append(f'{what}: "{text}"')


def _is_marked(element: Element) -> bool:
    return element.tag in ("main", "article") or element.attributes.get("role") in ("main", "article")


def _length(element: Element) -> int:
    return len(element.text())


def _drop_furniture(element: Element, left_out: list[str], *, within_main: bool) -> None:
    within_main = within_main or _is_marked(element)
    for child in [child for child in element.children if isinstance(child, Element)]:
        if not _is_furniture(child, within_main):
            _drop_furniture(child, left_out, within_main=within_main)
            continue
        element.children.remove(child)
        name_left_out(child.attributes.get("role") or child.tag, child.text(), left_out)


def _is_furniture(element: Element, within_main: bool) -> bool:
    if element.tag == "header" and (element.first("h1") is not None or within_main):
        return False
    if element.tag == "button":
        return not _opens(element)
    hidden = "hidden" in element.attributes or HIDDEN.search(element.attributes.get("style", ""))
    return bool(hidden) or element.tag in FURNITURE or element.attributes.get("role", "") in FURNITURE_ROLES


def _opens(button: Element) -> bool:
    """Tell a button that opens an answer, whose words are the question, from "Print" and "Share"."""
    within = button.parent.tag if button.parent else ""
    return bool({"aria-expanded", "aria-controls"} & button.attributes.keys()) or within in (*HEADINGS, "dt", "summary")


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


def _name_rest(page: Element, main: Element, left_out: list[str]) -> None:
    """Name the words beside the main part, one line a branch; the page's own `h1` is the title and is not lost."""
    inner = main
    while inner is not page and inner.parent is not None:
        for sibling in inner.parent.children:
            if sibling is inner or (isinstance(sibling, Element) and _is_title(sibling)):
                continue
            text = " ".join(sibling.split()) if isinstance(sibling, str) else sibling.text()
            name_left_out("outside the article", text, left_out)
        inner = inner.parent


def _is_title(element: Element) -> bool:
    heading = element.first("h1") if element.tag in ("h1", "header") else None
    return heading is not None and heading.text() == element.text()
