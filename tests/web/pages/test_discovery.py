"""What search engines and other programs find on the pages."""

import json
from typing import Any
from xml.etree import ElementTree

from flask.testing import FlaskClient

from faq.library import Library
from tests.web.page import read_page

TRIAL = "/articles/claudin18-2-car-t-trial"


def facts(client: FlaskClient, path: str) -> dict[str, Any]:
    script = read_page(client.get(path).text).one("script", type="application/ld+json")
    found: dict[str, Any] = json.loads(script.text)
    return found


def folded(text: str) -> str:
    return "".join(text.split())


def test_an_article_is_described_by_what_it_shows(client: FlaskClient, library: Library) -> None:
    for article in library.published():
        found = facts(client, article.url)
        seen = folded(read_page(client.get(article.url).text).one("main").text)
        assert found["@type"] == ["MedicalWebPage", "FAQPage"]
        assert "reviewedBy" not in found
        for question in found["mainEntity"]:
            assert folded(question["name"]) in seen
            assert folded(question["acceptedAnswer"]["text"]) in seen
        for citation in found["citation"]:
            assert folded(citation) in seen


def test_the_page_of_a_passage_is_one_question_with_its_answer(client: FlaskClient) -> None:
    found = facts(client, "/a/claudin18-2-car-t-trial/can-i-get-claudin18-2-car-t-now")
    assert [question["name"] for question in found["mainEntity"]] == ["Can I get Claudin18.2 CAR-T now?"]
    assert found["publisher"]["name"] == "Northside Clinic"


def test_the_site_map_lists_every_article_and_passage(client: FlaskClient, library: Library) -> None:
    tree = ElementTree.fromstring(client.get("/sitemap.xml").data)
    places = [element.text for element in tree.iter() if element.tag.endswith("loc")]
    sections = sum(len(article.sections) for article in library.published())
    assert len(places) == len(set(places)) == 7 + len(library.published()) + sections
    assert f"http://localhost{TRIAL}" in places


def test_robots_are_kept_from_answers_and_shown_the_site_map(client: FlaskClient) -> None:
    robots = client.get("/robots.txt").text
    assert "Disallow: /ask" in robots
    assert "Sitemap: http://localhost/sitemap.xml" in robots


def test_pages_name_their_one_address_and_their_translations(client: FlaskClient) -> None:
    page = read_page(client.get(TRIAL).text)
    assert page.one("link", rel="canonical").attributes["href"] == f"http://localhost{TRIAL}"
    assert page.one("link", rel="alternate", hreflang="es").attributes["href"] == f"http://localhost/es{TRIAL}"
    assert page.one("meta", property="og:title").attributes["content"] == page.one("title").words
    english = read_page(client.get("/en/about").text).one("link", rel="canonical")
    assert english.attributes["href"] == "http://localhost/about"


def test_answers_and_errors_are_not_for_search(client: FlaskClient) -> None:
    for answer in (client.post("/ask", data={"question": "cure"}), client.get("/nothing"), client.get("/embed")):
        page = read_page(answer.text)
        assert page.one("meta", name="robots").attributes["content"] == "noindex"
        assert not page.all("link", rel="canonical")
