"""Whatever is typed gets a page, is shown as the text it is, and goes nowhere else."""

import re
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from tests.web.page import read_page
from tests.web.pages.conftest import CURE, ask

CANARY = "zebrafinch-7741"
STUBBORN = (
    *("a" * 500, "aA1" * 166, "a " * 250, "1" * 500, "1." * 250, "38,5 " * 100, "-" * 500, "CAR-T-" * 83, "IL-6" * 125),
    *("((" * 250, "no not " * 70, "i do not have " * 35, "chest " * 80 + "pain", "0 " * 249 + "x", "+44 20 " * 70),
    *("a@" * 250, "a." * 249 + "@", "my name is " * 45, "é" * 500, "'" * 500),
)
"""Repetitions that patterns for words, numbers, names, negations, telephones and addresses might stumble over."""


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


def test_a_long_word_is_shown_shortened(client: FlaskClient) -> None:
    page = ask(client, "what is " + "a" * 480)
    assert len(page.one("div", class_="asked").one("h2").words) < 60
    assert len(page.one("article").one("h3").words) < 100


@pytest.mark.parametrize("text", STUBBORN, ids=lambda text: text[:12])
def test_no_repetition_sends_a_pattern_into_endless_tries(client: FlaskClient, text: str) -> None:
    assert ask(client, text[:500]).all("h1")
