"""On paper: a letter with question, answer, references, review state, notice, phone, version and date."""

import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.states import STATES

PDFTOTEXT = shutil.which("pdftotext")


def printed(page: Page, folder: Path) -> tuple[str, int]:
    """Return the words on paper with white space folded, and the number of A4 pages."""
    if PDFTOTEXT is None:
        pytest.skip("pdftotext is missing: apt-get install poppler-utils")
    file = folder / "page.pdf"
    page.pdf(path=file, prefer_css_page_size=True)
    text = subprocess.run([PDFTOTEXT, "-layout", file, "-"], check=True, capture_output=True, text=True).stdout
    return " ".join(text.split()), text.count("\f")


def test_an_answer_on_paper(visit: Open, tmp_path: Path) -> None:
    page = visit("/about")
    STATES["answer"](page)
    text, pages = printed(page, tmp_path)
    for words in (
        "You asked Does this cure stomach cancer?",
        "has not been shown to cure stomach (gastric) or pancreatic cancer.",
        "Early research",
        "No clinician has reviewed this sample article yet.",
        "https://doi.org/10.1038/s41591-022-01800-8",
        "This is not medical advice.",
        "Northside Clinic: +44 20 5550 0199",
        "Text version",
        "In an emergency, call 999.",
        "/a/claudin18-2-car-t-trial/does-this-cure-stomach-or-pancreatic-cancer",
        "My notes",
    ):
        assert words in text, words
    for words in ("Ask another question", "All questions", "Was this what you asked?", "Common questions", "Skip to"):
        assert words not in text, words
    assert pages <= 2


def test_two_answers_fit_on_three_sheets_each_with_its_notice(visit: Open, tmp_path: Path) -> None:
    page = visit("/about")
    STATES["two answers"](page)
    text, pages = printed(page, tmp_path)
    assert pages <= 3
    assert text.count("This is not medical advice.") == 3
    assert text.index("Does this cure stomach cancer?") < text.index("What is TIL therapy?")


@pytest.mark.parametrize("script", [True, False])
def test_what_is_folded_is_printed(visit: Open, tmp_path: Path, script: bool) -> None:
    page = visit("/", java_script_enabled=script)
    page.locator("#question").fill("what did the claudin trial find")
    page.locator("#ask button").click()
    page.locator(".turn").wait_for()
    folded = page.locator("details blockquote").first.text_content() or ""
    text, _ = printed(page, tmp_path)
    assert "".join(folded.split())[:50] in "".join(text.split()).replace("\u2060", "")


def test_an_article_on_paper(visit: Open, tmp_path: Path) -> None:
    page = visit("/articles/til-therapy-melanoma")
    text, _ = printed(page, tmp_path)
    assert "Checked by Ann Lee, oncologist on 5 October 2020." in text
    assert "References" in text
    assert "On this page" not in text


def test_nothing_is_white_on_white_in_the_dark(visit: Open, tmp_path: Path) -> None:
    page = visit("/a/til-therapy-melanoma/lead", color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    ink = page.locator("blockquote").first.evaluate("element => getComputedStyle(element).color")
    paper = page.locator("body").evaluate("element => getComputedStyle(element).backgroundColor")
    assert (ink, paper) == ("rgb(0, 0, 0)", "rgb(255, 255, 255)")


def test_at_most_ten_answers_are_kept(visit: Open) -> None:
    page = visit("/")
    links = page.locator(".start .links a")
    for number in range(11):
        links.nth(number % 5).evaluate("element => element.click()")
        page.wait_for_function("count => document.querySelectorAll('.turn').length === count", arg=number + 1)
    assert page.locator(".turn:visible").count() == 10
