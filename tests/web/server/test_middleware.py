"""What happens before Flask sees a request."""

import re

import pytest
from flask import Flask, request, url_for
from flask.testing import FlaskClient

from web.server.middleware import Handled, install_middleware


def services(hosts: tuple[str, ...] = (), proxies: int = 0, seen: list[Handled] | None = None) -> FlaskClient:
    app = Flask(__name__)
    app.add_url_rule("/", view_func=lambda: f"{request.remote_addr} {request.scheme}", endpoint="home")
    app.add_url_rule("/readyz", view_func=lambda: "ok\n", endpoint="ready")
    app.add_url_rule("/link", view_func=lambda: url_for("home", _external=True), endpoint="link")
    app.add_url_rule("/body", view_func=lambda: request.get_data(), endpoint="body", methods=["POST"])
    app.add_url_rule("/articles/<slug>", view_func=lambda slug: slug, endpoint="article")
    install_middleware(app, hosts, proxies, [seen.append] if seen is not None else [])
    return app.test_client()


@pytest.mark.parametrize("path", ["/healthz", "/livez", "/readyz"])
def test_those_who_watch_a_site_may_ask_by_address(path: str) -> None:
    client = services(hosts=("faq.example.org",))
    response = client.get(path, base_url="http://10.0.0.7:8000")
    assert (response.status_code, response.text) == (200, "ok\n")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert client.head(path, base_url="http://10.0.0.7:8000").get_data() == b""


@pytest.mark.parametrize("host", ["evil.example", "faq.example.org.evil.example", "", "<script>", "10.0.0.7"])
def test_a_foreign_host_is_refused_and_never_echoed(host: str) -> None:
    response = services(hosts=("faq.example.org",)).get("/", headers={"Host": host})
    assert response.status_code == 400
    assert "content-security-policy" in {name.lower() for name in response.headers.keys()}  # noqa: SIM118
    if host:
        assert host not in response.text + str(response.headers)


@pytest.mark.parametrize("host", ["faq.example.org", "FAQ.example.org:8443", "www.clinic.example"])
def test_the_sites_own_names_are_answered(host: str) -> None:
    assert services(hosts=("faq.example.org", ".clinic.example")).get("/", headers={"Host": host}).status_code == 200


def test_any_host_is_answered_when_none_is_named() -> None:
    assert services().get("/", headers={"Host": "anything.example"}).status_code == 200


def test_the_address_a_visitor_claims_is_believed_only_from_the_proxies_named() -> None:
    claimed = {"X-Forwarded-For": "6.6.6.6, 203.0.113.9", "X-Forwarded-Proto": "https"}
    assert services().get("/", headers=claimed).text == "127.0.0.1 http"
    assert services(proxies=1).get("/", headers=claimed).text == "203.0.113.9 https"
    assert services(proxies=2).get("/", headers=claimed).text == "6.6.6.6 http"


def test_each_request_has_an_id_of_our_own() -> None:
    client = services()
    first, second = (client.get("/", headers={"X-Request-ID": "a" * 32}).headers["X-Request-ID"] for _ in range(2))
    assert first != second
    assert re.fullmatch("[0-9a-f]{32}", first)


def test_a_platforms_request_id_is_taken_over_unless_it_could_hold_words() -> None:
    client = services(proxies=1)
    given = "7f9c2ba4-e88f-11ef-9cd2-0242ac120002"
    assert client.get("/", headers={"X-Request-ID": given}).headers["X-Request-ID"] == given
    for words in ("my-chest-hurts-so-much", "abc", "x" * 40):
        assert client.get("/", headers={"X-Request-ID": words}).headers["X-Request-ID"] != words


def test_what_is_reported_names_the_route_and_never_the_path() -> None:
    seen: list[Handled] = []
    client = services(seen=seen)
    client.get("/articles/my-secret?words=secret")
    client.get("/secret")
    client.open("/", method="SECRET")
    assert [(done.method, done.route, done.status) for done in seen] == [
        ("GET", "/articles/<slug>", 200),
        ("GET", "none", 404),
        ("OTHER", "none", 405),
    ]
    assert "secret" not in repr(seen).lower()
    assert all(0 <= done.seconds < 5 for done in seen)


@pytest.mark.parametrize("scheme", ["javascript", "ftp", "data:text/html,"])
def test_a_scheme_or_a_path_that_somebody_made_up_reaches_no_link(scheme: str) -> None:
    made_up = {"X-Forwarded-Proto": scheme, "X-Forwarded-Prefix": "//evil"}
    client = services(proxies=1)
    assert client.get("/link", headers=made_up).text == "http://localhost/"
    assert client.get("/link", environ_base={"SCRIPT_NAME": "//evil"}).text == "http://localhost/"


class Unreadable:
    """A body that the server cannot make sense of."""

    def read(self, size: int = -1) -> bytes:
        raise RuntimeError("a bad chunk")


def test_a_body_that_cannot_be_read_is_its_senders_fault() -> None:
    terminated = {"wsgi.input": Unreadable(), "wsgi.input_terminated": True}
    assert services().post("/body", environ_overrides=terminated).status_code == 400
    assert services().post("/body", data="words").text == "words"
