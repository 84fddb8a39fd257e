"""The page in a frame of another site: allowed there, refused elsewhere, as tall as it needs to be."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.conftest import PAGES, Open, serve
from tests.browser.states import CURE

Frame = Callable[[str], str]


@pytest.fixture
def framing(site: str, host: str) -> Frame:
    """Put markup on a page of the other site, with SITE for our address, and give that page's address."""

    def put(markup: str) -> str:
        path = f"/page-{len(PAGES[host])}"
        body = f"<button>before</button>{markup.replace('SITE', site)}<button>after</button>"
        PAGES[host][path] = f"<!DOCTYPE html><html lang='en'><title>Clinic</title><body>{body}"
        return host + path

    return put


SCRIPT = '<script src="SITE/embed.js" data-theme="dark" async></script>'
PLAIN = '<iframe src="SITE/embed" title="Questions" width="100%" height="700"></iframe>'


def ask_inside(page: Page) -> FrameLocator:
    frame = page.frame_locator("iframe")
    frame.locator("#question").fill(CURE)
    frame.locator("#ask button").click()
    expect(frame.locator(".answer").first).to_be_visible()
    return frame


def test_one_line_is_enough(visit: Open, framing: Frame) -> None:
    page = visit(framing(SCRIPT))
    frame = ask_inside(page)
    expect(frame.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator("iframe")).to_have_attribute("title", re.compile("."))
    inner = frame.locator("body").evaluate("element => element.scrollHeight")
    page.wait_for_function(
        "height => Math.abs(document.querySelector('iframe').getBoundingClientRect().height - height) < 8", arg=inner
    )
    expect(frame.locator("main")).to_contain_text("This is not medical advice.")
    expect(frame.locator("main")).to_contain_text("In an emergency, call 999.")
    assert page.context.cookies() == []
    assert "/a/" not in page.url


@pytest.mark.parametrize("width", [320, 480])
def test_a_plain_frame_fits_narrow_columns(visit: Open, framing: Frame, width: int) -> None:
    page = visit(framing(PLAIN))
    page.set_viewport_size({"width": width, "height": 800})
    frame = ask_inside(page)
    over = frame.locator("html").evaluate("element => element.scrollWidth - element.clientWidth")
    assert over == 0


def test_it_works_in_a_frame_without_script(visit: Open, framing: Frame) -> None:
    ask_inside(visit(framing(PLAIN), java_script_enabled=False))


def test_the_keyboard_comes_in_and_gets_out(visit: Open, framing: Frame) -> None:
    page = visit(framing(PLAIN))
    page.frame_locator("iframe").locator("#question").wait_for()
    page.locator("button").first.focus()
    inside = False
    for _ in range(60):
        page.keyboard.press("Tab")
        name = page.evaluate("() => document.activeElement.tagName + document.activeElement.textContent")
        inside = inside or name.startswith("IFRAME")
        if name == "BUTTONafter":
            break
    assert inside
    assert name == "BUTTONafter"


def test_another_site_is_refused(visit: Open, site: str) -> None:
    def app(environ: object, start: Callable[..., object]) -> list[bytes]:
        start("200 OK", [("Content-Type", "text/html")])
        return [f"<!DOCTYPE html><title>Evil</title><iframe src='{site}/embed'></iframe>".encode()]

    stranger: Iterator[str] = serve(app)
    page = visit("/about")
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(next(stranger))
    page.wait_for_timeout(500)
    assert any("frame-ancestors" in line for line in complaints)
    assert page.frames[1].url in ("", "about:blank", "chrome-error://chromewebdata/")
    next(stranger, None)


def test_messages_of_strangers_do_not_change_the_height(visit: Open, framing: Frame) -> None:
    page = visit(framing(SCRIPT))
    page.frame_locator("iframe").locator("#question").wait_for()
    page.wait_for_timeout(200)
    height = page.locator("iframe").get_attribute("height")
    page.evaluate("() => postMessage({height: 9999}, '*')")
    page.wait_for_timeout(100)
    assert page.locator("iframe").get_attribute("height") == height
