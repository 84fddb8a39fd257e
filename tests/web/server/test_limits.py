"""How many questions one address may ask."""

import time
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from tests.conftest import CLINIC
from web.server.limits import install_limits, visitor_key

KEY = "a-key-of-thirty-two-characters!!"
TODAY = date(2026, 11, 25)


def services(rate: str = "30/minute") -> FlaskClient:
    app = Flask(__name__)

    @app.get("/")
    def home() -> str:
        return "page"

    @app.route("/ask", methods=["GET", "POST"])
    @app.post("/api/ask", endpoint="api")
    def ask() -> str:
        return "answer"

    @app.route("/staff/login", methods=["GET", "POST"])
    def login() -> str:
        return "no"

    install_limits(app, rate, KEY, questions=["ask", "api"], staff_logins=["login"])
    return app.test_client()


def ask(client: FlaskClient, path: str = "/ask", address: str = "203.0.113.1") -> int:
    return client.post(path, environ_base={"REMOTE_ADDR": address}).status_code


def test_exactly_30_questions_are_answered_then_the_visitor_is_asked_to_wait() -> None:
    client = services()
    assert [ask(client) for _ in range(32)] == [200] * 30 + [429] * 2
    refused = client.post("/ask", environ_base={"REMOTE_ADDR": "203.0.113.1"})
    assert 1 <= int(refused.headers["Retry-After"]) <= 60


def test_the_page_and_the_api_share_one_count_and_addresses_do_not() -> None:
    client = services("2/minute")
    assert [ask(client), ask(client, "/api/ask"), ask(client), ask(client, "/api/ask")] == [200, 200, 429, 429]
    assert ask(client, address="203.0.113.2") == 200


def test_a_clock_that_is_set_back_makes_nobody_wait_for_weeks(monkeypatch: pytest.MonkeyPatch) -> None:
    client, now = services("1/minute"), time.time
    ask(client)
    monkeypatch.setattr(time, "time", lambda: now() - 40 * 24 * 3600)
    refused = client.post("/ask", environ_base={"REMOTE_ADDR": "203.0.113.1"})
    assert refused.status_code == 200 or 1 <= int(refused.headers["Retry-After"]) <= 60


def test_no_page_troubles_the_limiter(caplog: pytest.LogCaptureFixture) -> None:
    app = create_app(CLINIC | {"RATE_LIMIT": "30/minute"})
    client = app.test_client()
    assert {client.get(path).status_code for path in ("/", "/about", "/articles/")} == {200}
    assert client.post("/feedback").status_code == 400
    assert caplog.messages == []


def test_pages_are_never_limited() -> None:
    client = services("1/minute")
    assert {client.get(path).status_code for path in ("/", "/ask") for _ in range(20)} == {200}


def test_the_limit_can_be_switched_off() -> None:
    client = services("")
    assert {ask(client) for _ in range(60)} == {200}


def test_the_sixth_try_of_a_password_has_to_wait() -> None:
    client = services("")
    assert [ask(client, "/staff/login") for _ in range(6)] == [200] * 5 + [429]
    assert client.get("/staff/login").status_code == 200


def test_an_address_cannot_be_read_from_its_key_nor_linked_to_the_next_day() -> None:
    key = visitor_key("203.0.113.1", KEY, TODAY)
    assert "203" not in key
    assert key == visitor_key("203.0.113.1", KEY, TODAY)
    others = {
        visitor_key("203.0.113.2", KEY, TODAY),
        visitor_key("203.0.113.1", "another key of the same size", TODAY),
        visitor_key("203.0.113.1", KEY, date(2026, 11, 26)),
    }
    assert key not in others
    assert len(others) == 3


@pytest.mark.parametrize(("one", "other", "same"), [("::1", "::2", True), ("2001:db8::1", "2001:db8:0:1::1", False)])
def test_a_visitor_with_a_whole_network_is_one_visitor(one: str, other: str, same: bool) -> None:
    assert (visitor_key(one, KEY, TODAY) == visitor_key(other, KEY, TODAY)) is same


def test_an_address_that_is_none_is_counted_too() -> None:
    assert visitor_key("", KEY, TODAY) == visitor_key("", KEY, TODAY)
