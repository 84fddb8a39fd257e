"""The staff pages: a stranger sees none of them, the overview names what is live, a question is explained."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from tests.conftest import CLINIC
from tests.web.page import read_page
from tests.web.staff.conftest import ARTICLE, PASSWORD, post, sign_in


def test_without_a_password_in_the_settings_there_are_no_staff_pages(client: FlaskClient) -> None:
    for path in ("/staff/", "/staff/sign-in", "/staff/try", "/staff/preview"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/staff/", "/staff/try", "/staff/preview"])
def test_a_stranger_is_asked_to_sign_in(stranger: FlaskClient, path: str) -> None:
    response = stranger.get(path)
    assert (response.status_code, response.headers["Location"]) == (303, "/staff/sign-in")


def test_a_strangers_form_does_nothing(stranger: FlaskClient) -> None:
    for path in ("/staff/try", "/staff/preview", "/staff/preview/download"):
        assert post(stranger, path, question="What is CAR-T?", text=ARTICLE).headers["Location"] == "/staff/sign-in"


def test_pages_are_never_indexed_kept_or_framed(nurse: FlaskClient) -> None:
    for path in ("/staff/", "/staff/sign-in", "/staff/try", "/staff/preview"):
        headers = nurse.get(path).headers
        assert headers["X-Robots-Tag"] == "noindex, nofollow"
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Frame-Options"] == "DENY"


def test_the_overview_names_articles_reviews_versions_and_warnings(nurse: FlaskClient) -> None:
    page = read_page(nurse.get("/staff/").text)
    rows = page.one("tbody").all("tr")
    assert any("TIL therapy for melanoma" in row.words and "not reviewed" in row.words for row in rows)
    assert "Content version" in page.one("main").words
    assert "Worker" in page.one("main").words
    assert page.one(id="check")


def test_the_overview_names_each_number_that_a_card_lacks(nurse: FlaskClient) -> None:
    assert not read_page(nurse.get("/staff/").text).all(id="numbers")
    bare = create_app(CLINIC | {"STAFF_PASSWORD": PASSWORD, "CRISIS_NUMBER": "", "TEAM_PHONE": ""}).test_client()
    sign_in(bare, PASSWORD, address="198.51.100.254")
    lacking = read_page(bare.get("/staff/").text).one("section", class_="problem").words
    assert "without a number to call: crisis, team." in lacking


def test_broken_content_is_named_with_its_line(site: Flask, nurse: FlaskClient) -> None:
    folder: Path = site.config["FAQ_DIR"]
    broken = folder / "articles" / "broken.md"
    broken.write_text("no front matter\n", encoding="utf-8")
    try:
        assert "broken.md, line 1" in read_page(nurse.get("/staff/").text).one(id="main").words
    finally:
        broken.unlink()


def test_a_question_shows_the_reply_and_why(nurse: FlaskClient) -> None:
    page = read_page(post(nurse, "/staff/try", question="What is TIL therapy?").text)
    assert "til-therapy-melanoma#what-is-til-therapy" in page.one(class_="hits").words
    assert page.one("blockquote")
    facts = page.one(class_="facts").words
    assert "Threshold" in facts
    assert "Decisionanswer" in facts
    assert len(page.all(class_="hits")[1].all("li")) >= 5
    assert 'section = "til-therapy-melanoma#what-is-til-therapy"' in page.one("pre").text


@pytest.mark.parametrize(
    ("question", "expected"),
    [("how do I bake sourdough", "[[must_refuse]]"), ("I have crushing chest pain right now", "[[emergency]]")],
)
def test_the_test_question_fits_the_reply(nurse: FlaskClient, question: str, expected: str) -> None:
    assert expected in read_page(post(nurse, "/staff/try", question=question).text).one("pre").text


def test_an_empty_question_is_explained(nurse: FlaskClient) -> None:
    response = post(nurse, "/staff/try", question=" ")
    assert response.status_code == 422
    assert read_page(response.text).one(class_="problem")


def test_a_spanish_page_answered_from_english_explains_the_english_verdict(nurse: FlaskClient) -> None:
    """What is explained must be the verdict that the patient's reply came from."""
    asked = {"question": "What did the CAR-T trial find in stomach cancer?", "lang": "es"}
    page = read_page(post(nurse, "/staff/try", **asked).text)
    facts = dict(zip((e.words for e in page.all("dt")), (e.words for e in page.all("dd")), strict=True))
    assert page.all("blockquote")
    assert facts["Decision"] == "answer"
    assert float(facts["Chance of being right"]) > 0


def test_a_question_that_is_not_answered_comes_with_the_line_that_teaches_it(nurse: FlaskClient) -> None:
    page = post(nurse, "/staff/try", question="remission numbers for claudin cells and stomach tumours, roughly")
    shown = read_page(page.text)
    facts = dict(zip((e.words for e in shown.all("dt")), (e.words for e in shown.all("dd")), strict=True))
    assert ("flask faq teach" in page.text) == (facts["Decision"] != "answer")
