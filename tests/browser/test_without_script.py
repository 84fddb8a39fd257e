"""Everything works with JavaScript turned off; only convenience is lost."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.states import CURE


def test_the_form_gives_the_whole_answer_page(visit: Open) -> None:
    page = visit("/", java_script_enabled=False)
    page.locator("#question").fill(CURE)
    page.locator("#ask button").click()
    expect(page.locator(".answer h3").first).to_have_text("Does this cure stomach or pancreatic cancer?")
    expect(page.locator(".answer blockquote").first).to_contain_text("has not been shown to cure")
    expect(page.locator(".answer .notice")).to_contain_text("This is not medical advice.")
    expect(page.locator("[data-print]")).not_to_be_visible()
    page.get_by_role("link", name="Link to this answer").click()
    expect(page).to_have_url(re.compile("/a/claudin18-2-car-t-trial/"))
    expect(page.locator(".answer blockquote").first).to_contain_text("has not been shown to cure")


def test_suggestions_are_links(visit: Open) -> None:
    page = visit("/", java_script_enabled=False)
    link = page.locator(".start .links a").first
    question = link.inner_text()
    link.click()
    expect(page.locator(".asked h2.focus")).to_have_text(question)


def test_a_follow_up_needs_no_script(visit: Open) -> None:
    page = visit("/a/til-therapy-melanoma/what-is-til-therapy", java_script_enabled=False)
    page.locator("#question").fill("how long does it take?")
    page.locator("#ask button").click()
    expect(page.locator(".answer .source a").first).to_have_attribute("href", re.compile("til-therapy-melanoma"))


def test_a_problem_keeps_what_was_typed(visit: Open) -> None:
    page = visit("/", java_script_enabled=False)
    page.locator("#question").fill("why " * 130)
    page.locator("#ask button").click()
    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.locator("#question")).to_have_value(("why " * 130).strip())
    page.locator(".problem a").click()
    expect(page.locator("#question")).to_be_focused()


def test_feedback_takes_a_page_of_its_own(visit: Open) -> None:
    page = visit("/a/til-therapy-melanoma/what-are-the-risks", java_script_enabled=False)
    page.get_by_role("button", name=re.compile("^No")).click()
    page.get_by_role("button", name="It is hard to understand").click()
    expect(page.locator("main")).to_contain_text("Thank you. We will look at this part of the article.")
    assert page.locator("main").inner_text().count("Thank you") == 1
    box = page.locator("div.feedback").evaluate("element => getComputedStyle(element).paddingInlineStart")
    assert float(box.removesuffix("px")) >= 16
    page.get_by_role("link", name="Back to the answer").click()
    expect(page).to_have_url(re.compile("/a/til-therapy-melanoma/what-are-the-risks$"))


def test_parts_of_a_section_can_be_opened(visit: Open) -> None:
    page = visit("/", java_script_enabled=False)
    page.locator("#question").fill("what did the claudin trial find")
    page.locator("#ask button").click()
    rest = page.locator("details.cut").first
    rest.locator("summary").click()
    expect(rest.locator("blockquote")).to_be_visible()
