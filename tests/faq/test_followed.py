"""A reader can look up every source of the clinic's own articles: a walk over each reference and each DOI in them."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from faq.article import Article
from faq.library import read_library

BOOK = Path(__file__).parents[2] / "faq"
ARTICLES = read_library(BOOK).articles
DOI = re.compile(r"10\.\d{4,9}/[-._;()/:A-Za-z0-9]+")
"""What Crossref recommends to match DOIs with (https://www.crossref.org/blog/dois-and-matching-regular-expressions/)."""

WRITTEN = re.compile(r"(?:doi\.org/|\bdoi:? *)(\S*)", re.IGNORECASE)
"""A DOI as an author writes it, right or wrong."""


@pytest.fixture(scope="module")
def reader() -> FlaskClient:
    """A reader of the clinic's own articles."""
    return create_app({"FAQ_DIR": str(BOOK), "RATE_LIMIT": "off"}).test_client()


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.slug)
def test_every_doi_is_well_formed_and_stands_on_the_page_as_an_address(article: Article, reader: FlaskClient) -> None:
    source = (BOOK / "articles" / f"{article.slug}.md").read_text(encoding="utf-8")
    page = reader.get(f"/articles/{article.slug}").text
    for written in WRITTEN.findall(source):
        assert DOI.fullmatch(written), f"{article.slug}: {written}"
        assert f'href="https://doi.org/{written}"' in page


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.slug)
def test_every_source_has_an_address_that_the_page_shows(article: Article, reader: FlaskClient) -> None:
    page = reader.get(f"/articles/{article.slug}").text.replace("&amp;", "&")
    for reference in article.references:
        assert reference.url, f"{article.slug}: [^{reference.label}] has no address"
        assert reference.url.startswith("https://")
        assert f'href="{reference.url}"' in page


def test_the_walk_sees_the_whole_book() -> None:
    assert len(ARTICLES) == len(list((BOOK / "articles").glob("*.md")))
    assert sum(len(article.references) for article in ARTICLES) >= 110
