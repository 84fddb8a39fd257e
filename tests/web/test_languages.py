"""Pages in Spanish: by address, by the browser's wish, never by a cookie."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from tests.conftest import CLINIC
from tests.web.page import read_page
from tests.web.pages.test_about import paths

SPANISH = {"Accept-Language": "es-MX,es;q=0.9,en;q=0.5"}


def test_every_page_exists_in_spanish_and_links_stay_there(app: Flask, client: FlaskClient) -> None:
    for path in paths(app):
        answer = client.get(f"/es{path}")
        if answer.mimetype == "text/html" and answer.status_code == 200:
            page = read_page(answer.text)
            assert page.one("html").attributes["lang"] == "es", path
            assert "En una emergencia, llame al 999." in page.words, path
            ours = [link for link in page.all("a") if link.attributes["href"].startswith("/")]
            outside = {link.attributes["href"] for link in ours if not link.attributes["href"].startswith("/es/")}
            switches = {link.attributes["href"] for link in page.all("a", hreflang="en")}
            assert outside <= switches, path


def test_the_browsers_language_chooses_where_the_address_does_not(client: FlaskClient) -> None:
    answer = client.get("/", headers=SPANISH)
    page = read_page(answer.text)
    assert page.one("html").attributes["lang"] == "es"
    assert page.one("form", id="ask").attributes["action"] == "/es/ask"
    assert "Accept-Language" in answer.headers["Vary"]
    assert "Set-Cookie" not in answer.headers


def test_an_address_with_a_language_wins_over_the_browser(client: FlaskClient) -> None:
    page = read_page(client.get("/en/about", headers=SPANISH).text)
    assert page.one("html").attributes["lang"] == "en"
    assert page.one("header").one("a").attributes["href"] == "/en/"


def test_the_switch_leads_to_the_same_page(client: FlaskClient) -> None:
    assert read_page(client.get("/about").text).one("a", hreflang="es").attributes["href"] == "/es/about"
    assert read_page(client.get("/es/about").text).one("a", hreflang="en").attributes["href"] == "/en/about"


@pytest.mark.parametrize("wish", ["fr", "", "*", "de,en;q=0.5", "\x00", "es;q=0"])
def test_other_wishes_get_the_default(client: FlaskClient, wish: str) -> None:
    assert read_page(client.get("/", headers={"Accept-Language": wish}).text).one("html").attributes["lang"] == "en"


def test_questions_are_answered_in_the_language_of_the_page(client: FlaskClient) -> None:
    page = read_page(client.post("/es/ask", data={"question": "¿Qué es un ensayo clínico?"}).text)
    assert page.one("article", class_="answer").one("p", class_="notice").words.startswith("Esto no es un consejo")
    assert "/es/articles/clinical-trials-how-to-join-es" in page.one("p", class_="source").one("a").attributes["href"]
    assert "lang" not in page.one("blockquote").attributes


def test_a_question_in_english_on_a_spanish_page_is_answered_from_the_english_articles(client: FlaskClient) -> None:
    page = read_page(client.post("/es/ask", data={"question": "What is TIL therapy?"}).text)
    assert page.one("blockquote").attributes["lang"] == "en"
    assert "Este texto está en inglés." in page.words
    assert page.one("article", class_="answer").one("p", class_="notice").words.startswith("Esto no es un consejo")


def test_a_passage_in_another_language_is_marked_and_said(client: FlaskClient) -> None:
    page = read_page(client.get("/es/a/til-therapy-melanoma/lead").text)
    assert page.one("blockquote").attributes["lang"] == "en"
    assert page.one("h2", class_="focus").attributes["lang"] == "en"
    assert page.one("details", class_="related").one("a").attributes["lang"] == "en"
    assert "Este texto está en inglés. No lo tenemos en español." in page.words
    assert "Ningún profesional clínico ha revisado" in page.words


def test_an_article_leads_to_its_translation(client: FlaskClient) -> None:
    original = read_page(client.get("/articles/clinical-trials-how-to-join").text)
    link = original.one("div", class_="standing").one("a", hreflang="es")
    assert link.attributes["href"] == "/articles/clinical-trials-how-to-join-es"
    translation = client.get("/es/articles/clinical-trials-how-to-join-es").text
    assert "Esta es una traducción. Ningún profesional clínico la ha revisado." in translation


def test_a_passage_that_has_a_translation_leads_to_it(client: FlaskClient) -> None:
    page = read_page(client.get("/es/a/clinical-trials-how-to-join/who-pays").text)
    assert "No lo tenemos en español" not in page.words
    link = page.one("a", href="/es/articles/clinical-trials-how-to-join-es")
    assert link.words == "Leerlo en español"


def test_prefixes_that_are_no_language_are_no_page(client: FlaskClient) -> None:
    assert client.get("/fr/about").status_code == 404
    assert client.get("/es").status_code == 200
    assert client.get("/es/es/about").status_code == 404


def test_style_and_script_have_one_address_in_every_language(client: FlaskClient) -> None:
    assert 'href="/static/style.css?v=' in client.get("/es/").text


def test_spanish_joins_its_article_to_the_word_before_it(app: Flask, client: FlaskClient) -> None:
    bare = create_app({"RATE_LIMIT": "off", "LANGUAGES": "en,es", "FAQ_DIR": CLINIC["FAQ_DIR"]}).test_client()
    for visitor in (client, bare):
        for path in paths(app):
            page = visitor.get(f"/es{path}")
            if page.mimetype == "text/html" and page.status_code == 200:
                assert " a el " not in read_page(page.text).words, path
