"""A section of 2,000 words: the part that answers comes first, the rest is one press away, nothing runs over."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from app import create_app
from tests.browser.conftest import SIZES, ask, serve
from tests.conftest import CLINIC, CONTENT

PARAGRAPH = "On most days the ward is quiet and the nurses walk from bed to bed with a cup of water. " * 8
PARTS = 14

LONG = f"""\
---
title: The long stay
summary: A very long section.
evidence: guidance
published: 2026-11-25
---
What a long stay is like.

## How does a very long stay on the ward feel?

{(PARAGRAPH.strip() + chr(10) + chr(10)) * (PARTS - 1)}
In the last week the lighthouse keeper comes and reads to you. {PARAGRAPH.strip()}

## Key takeaway

It ends.
"""


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with one article more, which holds the long section."""
    folder = tmp_path_factory.mktemp("ward") / "faq"
    (folder / "articles").mkdir(parents=True)
    for name in ("wording.toml", "emergencies.toml"):
        (folder / name).write_bytes((CONTENT / name).read_bytes())
    (folder / "articles" / "the-long-stay.md").write_text(LONG, encoding="utf-8")
    yield from serve(create_app(CLINIC | {"FAQ_DIR": str(folder)}))


def words(text: str) -> int:
    return len(text.split())


@pytest.mark.parametrize("size", ["desktop", "small"])
def test_a_section_of_two_thousand_words_can_be_read_whole(browser: Browser, ward: str, size: str) -> None:
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, base_url=ward)
    page = context.new_page()
    page.goto("/")
    ask(page, "when does the lighthouse keeper read to me on the ward")
    answer = page.locator(".answer").first
    expect(answer).to_contain_text("the lighthouse keeper comes and reads to you")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert words(answer.inner_text()) < 800
    for rest in answer.locator("summary").all():
        if "section" in rest.inner_text():
            rest.click()
    assert words(answer.inner_text()) > 1900
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_the_words_of_the_test_are_as_many_as_it_says(tmp_path: Path) -> None:
    assert words(LONG) > 2000
