"""When an answer does not come: nothing was typed, the site is busy or away, there is no connection."""

import re

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Open, ask
from tests.browser.states import CURE, STATES


def test_an_empty_question_is_told_where_it_is_and_keeps_the_conversation(visit: Open) -> None:
    page = visit("/")
    ask(page, CURE)
    ask(page, "  ")
    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.locator(".problem")).to_be_focused()
    page.locator(".problem a").click()
    expect(page.locator("#question")).to_be_focused()
    expect(page.locator("#question")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#wrong")).to_contain_text("Type your question first.")
    expect(page.locator(".turn")).to_have_count(1)
    page.locator("#question").fill("What is TIL therapy?")
    page.locator("#ask button").click()
    expect(page.locator(".turn")).to_have_count(2)
    expect(page.locator(".problem")).to_have_count(0)
    expect(page.locator("#question")).to_have_attribute("aria-invalid", "false")


@pytest.mark.parametrize(("status", "words"), [(503, "Please wait a few seconds"), (429, "Please wait a minute")])
def test_a_busy_site_keeps_the_question(visit: Open, status: int, words: str) -> None:
    page = visit("/")
    ask(page, f"fail {status}")
    expect(page.locator(".problem")).to_contain_text(words)
    expect(page.locator("#question")).to_have_value(f"fail {status}")
    assert str(status) not in page.locator(".problem").inner_text()


def test_offline_keeps_the_question(visit: Open) -> None:
    page = visit("/about")
    STATES["offline"](page)
    expect(page.locator("#status")).to_contain_text("You seem to be offline. Your question is still here.")
    expect(page.locator("#question")).to_have_value(CURE)
    page.locator("#ask button").click()
    expect(page.locator(".turn")).to_have_count(1)


def test_a_worker_that_dies_is_asked_once_more(visit: Open) -> None:
    page = visit("/")
    tries = []

    def first_fails(route: Route) -> None:
        tries.append(route.request.url)
        route.abort("connectionreset") if len(tries) == 1 else route.continue_()

    page.route("**/ask", first_fails)
    ask(page, CURE)
    assert len(tries) == 2
    expect(page.locator(".answer")).to_have_count(1)


def test_a_site_that_stays_away_is_admitted(visit: Open) -> None:
    page = visit("/")
    page.route("**/ask", lambda route: route.fulfill(status=502, body="<h1>Bad gateway</h1>", content_type="text/html"))
    page.locator("#question").fill(CURE)
    page.locator("#ask button").click()
    expect(page.locator("#status")).to_contain_text("We could not get an answer. Your question is still here.")
    expect(page.locator("#question")).to_have_value(CURE)
