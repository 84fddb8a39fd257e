"""The site asks nothing of anybody: it works with every connection forbidden."""

import socket

import pytest
from flask import Flask
from flask.testing import FlaskClient


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Forbid every connection and every look-up of a name, and note what was tried."""
    tried: list[object] = []

    def forbidden(*arguments: object, **_: object) -> None:
        tried.append(arguments)
        raise AssertionError(f"a connection was tried: {arguments}")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, forbidden)
    monkeypatch.setattr(socket, "getaddrinfo", forbidden)
    return tried


def test_every_page_is_made_without_a_connection(app: Flask, client: FlaskClient, alone: list[object]) -> None:
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and not rule.arguments]
    assert len(rules) >= 10
    for rule in rules:
        assert client.get(rule.rule).status_code < 500, rule.rule
    assert alone == []


def test_a_question_with_an_address_in_it_is_not_followed(client: FlaskClient, alone: list[object]) -> None:
    for question in (
        "what is http://169.254.169.254/latest/meta-data",
        "see https://evil.example/x and file:///etc/passwd",
    ):
        assert client.post("/api/ask", json={"question": question}).status_code == 200
        assert client.post("/ask", data={"question": question}).status_code == 200
    assert alone == []
