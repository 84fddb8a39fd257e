"""Asking with the script: what moves, what is said, what the address bar shows, where its links lead."""

import re

import pytest
from playwright.sync_api import Dialog, Page, Route, expect

from tests.browser.conftest import Open, ask
from tests.browser.states import CURE

CURE_LINK = re.compile(r"/a/claudin18-2-car-t-trial/does-this-cure-stomach-or-pancreatic-cancer$")
TIL_LINK = re.compile(r"/a/til-therapy-melanoma/what-is-til-therapy$")

WATCH = """() => {
  window.said = []; window.focused = []; window.shifted = 0;
  new MutationObserver(() => {
    const words = document.querySelector('#status').textContent.trim();
    if (words) window.said.push(words);
  }).observe(document.querySelector('#status'), {childList: true, characterData: true, subtree: true});
  document.addEventListener('focusin', event => window.focused.push(event.target.tagName));
  new PerformanceObserver(list => list.getEntries().forEach(entry => {
    if (!entry.hadRecentInput) window.shifted += entry.value;
  })).observe({type: 'layout-shift', buffered: false});
}"""


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_an_answer_is_announced_once_and_its_heading_takes_focus(visit: Open, size: str) -> None:
    page = visit("/", size)
    assert page.evaluate("document.activeElement === document.body")
    page.evaluate(WATCH)
    ask(page, CURE)
    focused = page.locator(":focus")
    expect(focused).to_have_text("Does this cure stomach or pancreatic cancer?")
    assert focused.evaluate("element => element.tagName") == "H3"
    assert page.evaluate("focused.at(-1)") == "H3"
    said = [words for words in page.evaluate("said") if words != "Looking in our articles."]
    assert said == ["Answer found. 1 best match and 1 more."]
    assert len(said[0]) <= 120
    box = focused.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 0.6 * (page.viewport_size or {"height": 0})["height"]
    assert page.evaluate("shifted") == 0


def test_an_answer_comes_quickly(visit: Open) -> None:
    page = visit("/")
    ask(page, "What is TIL therapy?")
    page.evaluate("window.begun = performance.now()")
    page.locator("#question").fill(CURE)
    page.evaluate("""() => new MutationObserver(() => { window.taken ??= performance.now() - window.begun; })
        .observe(document.querySelector('#thread'), {childList: true})""")
    page.evaluate("() => { window.begun = performance.now(); document.querySelector('#ask button').click(); }")
    page.wait_for_function("() => window.taken")
    assert page.evaluate("window.taken") < 2000, "no answer for two seconds on the same machine: something hangs"


def test_a_long_wait_says_so(visit: Open) -> None:
    page = visit("/")
    page.evaluate(WATCH)

    def slowly(route: Route) -> None:
        page.wait_for_timeout(700)
        route.continue_()

    page.route("**/ask", slowly)
    ask(page, CURE)
    assert page.evaluate("said") == ["Looking in our articles.", "Answer found. 1 best match and 1 more."]


def test_the_address_is_the_answers_never_the_words(visit: Open) -> None:
    page = visit("/")
    ask(page, CURE)
    expect(page).to_have_url(CURE_LINK)
    expect(page).to_have_title("Answer: Does this cure stomach or pancreatic cancer? – Patient FAQ")
    page.reload()
    expect(page.locator(".turn h2.focus")).to_have_text("Does this cure stomach or pancreatic cancer?")


def test_back_and_forward_show_as_many_answers_as_there_were(visit: Open) -> None:
    page = visit("/")
    ask(page, CURE)
    ask(page, "What is TIL therapy?")
    expect(page.locator(".turn:visible")).to_have_count(2)
    expect(page).to_have_url(TIL_LINK)
    page.go_back()
    expect(page).to_have_url(CURE_LINK)
    expect(page.locator(".turn:visible")).to_have_count(1)
    expect(page).to_have_title(re.compile("^Answer: Does this cure"))
    page.go_back()
    expect(page.locator(".turn:visible")).to_have_count(0)
    expect(page).to_have_title("Ask a question – Patient FAQ")
    expect(page.locator(".start")).to_be_visible()
    page.go_forward()
    expect(page.locator(".turn:visible")).to_have_count(1)
    page.locator("#question").fill("What is cytokine release syndrome?")
    page.locator("#ask button").click()
    expect(page.locator(".asked h2").last).to_have_text("What is cytokine release syndrome?")
    expect(page.locator(".turn")).to_have_count(2)


def test_a_conversation_reads_from_top_to_bottom_and_new_answers_follow_earlier_ones(visit: Open) -> None:
    page = visit("/")
    ask(page, "What is TIL therapy?")
    ask(page, "how long does it take?")
    questions = page.locator(".asked h2")
    expect(questions).to_have_text(["What is TIL therapy?", "how long does it take?"])
    expect(page.locator(".turn").last.locator(".source a").first).to_have_attribute(
        "href", re.compile("til-therapy-melanoma")
    )
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(element => element.id)")
    assert len(ids) == len(set(ids))


def test_a_related_question_joins_the_conversation(visit: Open) -> None:
    page = visit("/")
    ask(page, "What is TIL therapy?")
    page.locator(".related summary").click()
    link = page.locator(".related a").first
    chosen = link.inner_text()
    link.click()
    expect(page.locator(".turn")).to_have_count(2)
    asked = page.locator(".turn").last.locator(".asked h2")
    expect(asked).to_contain_text(chosen)
    expect(asked).to_be_focused()
    expect(page.locator(".turn").last.locator("mark").first).to_be_visible()


def test_a_link_opens_elsewhere_when_asked_to(visit: Open) -> None:
    page = visit("/")
    with page.context.expect_page() as other:
        page.locator(".start .links a").first.click(modifiers=["Control"])
    other.value.close()
    expect(page.locator(".turn")).to_have_count(0)


def test_an_emergency_takes_the_focus(visit: Open) -> None:
    page = visit("/")
    page.evaluate(WATCH)
    ask(page, "I have chest pain and cannot breathe")
    expect(page.locator(":focus")).to_have_text("Emergency: Call 999 now")
    assert page.evaluate("said") == ["Call 999 now."]


def test_feedback_opens_reasons_in_place(visit: Open) -> None:
    page = visit("/a/til-therapy-melanoma/what-are-the-risks")
    page.get_by_role("button", name="No (about “What are the risks?”)").click()
    expect(page.locator("div.feedback")).to_be_focused()
    page.get_by_role("button", name="It is out of date").click()
    expect(page.locator(".feedback")).to_have_text("Thank you. We will look at this part of the article.")
    expect(page).to_have_url(re.compile("/a/til-therapy-melanoma/what-are-the-risks$"))


def test_the_link_is_copied_and_leads_to_the_same_passage(visit: Open, site: str) -> None:
    page = visit("/", permissions=["clipboard-read", "clipboard-write"])
    ask(page, CURE)
    words = page.locator(".answer blockquote").first.inner_text()
    page.get_by_role("link", name="Link to this answer").click()
    expect(page.locator("#status")).to_have_text("Link copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(site)
    assert visit(copied).locator(".answer blockquote").first.inner_text() == words


def test_what_is_typed_never_runs(visit: Open) -> None:
    page = visit("/")
    dialogs: list[str] = []

    def note(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    for trick in ("<img src=x onerror=alert(1)>", "<script>alert(1)</script>", "<svg/onload=alert(1)>", "{{7*7}}"):
        ask(page, trick)
        expect(page.locator(".asked h2").last).to_have_text(trick)
    assert dialogs == []


def source_link(page: Page) -> None:
    page.locator(".answer .source a").first.click()


def test_the_source_link_lands_on_the_passage_and_marks_it(visit: Open) -> None:
    page = visit("/")
    ask(page, CURE)
    source_link(page)
    target = page.locator(":target")
    expect(target).to_be_in_viewport()
    expect(target.locator("h3")).to_contain_text("Does this cure stomach or pancreatic cancer?")
    assert target.evaluate("element => getComputedStyle(element).outlineStyle") == "solid"


def test_a_citation_leads_to_its_reference_in_the_card(visit: Open) -> None:
    page = visit("/")
    ask(page, CURE)
    mark = page.locator(".answer .cite").first
    mark.click()
    expect(page.locator("li:target")).to_have_attribute("value", mark.inner_text().strip("[]"))
    page.locator("li:target .back").click()
    expect(page.locator(".cite:target")).to_have_text(mark.inner_text())
    expect(page.locator(".turn:visible")).to_have_count(1)


def test_what_to_do_in_an_emergency_is_nothing_to_take_to_an_appointment(visit: Open) -> None:
    page = visit("/")
    ask(page, CURE)
    expect(page.locator("[data-print]")).to_be_visible()
    ask(page, "I have chest pain and cannot breathe")
    expect(page.locator(".emergency")).to_be_visible()
    expect(page.locator("[data-print]")).to_be_hidden()
    page.go_back()
    expect(page.locator("[data-print]")).to_be_visible()
