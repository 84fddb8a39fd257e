"""Saying whether an answer helped: counted once, in no words of the visitor's."""

from concurrent.futures import ThreadPoolExecutor

import itsdangerous
import pytest
from flask.testing import FlaskClient
from prometheus_client import REGISTRY

from tests.web.page import Element, read_page
from web.pages.feedback import REASONS
from web.server.redis import SpentTokens
from web.tokens import FEEDBACK_AGE


def form(client: FlaskClient) -> Element:
    return read_page(client.get("/a/til-therapy-melanoma/what-are-the-risks").text).one("form", class_="feedback")


def token(client: FlaskClient) -> str:
    return form(client).one("input", name="token").attributes["value"]


def counted(verdict: str) -> float:
    return REGISTRY.get_sample_value("patientfaq_feedback_total", {"verdict": verdict}) or 0


def give(client: FlaskClient, mark: str, verdict: str) -> Element:
    answer = client.post("/feedback", data={"token": mark, "verdict": verdict})
    assert answer.status_code == 200
    return read_page(answer.text)


def test_yes_and_no_are_named_with_the_answer(client: FlaskClient) -> None:
    shown = form(client)
    assert shown.one("legend").words == "Was this what you asked?"
    assert [button.words for button in shown.all("button")] == [
        "Yes (about “What are the risks?”)",
        "No (about “What are the risks?”)",
    ]
    assert not shown.all("textarea")
    assert not shown.all("input", type="text")


def test_a_yes_is_counted_once(client: FlaskClient) -> None:
    mark, before = token(client), counted("yes")
    for _ in range(3):
        assert "Thank you." in give(client, mark, "yes").words
    assert counted("yes") == before + 1


def test_a_no_may_be_given_one_of_four_reasons(client: FlaskClient) -> None:
    mark, before = token(client), counted("no")
    page = give(client, mark, "no")
    buttons = page.one("div", class_="feedback").all("button")
    assert [button.attributes["value"] for button in buttons] == list(REASONS)
    assert "no personal details" in page.words
    assert page.one("main").all("a")[0].attributes["href"] == "/a/til-therapy-melanoma/what-are-the-risks"
    reason = counted("out-of-date")
    give(client, mark, "out-of-date")
    give(client, mark, "something-is-wrong")
    assert (counted("no"), counted("out-of-date")) == (before + 1, reason + 1)


@pytest.mark.parametrize("mark", ["", "x", "a.b.c", "\x00"])
def test_a_forged_token_is_refused(client: FlaskClient, mark: str) -> None:
    answer = client.post("/feedback", data={"token": mark, "verdict": "yes"})
    assert answer.status_code == 400
    assert "The form did not come from this site." in answer.text


def test_a_verdict_in_ones_own_words_is_refused(client: FlaskClient) -> None:
    answer = client.post("/feedback", data={"token": token(client), "verdict": "it hurt"})
    assert answer.status_code == 400
    assert "it hurt" not in answer.text


def test_an_old_token_gets_thanks_and_is_not_counted(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    mark, before = token(client), counted("yes")
    now = itsdangerous.TimestampSigner.get_timestamp
    monkeypatch.setattr(itsdangerous.TimestampSigner, "get_timestamp", lambda self: now(self) + FEEDBACK_AGE + 1)
    assert "Thank you." in give(client, mark, "yes").words
    assert counted("yes") == before


def test_the_address_alone_leads_home(client: FlaskClient) -> None:
    assert client.get("/feedback").status_code == 302


def test_a_process_remembers_the_last_tokens_only() -> None:
    spent = SpentTokens(most=2)
    assert [spent.first(mark) for mark in ("a", "a", "b", "c", "a", "c")] == [True, False, True, True, True, False]


def test_of_many_threads_that_spend_a_token_at_once_one_does() -> None:
    spent, tokens = SpentTokens(), list(map(str, range(400)))
    with ThreadPoolExecutor(8) as pool:
        first = list(pool.map(spent.first, [token for token in tokens for _ in range(8)]))
    assert first.count(True) == len(tokens)
