"""Questions that are suggested while somebody types: a text box with a list, as ARIA describes it."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Open


def typed(page: Page, words: str) -> None:
    page.locator("#question").press_sequentially(words)
    page.locator("#options li").first.wait_for()


def test_the_list_opens_after_three_letters_and_is_fetched_once(visit: Open) -> None:
    page = visit("/")
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url) if "sugg" in request.url else None)
    box, options = page.get_by_role("textbox", name="Your question"), page.locator("#options")
    expect(box).to_have_attribute("aria-haspopup", "listbox")
    box.press_sequentially("si")
    expect(options).to_be_hidden()
    box.press_sequentially("de effects")
    expect(options).to_be_visible()
    assert len(fetched) == 1
    assert re.search(r"/suggestions/en/[0-9a-f]+\.json$", fetched[0])
    assert 1 <= options.get_by_role("option").count() <= 6


def test_arrows_enter_and_escape(visit: Open) -> None:
    page = visit("/")
    typed(page, "til therapy")
    box, first = page.locator("#question"), page.locator("#option-0")
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "option-0")
    expect(first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    last = page.locator("#options li").count() - 1
    expect(box).to_have_attribute("aria-activedescendant", f"option-{last}")
    expect(first).not_to_have_attribute("aria-selected", "true")
    expect(box).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#options")).to_be_hidden()
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile("."))
    expect(box).to_have_value("til therapy")
    box.press_sequentially(" ")
    page.keyboard.press("ArrowDown")
    chosen = page.locator("#option-0").evaluate("element => element.firstChild.textContent")
    page.keyboard.press("Enter")
    expect(page.locator(".turn .asked h2")).to_contain_text(chosen)
    expect(page.locator(".turn .asked .focus")).to_be_focused()
    expect(page).to_have_url(re.compile("/a/til-therapy-melanoma/"))


def test_enter_without_a_choice_asks_what_was_typed(visit: Open) -> None:
    page = visit("/")
    typed(page, "does this cure stomach")
    page.keyboard.press("Enter")
    expect(page.locator(".asked h2")).to_have_text("does this cure stomach")


def test_the_number_is_spoken_when_typing_pauses(visit: Open) -> None:
    page = visit("/")
    typed(page, "placebo")
    expect(page.locator("#status")).to_have_text(re.compile(r"^\d questions match\. Use the arrow keys\.$"))


def test_a_mouse_can_choose_too(visit: Open) -> None:
    page = visit("/")
    typed(page, "placebo")
    page.locator("#options li").first.click()
    expect(page.locator(".turn .focus")).to_have_text(re.compile("^Will I get a placebo\\?"))
    expect(page.locator("#options")).to_be_hidden()


def test_accents_and_capitals_do_not_matter(visit: Open) -> None:
    page = visit("/es/")
    typed(page, "QUE ES UN ENSAYO")
    expect(page.locator("#options li").first).to_contain_text("¿Qué es un ensayo clínico?")


def test_an_article_page_suggests_and_leads_to_the_passage(visit: Open) -> None:
    page = visit("/articles/til-therapy-melanoma")
    typed(page, "placebo")
    page.locator("#options li").first.click()
    expect(page).to_have_url(re.compile("/a/clinical-trials-how-to-join/will-i-get-a-placebo$"))
