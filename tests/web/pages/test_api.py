"""Asking as a program does; every reply and error is what `openapi.yaml` describes."""

import json
from typing import Any

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

FIELDS = {"kind", "status", "passages", "choices", "unmatched", "corrections", "message", "emergency", "personal"}
FIELDS |= {"notice", "context", "version", "mentions"}
PLAIN = {"Accept-Encoding": "identity"}


@pytest.fixture(scope="module")
def operation(app: Flask) -> Any:
    """What openapi.yaml, as it is served, says about asking."""
    return schemathesis.openapi.from_wsgi("/openapi.yaml", app)["/api/ask"]["POST"]


def ask(client: FlaskClient, question: str, **fields: str) -> dict[str, Any]:
    answer = client.post("/api/ask", json={"question": question} | fields)
    assert answer.status_code == 200
    reply: dict[str, Any] = answer.get_json()
    return reply


QUESTIONS = [
    "Does this cure stomach cancer?",
    "What is tamoxifen?",
    "hello",
    "I have chest pain and cannot breathe",
    "fever 38.5 after CAR-T",
    "i am 13 and my mum is dying of cancer",
    "what is cytokin release syndrome",
    "Should I stop my tablets before CAR-T?",
    "side effects",
    "\ud83d\ude00",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_kind_of_reply_is_as_described(operation: Any, question: str) -> None:
    case = operation.Case(body={"question": question}, headers=PLAIN)
    reply = case.call_and_validate()
    assert reply.status_code == 200
    assert reply.json().keys() == FIELDS
    assert reply.headers["cache-control"] == ["no-store"]


def test_a_reply_says_the_same_as_the_page(client: FlaskClient) -> None:
    reply = ask(client, "Does this cure stomach cancer?")
    page = client.post("/ask", data={"question": "Does this cure stomach cancer?"}).text
    first = reply["passages"][0]
    assert first["id"] == "claudin18-2-car-t-trial#does-this-cure-stomach-or-pancreatic-cancer"
    assert first["url"] in page
    assert first["evidence"]["sentence"] in page
    assert reply["version"] in page
    assert all(citation["text"].split(" http")[0].replace("'", "&#39;") in page for citation in first["citations"])


def test_a_follow_up_needs_only_the_context_of_the_reply_before(client: FlaskClient) -> None:
    context = ask(client, "What is TIL therapy?")["context"]
    second = ask(client, "how long does it take?", context=context)
    assert second["status"] == "answer"
    assert second["passages"][0]["id"].startswith("til-therapy-melanoma#")
    assert "til-therapy" not in context


def test_a_forged_context_is_ignored(client: FlaskClient) -> None:
    assert ask(client, "Does this cure stomach cancer?", context="til-therapy-melanoma#lead")["status"] == "answer"


REFUSED: list[tuple[Any, int, str]] = [
    (b"", 400, "bad_json"),
    (b"not json", 400, "bad_json"),
    (b'{"question": "x"', 400, "bad_json"),
    (b"\xff\xfe\xfa", 400, "bad_json"),
    (b"1" * 5000, 400, "bad_json"),
    (b"[]", 422, "not_an_object"),
    (b'"why"', 422, "not_an_object"),
    (b"null", 422, "not_an_object"),
    (b"{}", 422, "empty_question"),
    (b'{"question": null}', 422, "empty_question"),
    (b'{"question": ""}', 422, "empty_question"),
    (b'{"question": " \\u0000\\n "}', 422, "empty_question"),
    (b'{"question": 5}', 422, "wrong_type"),
    (b'{"question": ["why"]}', 422, "wrong_type"),
    (b'{"question": "why", "context": 5}', 422, "wrong_type"),
    (b'{"question": "why", "colour": "blue"}', 422, "unknown_field"),
    (json.dumps({"question": "x" * 501}).encode(), 422, "too_long"),
    (json.dumps({"question": "x" * 20_000}).encode(), 413, "too_large"),
]


@pytest.mark.parametrize(("body", "status", "code"), REFUSED, ids=lambda value: str(value)[:30])
def test_what_is_no_question_is_refused_in_words(
    operation: Any, client: FlaskClient, body: bytes, status: int, code: str
) -> None:
    answer = client.post("/api/ask", data=body, content_type="application/json")
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (status, code)
    sentence = answer.get_json()["error"]["message"]
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert len(sentence.split()) <= 20


@pytest.mark.parametrize("body", [b"[" * 8000 + b"]" * 8000, b'{"question":' * 1200 + b"1" + b"}" * 1200])
def test_thousands_of_brackets_are_refused_not_crashed_on(client: FlaskClient, body: bytes) -> None:
    """How deep JSON may be differs between versions of Python; the answer is a refusal in each."""
    answer = client.post("/api/ask", data=body, content_type="application/json")
    assert error_code(answer) in ("bad_json", "not_an_object", "wrong_type")


def error_code(answer: TestResponse) -> Any:
    return answer.get_json()["error"]["code"]


def test_other_ways_to_ask_are_refused_in_json_too(client: FlaskClient) -> None:
    assert error_code(client.post("/api/ask", data={"question": "x"})) == "unsupported_type"
    assert error_code(client.post("/api/ask", data="{}", content_type="text/plain")) == "unsupported_type"
    assert error_code(client.get("/api/ask")) == "method_not_allowed"
    assert error_code(client.get("/api/nothing")) == "not_found"
    assert client.get("/api/ask").headers["Allow"]


@pytest.mark.parametrize("question", ["lone \ud800 surrogate", "nul \x00 byte", "\u202e right to left", "\x1b[31mred"])
def test_strange_letters_get_a_proper_answer(client: FlaskClient, question: str) -> None:
    answer = client.post("/api/ask", data=json.dumps({"question": question}), content_type="application/json")
    assert answer.status_code == 200
    assert answer.get_json()["notice"].startswith("This is not medical advice.")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1, max_size=500))
def test_any_text_at_all_gets_a_valid_reply(app: Flask, operation: Any, question: str) -> None:
    case = operation.Case(body={"question": question}, headers=PLAIN)
    reply = case.call()
    assert reply.status_code in (200, 422)
    case.validate_response(reply)


def test_the_description_is_served_and_names_its_own_limits(client: FlaskClient) -> None:
    described = client.get("/openapi.yaml")
    assert described.mimetype == "application/yaml"
    assert "maxLength: 500" in described.text


def test_replies_in_the_visitors_language(client: FlaskClient) -> None:
    reply = client.post("/es/api/ask", json={"question": "¿Qué es un ensayo clínico?"}).get_json()
    assert reply["notice"].startswith("Esto no es un consejo médico.")
    assert reply["passages"][0]["article"]["slug"] == "clinical-trials-how-to-join-es"
