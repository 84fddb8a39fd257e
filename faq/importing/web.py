"""Read a web page, or HTML that another format was turned into."""

import re

from faq.importing.blocks import Document, Heading
from faq.importing.refusal import refuse_long
from faq.importing.web_blocks import WebReader
from faq.importing.web_main import main_part
from faq.importing.web_tree import UNREAD, Element, parse

SITE = re.compile(r"\s+[|–—-]\s+[^|–—]+$|\s*[|]\s*[^|]+$")


def read_web(source: str) -> Document:
    """Read the HTML of a page; the words outside its article are named in `left_out`."""
    page = parse(source)
    refuse_long(page.text())
    left_out: list[str] = []
    title, base, heading = _title(page), _base(page), page.first("h1")
    main = main_part(page, left_out)
    document, reader = _read(main, base, left_out)
    document.title = title
    if heading is not None and main.first("h1") is None and heading.text():
        document.blocks = (Heading(0, reader.runs(heading)), *document.blocks)
    return document


def read_fragment(source: str, base: str = "") -> Document:
    """Read HTML that is all content, such as Markdown makes; `base` is the address of the page it came from."""
    page = parse(source)
    for element in list(page.elements()):
        element.children = [c for c in element.children if isinstance(c, str) or c.tag not in UNREAD]
    document, _ = _read(page, base, [])
    return document


def _read(element: Element, base: str, left_out: list[str]) -> tuple[Document, WebReader]:
    reader = WebReader(base, left_out)
    document = Document(reader.blocks(element), left_out=left_out, uncertain=reader.uncertain)
    reader.report_links()
    return document, reader


def _title(page: Element) -> str:
    """Give the title in the page's head without the name of the site."""
    title = page.first("title")
    words = " ".join(" ".join(child for child in title.children if isinstance(child, str)).split()) if title else ""
    return SITE.sub("", words[:300])


def _base(page: Element) -> str:
    """Find the page's own address, which makes its short links whole."""
    for element in page.elements():
        if element.tag == "base" or (element.tag == "link" and element.attributes.get("rel") == "canonical"):
            return element.attributes.get("href", "")
    return ""
