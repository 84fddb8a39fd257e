"""The words on the page are the words of the file, letter for letter; marks are only put around them."""

import re

from flask.testing import FlaskClient

from faq.article import Section
from faq.library import Library
from retrieval.text.statements import statements
from tests.web.page import Element, read_page
from web.views.excerpt import highlighted

EMPHASIS = re.compile(r"\*\*|(?<!\w)\*|\*(?!\w)|(?<!\w)_|_(?!\w)|`")
LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
BULLET = re.compile(r"^\s*(?:[-*]|\d+\.)\s+", re.MULTILINE)


def sections(library: Library) -> list[Section]:
    return [section for article in library.published() for section in article.sections]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def plain_source(library: Library, slug: str) -> str:
    """The file without Markdown marks, footnote labels as the numbers readers see, all white space removed."""
    article = library.article(slug)
    assert article is not None
    source = library.sources[article.file]
    numbers = {reference.label: reference.number for reference in article.references}
    source = re.sub(r"\[\^([^\]]+)\](?!:)", lambda mark: f"[{numbers[mark[1]]}]", source)
    source = re.sub(r"^\|[-| :]+\|$", "", BULLET.sub("", source), flags=re.MULTILINE).replace("|", "")
    return squeezed(EMPHASIS.sub("", LINK.sub(r"\1", source)))


def quoted(page: Element) -> str:
    return "".join(quote.text for quote in page.all("blockquote"))


def test_every_passage_stands_on_its_page_as_it_stands_in_its_file(client: FlaskClient, library: Library) -> None:
    sources = {article.slug: plain_source(library, article.slug) for article in library.published()}
    for section in sections(library):
        words = squeezed(quoted(read_page(client.get(section.permalink).text)))
        assert words, section.id
        assert words in sources[section.slug], section.id
        assert words == squeezed(section.text), section.id


def test_an_answer_holds_its_whole_section_open_and_folded(client: FlaskClient, library: Library) -> None:
    for section in sections(library):
        page = read_page(client.post("/ask", data={"question": section.heading}).text)
        link = page.all("a", **{"data-copy": ""})
        if link:
            shown = next(one for one in sections(library) if one.permalink == link[0].attributes["href"])
            card = page.one("article", class_="answer").one("div", class_="inside")
            assert squeezed(quoted(card)) == squeezed(shown.text), section.id


def test_marks_change_no_letter(library: Library) -> None:
    for section in sections(library):
        for statement in statements(section.blocks):
            html = section.blocks[statement.block].html
            shown = highlighted(html, statement.quoted)
            assert "<mark>" in shown, statement
            assert re.sub(r"</?mark>", "", shown) == html
