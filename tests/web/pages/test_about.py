"""The pages about the site, error pages, and a walk over every route."""

import re
import shutil
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient
from werkzeug.exceptions import BadGateway, GatewayTimeout, Gone, ImATeapot, ServiceUnavailable, TooManyRequests

from app import create_app
from tests.conftest import BARE, CLINIC, CONTENT, ROOT
from tests.sentence_model import write_model
from tests.web.page import read_page

FILLED = {
    "slug": "car-t-therapy-explained",
    "anchor": "lead",
    "topic": "car-t",
    "lang": "en",
    "version": "x",
    "name": "style.css",
}
ELSEWHERE = ("/metrics", "/staff")


def paths(app: Flask) -> list[str]:
    """The address of every page, with something to fill each place."""
    with app.test_request_context():
        rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
        ours = [rule for rule in rules if rule_is_ours(rule.rule)]
        return [url_for(rule.endpoint, **places(rule.arguments)) for rule in ours]


def places(names: set[str]) -> dict[str, Any]:
    return {name: FILLED[name] for name in names}


def rule_is_ours(rule: str) -> bool:
    return not rule.startswith(ELSEWHERE)


def test_every_route_answers_with_safe_headers(app: Flask, client: FlaskClient) -> None:
    for path in paths(app):
        answer = client.get(path)
        assert answer.status_code in (200, 302), path
        assert answer.headers["X-Content-Type-Options"] == "nosniff", path
        assert "unsafe-inline" not in answer.headers["Content-Security-Policy"], path
        assert "Set-Cookie" not in answer.headers, path


def test_every_page_has_one_main_heading_a_title_and_the_emergency_line(app: Flask, client: FlaskClient) -> None:
    for path in paths(app):
        answer = client.get(path)
        if answer.mimetype == "text/html" and answer.status_code == 200:
            page = read_page(answer.text)
            assert len(page.all("h1")) == 1, path
            assert len(page.all("main")) == 1, path
            assert page.one("title").words.endswith("– Patient FAQ"), path
            assert page.one("html").attributes["lang"] == "en", path
            assert "In an emergency, call 999." in page.words, path
            assert "This is not medical advice." in page.words, path


def test_headings_skip_no_level(app: Flask, client: FlaskClient) -> None:
    answers = [client.get(path) for path in paths(app)]
    answers += [client.post("/ask", data={"question": words}) for words in ("cure", "fever 38.5", "hello", "xqzt", "")]
    for answer in answers:
        if answer.mimetype == "text/html" and "<main" in answer.text:
            main = read_page(answer.text).one("main")
            levels = [int(one.tag[1]) for one in main.walk() if one.tag in ("h1", "h2", "h3", "h4", "h5")]
            assert levels[0] == 1
            assert all(after - before <= 1 for before, after in pairwise(levels)), levels


def test_every_template_is_used() -> None:
    folder = ROOT / "templates"
    templates = {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in folder.rglob("*.*")}
    modules = [*(ROOT / "web").rglob("*.py"), *(ROOT / "commands").rglob("*.py")]
    code = "".join(path.read_text(encoding="utf-8") for path in modules)
    everything = code + "".join(templates.values())
    composed = {"_did_you_mean.html", "_smalltalk.html", "_not_found.html"}
    unused = {name for name in templates if f'"{name}"' not in everything} - composed
    assert unused == set()


def test_templates_are_a_few_lines_each() -> None:
    for path in (ROOT / "templates").glob("*.html"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 36, path.name


def test_contact_shows_what_the_clinic_has_set_and_invents_nothing(client: FlaskClient) -> None:
    page = read_page(client.get("/contact").text)
    links = [link.attributes["href"] for link in page.one("main").all("a")]
    assert links == ["tel:999", "tel:+442055500100", "tel:+442055500199", "https://northside.example"]
    bare = read_page(create_app(BARE).test_client().get("/contact").text).one("main")
    assert "Please use the phone number on your letter or card." in bare.words
    assert not bare.all("a")


@pytest.mark.parametrize(("journal", "words"), [("off", "We keep none of your questions."), ("on", "for 30 days")])
def test_privacy_says_what_is_kept(journal: str, words: str) -> None:
    site = create_app(CLINIC | {"JOURNAL": journal}).test_client()
    assert words in site.get("/privacy").text
    assert ("The clinic keeps the questions for 30 days" in site.get("/").text) is (journal == "on")


def test_accessibility_statement_says_what_was_tested_what_not_and_whom_to_tell(client: FlaskClient) -> None:
    page = read_page(client.get("/accessibility").text).one("main")
    assert [heading.words for heading in page.all("h2")] == [
        "Our aim",
        "What you can do",
        "How we tested it",
        "Known limits",
        "Tell us",
    ]
    assert page.one("a").attributes["href"] == "/contact"


def test_what_is_said_of_feedback_may_name_the_clinic(tmp_path: Path) -> None:
    folder = tmp_path / "faq"
    shutil.copytree(CONTENT, folder)
    for file in folder.glob("wording*.toml"):
        text = re.sub(r'^feedback = "', 'feedback = "{clinic}: ', file.read_text(encoding="utf-8"), flags=re.M)
        file.write_text(text, encoding="utf-8")
    shown = create_app(CLINIC | {"FAQ_DIR": str(folder)}).test_client().get("/privacy")
    assert "Northside Clinic: If you press Yes or No" in shown.text


@pytest.fixture
def failing() -> FlaskClient:
    """A site on which `/fail/<status>` fails, and every question too, in the way `FAIL` names."""
    app = create_app(CLINIC)

    def fail(status: int) -> str:
        others = {418: ImATeapot(), 410: Gone(), 502: BadGateway(), 504: GatewayTimeout()}
        raise {429: TooManyRequests(), 500: ZeroDivisionError("secret"), 503: ServiceUnavailable(), **others}[status]

    app.add_url_rule("/fail/<int:status>", view_func=fail)
    app.view_functions["chat.ask"] = lambda: fail(app.config["FAIL"])
    return app.test_client()


@pytest.mark.parametrize("status", [429, 500, 503])
def test_error_pages_use_plain_words_and_keep_the_question(failing: FlaskClient, status: int) -> None:
    answer = failing.get(f"/fail/{status}")
    page = read_page(answer.text)
    assert answer.status_code == status
    assert str(status) not in page.one("main").words
    assert "secret" not in answer.text
    assert "If you need help now" in page.words
    failing.application.config["FAIL"] = status
    asked = failing.post("/ask", data={"question": "is it safe?"})
    kept = read_page(asked.text)
    assert asked.status_code == status
    assert kept.one("textarea", id="question").text == "is it safe?"
    assert "Your question is still here." in kept.words


@pytest.mark.parametrize("status", [429, 503])
def test_whoever_sends_too_much_while_turned_away_reads_plain_words_too(failing: FlaskClient, status: int) -> None:
    failing.application.config["FAIL"] = status
    answer = failing.post("/ask", data={"question": "x" * 20_000})
    assert answer.status_code == status
    assert read_page(answer.text).one("textarea", id="question").text == ""


def test_errors_we_have_no_words_for_use_the_nearest(failing: FlaskClient) -> None:
    assert [failing.get(f"/fail/{status}").status_code for status in (418, 410, 502, 504)] == [400, 410, 500, 500]


def test_wrong_methods_say_which_are_right(client: FlaskClient) -> None:
    answer = client.post("/about")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_the_contact_page_does_not_send_anybody_to_itself() -> None:
    bare = create_app({"RATE_LIMIT": "off"}).test_client()
    main = read_page(bare.get("/contact").text).one("div", class_="page")
    assert not [link for link in main.all("a") if link.attributes["href"] == "/contact"]
    assert "Please use the phone number on your letter or card." in main.words


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "A language model helps to find passages. It writes nothing."),
        ("es", "Un modelo de lenguaje ayuda a encontrar pasajes. No escribe nada."),
    ],
)
def test_the_page_says_when_a_model_helps_to_find(
    client: FlaskClient, tmp_path: Path, lang: str, sentence: str
) -> None:
    assert sentence not in client.get(f"/{lang}/about").text
    helped = create_app(CLINIC | {"SEMANTIC_MODEL": str(write_model(tmp_path, ["tired fatigue"]))}).test_client()
    assert sentence in helped.get(f"/{lang}/about", follow_redirects=True).text
    assert helped.get("/readyz").get_json()["semantic"] in ("building", "ready")
