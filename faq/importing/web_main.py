"""Find the article within a web page: its menus, banners and footers are not content."""

import re
from collections import Counter

from faq.importing.web_tree import Element

FURNITURE = frozenset("nav aside footer header".split())
FURNITURE_ROLES = frozenset("navigation banner contentinfo complementary search menu menubar".split())
SILENT = frozenset("script style template noscript head link meta input select textarea svg".split())
MAIN_SHARE = 0.7
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


def main_part(page: Element, left_out: list[str]) -> Element:
    """Give the part of the page that holds its article; what is left out is added to `left_out`, named."""
    _drop_furniture(page, left_out)
    marked = [element for element in page.elements() if _is_marked(element)]
    main = max(marked, key=_length, default=None)
    if main is None or _length(main) < 0.25 * _length(page):
        main = _fullest(page)
    _name_rest(page, main, left_out)
    return main


def _is_marked(element: Element) -> bool:
    return element.tag in ("main", "article") or element.attributes.get("role") in ("main", "article")


def _length(element: Element) -> int:
    return len(element.text())


def _drop_furniture(element: Element, left_out: list[str]) -> None:
    for child in list(element.children):
        if not isinstance(child, Element):
            continue
        if not _is_furniture(child):
            _drop_furniture(child, left_out)
            continue
        element.children.remove(child)
        if child.tag not in SILENT:
            name_left_out(child.attributes.get("role") or child.tag, child.text(), left_out)


def _is_furniture(element: Element) -> bool:
    if element.tag in SILENT:
        return True
    if element.tag == "header" and (element.first("h1") is not None or _within_main(element)):
        return False
    if element.tag == "button":
        return not _opens(element)
    hidden = "hidden" in element.attributes or HIDDEN.search(element.attributes.get("style", ""))
    role = element.attributes.get("role", "")
    return bool(hidden) or element.tag in FURNITURE or role in FURNITURE_ROLES


def _opens(button: Element) -> bool:
    """Tell a button that opens an answer, whose words are the question, from "Print" and "Share"."""
    within = button.parent.tag if button.parent else ""
    opens = {"aria-expanded", "aria-controls"} & button.attributes.keys()
    return bool(opens) or within in ("h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary")


def _within_main(element: Element) -> bool:
    parent = element.parent
    while parent is not None:
        if _is_marked(parent):
            return True
        parent = parent.parent
    return False


def _fullest(page: Element) -> Element:
    """Find the smallest element with most of the page's running text: paragraphs count, links do not."""
    score: Counter[Element] = Counter()
    for element in page.elements():
        if element.tag == "p" and element.parent is not None:
            score[element.parent] += _prose(element)
    if not score:
        return page
    total = sum(score.values())
    best = max(score, key=lambda element: score[element])
    while best.parent is not None and _prose_within(best) < MAIN_SHARE * total:
        best = best.parent
    return best


def _prose(paragraph: Element) -> int:
    linked = sum(_length(element) for element in paragraph.elements() if element.tag == "a")
    return max(_length(paragraph) - linked, 0)


def _prose_within(element: Element) -> int:
    return sum(_prose(inner) for inner in element.elements() if inner.tag == "p")


def _name_rest(page: Element, main: Element, left_out: list[str]) -> None:
    """Name the words beside the main part, one line a branch; the page's own `h1` is the title and is not lost."""
    inner = main
    while inner is not page and inner.parent is not None:
        for sibling in inner.parent.children:
            if sibling is inner:
                continue
            text = " ".join(sibling.split()) if isinstance(sibling, str) else sibling.text()
            is_title = isinstance(sibling, Element) and sibling.tag in ("h1", "header") and sibling.first("h1")
            name_left_out("outside the article", "" if is_title and text == is_title.text() else text, left_out)
        inner = inner.parent


def name_left_out(what: str, text: str, left_out: list[str]) -> None:
    """Add a line that names a left out part with its words."""
    if text:
        left_out.append(f'{what}: "{text}"')
