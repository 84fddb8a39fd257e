"""A conversation as a patient meets it: the order of its turns, Back, forward, reload, clearing and leaving it."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Open, ask
from tests.browser.states import CURE

TIL = "What is TIL therapy?"
REFUSED = "What is tamoxifen?"
PLACES = """() => {
  const turn = [...document.querySelectorAll('.turn:not([hidden])')].at(-1).getBoundingClientRect();
  const form = document.querySelector('#ask').getBoundingClientRect();
  return { top: turn.top, between: form.bottom - turn.top, apart: form.top - turn.bottom, view: innerHeight };
}"""


@pytest.mark.parametrize("size", ["phone", "desktop", "small"])
def test_after_asking_the_question_is_at_the_top_and_the_box_after_its_answer(visit: Open, size: str) -> None:
    page = visit("/", size)
    for question in (CURE, TIL, REFUSED, "hello", "how long do car-t cells stay in the body"):
        ask(page, question)
        places = page.evaluate(PLACES)
        assert 0 <= places["top"] <= 24, question
        assert 0 <= places["apart"] <= 40, question
    if size == "phone":
        assert places["between"] <= 2 * places["view"], "one screen of scrolling from the question to the box"


def test_the_way_to_the_box_is_in_the_first_lines(visit: Open) -> None:
    page = visit("/", "phone")
    ask(page, CURE)
    jump = page.locator(".turn").last.get_by_role("link", name="Ask another question")
    expect(jump).to_be_in_viewport()
    jump.click()
    expect(page.locator("#question")).to_be_in_viewport()
    expect(page.locator("#question")).to_be_focused()
    ask(page, TIL)
    expect(page.locator(".turn:visible")).to_have_count(2)


def test_the_answer_is_seen_at_first_sight_on_a_phone(visit: Open) -> None:
    page = visit("/", "phone")
    ask(page, CURE)
    for part in (".asked h2", ".key", ".source", ".notice"):
        expect(page.locator(f".turn {part}").first).to_be_in_viewport(ratio=1)
    expect(page.locator(".key")).to_have_text(re.compile("^No, Claudin18.2 CAR-T has not been shown to cure"))


def test_a_first_visitor_sees_all_that_is_needed_on_a_phone(visit: Open) -> None:
    page = visit("/", "phone")
    for part in ("h1", "#question", ".urgent", ".start li:nth-child(3) a"):
        expect(page.locator(part).first).to_be_in_viewport(ratio=1)
    expect(page.locator(".urgent")).to_contain_text("In an emergency, call 999.")


def test_the_key_is_heard_once(visit: Open) -> None:
    page = visit("/")
    ask(page, CURE)
    heard = page.locator(".turn").aria_snapshot()
    assert heard.count("has not been shown to cure") == 1
    assert page.locator(".turn").inner_text().count("has not been shown to cure") == 2


def test_the_box_grows_with_a_story_up_to_six_lines(visit: Open) -> None:
    page = visit("/", "phone")
    box = page.locator("#question")
    line = box.evaluate("box => parseFloat(getComputedStyle(box).lineHeight)")
    one = box.evaluate("box => box.offsetHeight")
    box.fill("My mother had her cells given back last week and she is very tired now. " * 2)
    some = box.evaluate("box => box.offsetHeight")
    assert some >= one + 2 * line
    assert box.evaluate("box => box.scrollHeight - box.clientHeight") <= 0, "all of it can be read"
    box.fill("word " * 99)
    assert some < box.evaluate("box => box.offsetHeight") <= 7 * line


def test_enter_sends_shift_enter_makes_a_line(visit: Open) -> None:
    page = visit("/")
    page.locator("#question").press_sequentially("What is")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("TIL therapy?")
    expect(page.locator("#question")).to_have_value("What is\nTIL therapy?")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    expect(page.locator(".asked h2")).to_have_text(TIL)


@pytest.mark.parametrize("event", ["{isComposing: true}", "{keyCode: 229}"])
def test_enter_that_ends_a_composition_sends_nothing(visit: Open, event: str) -> None:
    page = visit("/")
    page.locator("#question").fill(TIL)
    prevented = page.locator("#question").evaluate(
        f"box => !box.dispatchEvent(new KeyboardEvent('keydown', {{key: 'Enter', cancelable: true, ...{event}}}))"
    )
    assert not prevented
    expect(page.locator(".turn")).to_have_count(0)


def test_a_reload_shows_the_answer_under_its_own_question(visit: Open) -> None:
    page = visit("/")
    ask(page, "is there a cure for stomach cancer with this")
    page.reload()
    expect(page.locator(".turn")).to_have_count(1)
    expect(page.locator(".asked h2")).to_have_text("Does this cure stomach or pancreatic cancer?")


def test_a_reload_after_a_refusal_keeps_the_question_in_the_box(visit: Open) -> None:
    page = visit("/")
    ask(page, REFUSED)
    assert "tamoxifen" not in page.url
    page.reload()
    expect(page.locator("#question")).to_have_value(REFUSED)
    page.reload()
    expect(page.locator("#question")).to_have_value(REFUSED)
    ask(page, TIL)
    page.reload()
    expect(page.locator("#question")).to_have_value("")


def test_back_after_a_reload_shows_the_answer_of_that_address(visit: Open) -> None:
    page = visit("/")
    ask(page, CURE)
    ask(page, TIL)
    page.reload()
    page.go_back()
    expect(page.locator(".asked h2")).to_have_text("Does this cure stomach or pancreatic cancer?")
    page.go_back()
    expect(page.locator(".turn")).to_have_count(0)


def test_an_answer_asked_from_an_article_can_be_reloaded(visit: Open) -> None:
    page = visit("/articles/til-therapy-melanoma")
    page.locator("#question").fill("what are the risks")
    page.locator("#ask button").click()
    expect(page).to_have_url(re.compile("/a/til-therapy-melanoma/what-are-the-risks$"))
    page.reload()
    expect(page.locator(".asked h2")).to_contain_text("What are the risks?")


def test_clearing_empties_the_conversation(visit: Open) -> None:
    page = visit("/")
    ask(page, CURE)
    ask(page, REFUSED)
    page.get_by_role("link", name="Clear this conversation").click()
    expect(page.locator(".turn")).to_have_count(0)
    expect(page.locator("#question")).to_be_focused()
    expect(page.locator(".start")).to_be_visible()
    expect(page.get_by_role("link", name="Clear this conversation")).to_be_hidden()
    page.go_back()
    expect(page.locator("body")).not_to_contain_text("tamoxifen")
    expect(page.locator("#question")).to_have_value("")


def test_clearing_without_script_leads_to_the_start(visit: Open) -> None:
    page = visit("/", java_script_enabled=False)
    page.locator("#question").fill(CURE)
    page.locator("#ask button").click()
    page.get_by_role("link", name="Clear this conversation").click()
    expect(page.locator(".turn")).to_have_count(0)


def test_leaving_a_crisis_card_at_once_leaves_nothing_behind(visit: Open, host: str) -> None:
    page = visit("/")
    page.route("https://www.wikipedia.org/**", lambda route: route.fulfill(body="<title>Elsewhere</title>"))
    ask(page, CURE)
    ask(page, "I want to kill myself")
    page.get_by_role("link", name="Leave this page now").click()
    expect(page).to_have_title("Elsewhere")
    page.go_back()
    expect(page.locator("h1")).to_contain_text("Ask about")
    expect(page.locator("body")).not_to_contain_text("kill myself")
    expect(page.locator("body")).not_to_contain_text("Please talk to someone now")


def test_back_from_an_article_finds_the_whole_conversation(keeping: Browser, site: str) -> None:
    page = keeping.new_context(base_url=site, viewport={"width": 390, "height": 844}).new_page()
    page.goto("/")
    ask(page, CURE)
    ask(page, TIL)
    page.evaluate("addEventListener('pageshow', event => { window.kept = event.persisted; })")
    page.locator(".turn").last.locator(".source a").first.click()
    page.wait_for_url("**/articles/**")
    page.evaluate("history.back()")
    page.wait_for_function("() => window.kept")
    expect(page.locator(".turn:visible")).to_have_count(2)
    expect(page.locator(".asked h2")).to_have_text([CURE, TIL])
    page.evaluate("history.forward()")
    expect(page.locator("h1")).to_have_text("TIL therapy for melanoma")
