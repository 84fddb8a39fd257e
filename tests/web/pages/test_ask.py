"""Asking a question as a visitor without JavaScript does: the form is sent, the whole page comes back."""

import re

import pytest
from flask.testing import FlaskClient

from tests.web.page import read_page
from tests.web.pages.conftest import CURE, ask


def test_the_first_form_of_the_start_page_is_all_that_is_needed(client: FlaskClient) -> None:
    form = read_page(client.get("/").text).all("form")[0]
    assert (form.attributes["method"], form.attributes["action"]) == ("post", "/ask")
    field = form.one("textarea")
    assert field.attributes["name"] == "question"
    assert form.one("label", **{"for": field.attributes["id"]}).words.startswith("Your question")


def test_the_start_page_has_notice_emergency_line_and_questions_to_begin_with(client: FlaskClient) -> None:
    page = read_page(client.get("/").text)
    assert "This is not medical advice." in page.words
    assert "In an emergency, call 999." in page.words
    assert len(page.one("section", class_="start").all("a")) >= 3


def test_an_answer_shows_everything_a_reader_needs_to_trust_it(client: FlaskClient) -> None:
    page = ask(client, CURE)
    card = page.one("article", class_="answer")
    assert page.one("div", class_="asked").one("h2").words == CURE
    assert card.one("h3").words == "Does this cure stomach or pancreatic cancer?"
    assert "Word for word from our article" in card.one("p", class_="source").words
    assert card.one("blockquote").words.startswith("No, Claudin18.2 CAR-T has not been shown to cure")
    assert "Early research" in card.one("div", class_="evidence").words
    sources = card.one("div", class_="sources")
    assert "No clinician has reviewed this sample article yet." in sources.words
    links = [link.attributes["href"] for place in (card.one("p", class_="source"), sources) for link in place.all("a")]
    assert links[0] == "/articles/claudin18-2-car-t-trial#does-this-cure-stomach-or-pancreatic-cancer"
    assert any(link.startswith("https://doi.org/10.") for link in links)
    assert card.one("p", class_="notice").words.startswith("This is not medical advice.")


def test_every_citation_mark_leads_to_its_reference_in_the_same_card(client: FlaskClient) -> None:
    card = ask(client, CURE).one("article", class_="answer").one("div", class_="inside")
    marks = card.all("a", class_="cite")
    ids = {element.attributes.get("id") for element in card.walk()}
    assert marks
    for mark in marks:
        assert mark.attributes["href"].removeprefix("#") in ids
        assert mark.attributes["aria-label"] == f"reference {mark.words.strip('[]')}"
        back = card.one("li", id=mark.attributes["href"].removeprefix("#")).one("a", class_="back")
        assert back.attributes["href"].removeprefix("#") in ids


def test_marks_of_further_passages_lead_to_the_references_of_their_article(client: FlaskClient) -> None:
    for mark in ask(client, CURE).one("details", class_="others").all("a", class_="cite"):
        assert re.fullmatch(r"/articles/[a-z0-9-]+#ref-\d+", mark.attributes["href"])


def test_every_id_of_a_page_is_used_once(client: FlaskClient) -> None:
    ids = [element.attributes["id"] for element in ask(client, CURE).walk() if "id" in element.attributes]
    assert len(ids) == len(set(ids))


def test_no_answer_names_the_word_and_what_to_do(client: FlaskClient) -> None:
    page = ask(client, "What is tamoxifen?")
    card = page.one("article", class_="no-answer")
    assert not page.all("blockquote")
    assert card.one("h3").words == "We have nothing about tamoxifen."
    assert "We do not guess." in card.words
    assert "In an emergency, call 999." in card.words
    assert any(link.attributes["href"] == "/contact" for link in card.all("a"))


def test_small_talk_gets_one_sentence_and_no_passage(client: FlaskClient) -> None:
    page = ask(client, "hello")
    assert page.one("article", class_="no-answer").one("h3").words.startswith("Hello.")
    assert not page.all("blockquote")


def test_advice_about_oneself_is_the_teams_to_give(client: FlaskClient) -> None:
    page = ask(client, "Should I stop my tablets before CAR-T?")
    assert "Only your own care team can tell you" in page.one("article").one("p").words


def test_a_correction_is_shown_with_a_way_back_to_what_was_typed(client: FlaskClient) -> None:
    form = ask(client, "what is Cytokin release syndrome").one("form", class_="correction")
    assert form.one("p").words == "Showing results for cytokine."
    assert form.one("button").words == "Search for cytokin instead"
    again = ask(client, form.one("input").attributes["value"])
    assert not again.all("form", class_="correction")
    assert again.one("div", class_="asked").one("h2").words == 'what is "Cytokin" release syndrome'


def test_a_follow_up_leans_on_the_answer_before(client: FlaskClient) -> None:
    context = ask(client, "What is TIL therapy?").one("input", name="context").attributes["value"]
    page = ask(client, "and the side effects?", context=context)
    links = [link.attributes["href"] for link in page.one("article").all("a")]
    assert any(link.startswith(("/articles/til-therapy-melanoma", "/a/til-therapy-melanoma")) for link in links)


@pytest.mark.parametrize("context", ["forged", "til-therapy-melanoma#lead", "\x00", "a.b.c"])
def test_a_forged_context_is_ignored(client: FlaskClient, context: str) -> None:
    assert ask(client, CURE, context=context).all("blockquote")


def test_a_question_about_an_article_is_answered_within_it(client: FlaskClient) -> None:
    form = read_page(client.get("/articles/til-therapy-melanoma").text).one("form", id="ask")
    within = form.one("input", name="within").attributes["value"]
    page = ask(client, "What are the risks?", within=within)
    assert "/articles/til-therapy-melanoma" in page.one("p", class_="source").one("a").attributes["href"]
    assert ask(client, CURE, within="no-such-article").all("blockquote")


@pytest.mark.parametrize(
    "question", ["what the fuck is TIL therapy", "wtf is TIL therapy", "what the hell is TIL therapy?"]
)
def test_an_angry_question_is_a_question(client: FlaskClient, question: str) -> None:
    assert ask(client, question).one("h3").words == "What is TIL therapy?"
