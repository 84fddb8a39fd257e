"""Nothing is cut off, too small, covered or moving: narrow windows, large text, other spacing, right to left."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.states import STATES

SHOWN = ["empty", "answer", "two answers", "not found", "emergency", "validation error", "typing"]
SHOWN += ["article", "articles", "questions", "contact", "accessibility", "embed", "in Spanish", "404"]

OVERFLOW = """() => {
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  const clipped = [...document.querySelectorAll('main *, header *, footer *, aside *')]
    .filter(element => !element.closest('.unseen, .hushed .status, svg, [hidden]'))
    .filter(element => element.scrollWidth > element.clientWidth + 1)
    .filter(element => ['hidden', 'clip'].includes(getComputedStyle(element).overflowX))
    .map(element => element.className || element.tagName);
  return [wide, clipped];
}"""

SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-block-end: 2em !important }
"""
"""What WCAG 2.2, 1.4.12 lets a reader set."""

STICKY = """() => [...document.querySelectorAll('*')]
  .filter(element => getComputedStyle(element).position === 'sticky').length"""


def fits(page: Page) -> None:
    page.evaluate("() => document.querySelectorAll('details').forEach(part => { part.open = true; })")
    assert page.evaluate(OVERFLOW) == [0, []]


@pytest.mark.parametrize("state", SHOWN)
def test_every_way_of_enlarging_keeps_everything_in_view(visit: Open, state: str) -> None:
    page = visit("/about", bypass_csp=True)
    STATES[state](page)
    for width, height in ((320, 640), (320, 256), (390, 844), (1280, 900)):
        page.set_viewport_size({"width": width, "height": height})
        fits(page)
        if width == 320:
            assert page.evaluate(STICKY) == 0
    page.set_viewport_size({"width": 640, "height": 512})
    style = page.add_style_tag(content=SPACING)
    fits(page)
    style.evaluate("element => element.remove()")
    page.evaluate("() => { document.documentElement.dir = 'rtl'; }")
    fits(page)
    page.set_viewport_size({"width": 320, "height": 640})
    fits(page)


@pytest.mark.parametrize("state", ["empty", "answer", "article", "emergency"])
def test_a_large_font_in_the_browser_is_respected(visit: Open, state: str) -> None:
    page = visit("/about")
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    STATES[state](page)
    for width in (1280, 390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        fits(page)
    assert page.evaluate("() => parseFloat(getComputedStyle(document.querySelector('h1')).fontSize)") >= 32


SMALL = """() => {
  const running = 'p:not(.more), blockquote, h2, h3, .part li, .references li, .sources li, .no-answer li';
  return [...document.querySelectorAll('a, button, textarea, summary')].filter(element => {
    if (element.closest('.skip') || (element.closest(running) && !element.matches('.quiet, .call'))) return false;
    const box = element.getBoundingClientRect();
    return box.width && box.height < (element.closest('.foot') ? 24 : 43.5);
  }).map(element => element.outerHTML.slice(0, 90));
}"""
"""Controls under 44 px; links within running text are as high as their line (WCAG 2.2, 2.5.8)."""


@pytest.mark.parametrize("state", ["empty", "answer", "emergency", "not found", "said no", "article", "questions"])
@pytest.mark.parametrize("size", ["desktop", "small"])
def test_controls_are_large_enough_to_hit(visit: Open, state: str, size: str) -> None:
    page = visit("/about", size)
    STATES[state](page)
    assert page.evaluate(SMALL) == []


def test_the_emergency_number_is_the_largest_control(visit: Open) -> None:
    page = visit("/about", "phone")
    STATES["emergency"](page)
    box = page.locator(".call").first.bounding_box()
    assert box is not None
    assert box["height"] >= 52


TO_THE_TOP = """() => {
  const first = document.createElement('i');
  first.tabIndex = 0;
  document.body.prepend(first);
  first.focus();
  first.remove();
  scrollTo(0, 0);
}"""

FOCUS = """() => {
  const element = document.activeElement, style = getComputedStyle(element);
  const box = element.getClientRects()[0] ?? new DOMRect();
  const x = box.left + Math.min(box.width / 2, 40), y = box.top + Math.min(box.height / 2, 12);
  const top = document.elementFromPoint(x, y);
  return {
    name: element.id || (element.textContent || element.value).trim().slice(0, 40),
    ring: parseFloat(style.outlineWidth), place: [Math.round(box.top + scrollY), Math.round(box.left)],
    covered: !(top && (element.contains(top) || top.contains(element))), body: element === document.body,
  };
}"""


@pytest.mark.parametrize("state", ["empty", "answer", "article"])
@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_tab_goes_through_everything_in_the_order_one_sees_it(visit: Open, state: str, size: str) -> None:
    page = visit("/about", size)
    STATES[state](page)
    page.evaluate(TO_THE_TOP)
    seen: list[dict[str, Any]] = []
    for _ in range(200):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop["body"] or (seen and stop == seen[0]):
            break
        seen.append(stop)
    assert len(seen) >= 15
    assert [stop["name"] for stop in seen if stop["ring"] < 3] == []
    assert [stop["name"] for stop in seen if stop["covered"]] == []
    focusable = page.evaluate(
        "() => [...document.querySelectorAll('a[href]:not([tabindex]), button, textarea, summary')]"
        ".filter(element => element.checkVisibility()).length"
    )
    assert len(seen) == focusable, "Tab misses something or is trapped"


ORDER = [
    "Skip to the main part",
    "Skip to the question box",
    "Patient FAQ",
    "Articles",
    "All questions",
    "Contact",
    "Español",
    "999",
    "question",
    "Ask",
]


def test_the_first_stops_are_these(visit: Open) -> None:
    page = visit("/")
    stops = []
    for _ in ORDER:
        page.keyboard.press("Tab")
        stops.append(page.evaluate(FOCUS)["name"])
    assert stops == ORDER


def test_skip_links_skip(visit: Open) -> None:
    page = visit("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#question")).to_be_focused()


def test_no_single_key_does_anything(visit: Open) -> None:
    page = visit("/")
    before = page.url
    for key in "/?sabcjkn":
        page.keyboard.press(key)
    assert page.url == before
    assert page.evaluate("() => document.activeElement === document.body")


def test_nothing_moves_for_those_who_asked_for_stillness(visit: Open) -> None:
    page = visit("/about", reduced_motion="reduce")
    STATES["answer"](page)
    moving = page.evaluate("""() => [...document.querySelectorAll('*')].map(getComputedStyle).filter(style =>
        parseFloat(style.animationDuration) || parseFloat(style.transitionDuration) || style.scrollBehavior === 'smooth'
    ).length""")
    assert moving == 0


def test_borders_and_marks_stay_visible_in_forced_colours(visit: Open) -> None:
    page = visit("/about", forced_colors="active")
    STATES["answer"](page)
    for selector, name in ((".tag", "borderTopStyle"), (".answer", "borderTopStyle"), ("mark", "outlineStyle")):
        style = page.locator(selector).first.evaluate(f"element => getComputedStyle(element).{name}")
        assert style == "solid", selector


def test_lines_are_not_too_long_to_read(visit: Open) -> None:
    page = visit("/about")
    STATES["answer"](page)
    characters = page.locator(".answer blockquote").first.evaluate(
        "element => element.clientWidth / (parseFloat(getComputedStyle(element).fontSize) * 0.5)"
    )
    assert 40 <= characters <= 80
