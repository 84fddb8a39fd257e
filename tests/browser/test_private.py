"""What leaves the browser and what stays in it: one site, no cookie, nothing stored, not a word in an address."""

from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open, ask
from tests.browser.states import STATES

CANARY = "zebrafinch"
EXPECTED = ("the server responded with a status of",)
"""Chromium itself writes a line for every answer that is an error."""


def record(page: Page) -> tuple[list[str], list[str]]:
    requests: list[str] = []
    lines: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: lines.append(message.text))
    page.on("pageerror", lambda error: lines.append(str(error)))
    return requests, lines


@pytest.mark.parametrize("state", [name for name in STATES if name != "offline"])
def test_nothing_is_asked_of_others_and_nothing_is_complained_about(visit: Open, site: str, state: str) -> None:
    page = visit("/about")
    requests, lines = record(page)
    STATES[state](page)
    assert requests
    assert [url for url in requests if not url.startswith(site)] == []
    assert [line for line in lines if not any(words in line for words in EXPECTED)] == []
    assert page.context.cookies() == []
    stored = page.evaluate("() => [localStorage.length, sessionStorage.length, document.cookie]")
    assert stored == [0, 0, ""]
    assert page.evaluate("async () => (await indexedDB.databases()).length + (await caches.keys()).length") == 0


def test_typed_words_stay_out_of_every_address_title_and_history(visit: Open) -> None:
    page = visit("/")
    requests, _ = record(page)
    referers: list[str] = []
    page.on("request", lambda request: referers.append(request.headers.get("referer", "")))
    page.locator("#question").press_sequentially(CANARY)
    page.wait_for_timeout(300)
    ask(page, f"{CANARY} cure")
    page.locator(".no-answer a").first.click()
    page.wait_for_load_state()
    assert not [url for url in requests if CANARY in unquote(url)]
    assert not any(referers)
    assert CANARY not in page.title()
    page.go_back()
    assert CANARY not in page.url


def test_leaving_forgets_the_conversation(visit: Open) -> None:
    page = visit("/")
    ask(page, "What is TIL therapy?")
    assert "When you leave this page they are gone." in page.locator(".keep").inner_text()
    page.goto("/about")
    page.goto("/")
    assert page.locator(".turn").count() == 0


def test_an_answer_takes_few_and_small_requests(visit: Open) -> None:
    page = visit("/about")
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    addresses: dict[str, str] = {}
    sizes: dict[str, float] = {}

    def finished(event: dict[str, Any]) -> None:
        """Count each address once, and nothing that the page before asked for and that is still on its way."""
        if event["requestId"] in addresses:
            sizes[addresses[event["requestId"]]] = event["encodedDataLength"]

    def received(event: dict[str, Any]) -> None:
        addresses[event["requestId"]] = event["response"]["url"]

    session.on("Network.responseReceived", received)
    session.on("Network.loadingFinished", finished)
    STATES["answer, page of its own"](page)
    page.wait_for_load_state("networkidle")
    assert 3 <= len(sizes) <= 4, sizes
    headers = 1000 * len(sizes)
    assert sum(sizes.values()) - headers <= 12_000
    fonts = page.evaluate(
        "() => performance.getEntriesByType('resource').filter(one => /font|woff/.test(one.name)).length"
    )
    assert fonts == 0
