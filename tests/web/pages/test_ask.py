"""Asking a question as a visitor without JavaScript does: the form is sent, the whole page comes back."""

import re
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from app import create_app
from tests.conftest import BARE
from tests.web.page import Element, read_page

CURE = "Does this cure stomach cancer?"
CANARY = "zebrafinch-7741"
STUBBORN = (
    *("a" * 500, "aA1" * 166, "a " * 250, "1" * 500, "1." * 250, "38,5 " * 100, "-" * 500, "CAR-T-" * 83, "IL-6" * 125),
    *("((" * 250, "no not " * 70, "i do not have " * 35, "chest " * 80 + "pain", "0 " * 249 + "x", "+44 20 " * 70),
    *("a@" * 250, "a." * 249 + "@", "my name is " * 45, "é" * 500, "'" * 500),
)
"""Repetitions that patterns for words, numbers, names, negations, telephones and addresses might stumble over."""


def ask(client: FlaskClient, question: str, **fields: str) -> Element:
    answer = client.post("/ask", data={"question": question} | fields)
    assert answer.status_code == 200
    return read_page(answer.text)


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


def test_an_emergency_comes_first_and_alone(client: FlaskClient) -> None:
    page = ask(client, "I have chest pain and cannot breathe")
    first = page.one("ol", id="thread").one("section")
    assert first.one("h2").words == "Emergency: Call 999 now"
    assert first.one("a").attributes["href"] == "tel:999"
    assert not page.all("blockquote")
    assert not page.one("article").all("a")


def test_a_crisis_has_its_own_words_and_number(client: FlaskClient) -> None:
    card = ask(client, "I want to kill myself").one("section", class_="crisis")
    assert "You do not have to face it alone." in card.words
    assert card.one("a").attributes["href"] == "tel:116123"


def test_what_the_team_must_know_comes_before_the_answer(client: FlaskClient) -> None:
    page = ask(client, "I have a fever of 38.5. What are the main side effects of CAR-T?")
    turn = page.one("li", class_="turn")
    headings = [element for element in turn.walk() if element.tag in ("h2", "h3")]
    assert headings[0].words == "Urgent: Call your treatment team now"
    assert turn.one("section", class_="team").one("a").attributes["href"] == "tel:+442055500100"
    assert turn.all("blockquote")


def test_distress_gets_a_person_to_turn_to_and_no_passage(client: FlaskClient) -> None:
    page = ask(client, "i am 13 and my mum is dying of cancer")
    card = page.one("section", class_="support")
    assert card.one("h2").words == "Help: You do not have to carry this alone"
    assert card.one("a").attributes["href"] == "tel:+442055500199"
    assert not page.all("blockquote")
    assert not page.one("article").all("a")


def test_no_number_is_invented_where_the_clinic_has_set_none() -> None:
    bare = create_app(BARE).test_client()
    page = ask(bare, "I have chest pain and cannot breathe")
    assert "Call your local emergency number now" in page.one("section", class_="emergency").words
    assert not [link for link in page.all("a") if link.attributes.get("href", "").startswith("tel:")]
    assert "the 24-hour number on your card" in page.words


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


PROBLEMS = [
    ("", "Type your question first."),
    (" \t\r\n ", "Type your question first."),
    ("\x00\x01", "Type your question first."),
    ("why " * 126, "Your question is too long. Please use 500 characters or fewer."),
]


@pytest.mark.parametrize(("question", "sentence"), PROBLEMS)
def test_a_problem_is_told_twice_and_keeps_the_question(client: FlaskClient, question: str, sentence: str) -> None:
    answer = client.post("/ask", data={"question": question})
    page = read_page(answer.text)
    assert answer.status_code == 422
    assert page.one("title").words.startswith("Error: ")
    summary = page.one("div", class_="problem")
    assert summary.one("a").words == sentence
    assert summary.one("a").attributes["href"] == "#question"
    assert page.one("p", id="wrong").words == f"Error: {sentence}"
    field = page.one("textarea", id="question")
    assert field.attributes["aria-invalid"] == "true"
    assert "wrong" in field.attributes["aria-describedby"].split()
    assert field.text == question.replace("\x00", " ").replace("\x01", " ").strip()


def test_a_form_of_another_kind_is_refused(client: FlaskClient) -> None:
    answer = client.post("/ask", data='{"question": "x"}', content_type="application/json")
    assert answer.status_code == 415
    assert "We could not read that" in answer.text


def test_a_form_that_is_too_large_is_refused(client: FlaskClient) -> None:
    answer = client.post("/ask", data={"question": "x" * 20_000})
    assert answer.status_code == 413
    assert "Please use 500 characters or fewer." in answer.text


@pytest.mark.parametrize("length", [500, 501])
def test_the_limit_is_exactly_500_characters(client: FlaskClient, length: int) -> None:
    assert client.post("/ask", data={"question": "é" * length}).status_code == (200 if length == 500 else 422)


def test_other_fields_are_left_alone(client: FlaskClient) -> None:
    assert ask(client, CURE, colour="blue").all("blockquote")


def test_the_question_cannot_be_asked_by_address(client: FlaskClient) -> None:
    answer = client.get("/ask?question=" + CANARY)
    assert answer.status_code == 302
    assert urlsplit(answer.location).path == "/"
    assert CANARY not in answer.location


def headers_of(answer: TestResponse) -> str:
    return str(answer.headers)


def test_what_is_typed_comes_back_only_in_the_page(client: FlaskClient) -> None:
    answer = client.post("/ask", data={"question": f"{CANARY} cure"})
    page = read_page(answer.text)
    assert CANARY not in headers_of(answer)
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"
    assert CANARY not in page.one("title").words
    for element in page.walk():
        for name in ("href", "action", "src"):
            assert CANARY not in element.attributes.get(name, "")


TRICKS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    "{{ 7 * 7 }} {% raw %}",
    "</title><svg/onload=alert(1)>",
]


@pytest.mark.parametrize("trick", TRICKS)
def test_what_is_typed_is_text_and_never_markup(client: FlaskClient, trick: str) -> None:
    page = ask(client, trick)
    assert page.one("div", class_="asked").one("h2").text == trick
    assert not [element for element in page.walk() if element.tag == "img" or "onload" in element.attributes]
    assert "49" not in page.one("div", class_="asked").text


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=600))
def test_any_text_at_all_gets_a_page(app: Flask, text: str) -> None:
    answer = app.test_client().post("/ask", data={"question": text.encode("utf-8", "replace")})
    assert answer.status_code in (200, 422)
    assert re.search(r"This is not medical advice\.", answer.text)


def test_a_crisis_without_a_number_names_what_anybody_can_do() -> None:
    card = ask(create_app({"RATE_LIMIT": "off"}).test_client(), "I want to kill myself").one("section", class_="crisis")
    assert "Go to somebody near you, or ask them to come." in card.words
    assert "your local emergency number" in card.words


@pytest.mark.parametrize(
    "question", ["what the fuck is TIL therapy", "wtf is TIL therapy", "what the hell is TIL therapy?"]
)
def test_an_angry_question_is_a_question(client: FlaskClient, question: str) -> None:
    assert ask(client, question).one("h3").words == "What is TIL therapy?"


def test_only_cards_for_those_in_distress_have_a_quick_way_to_leave(client: FlaskClient) -> None:
    crisis, chest = ask(client, "I want to kill myself"), ask(client, "I have chest pain and cannot breathe")
    link = crisis.one("a", **{"data-clear": "leave"})
    assert link.attributes["target"] == "_top"
    assert link.attributes["rel"] == "noreferrer"
    assert not chest.all("a", **{"data-clear": "leave"})


def test_a_long_word_is_shown_shortened(client: FlaskClient) -> None:
    page = ask(client, "what is " + "a" * 480)
    assert len(page.one("div", class_="asked").one("h2").words) < 60
    assert len(page.one("article").one("h3").words) < 100


@pytest.mark.parametrize("text", STUBBORN, ids=lambda text: text[:12])
def test_no_repetition_sends_a_pattern_into_endless_tries(client: FlaskClient, text: str) -> None:
    assert ask(client, text[:500]).all("h1")
