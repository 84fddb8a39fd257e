"""A clinic's first day: from an empty folder to an answer that a patient reads in a browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from app import create_app
from tests.browser.conftest import PATIENCE, serve

HOURS = "We are open from 8 to 18, Monday to Friday."


def run(folder: Path, *arguments: str) -> str:
    """Run a flask command as staff do and return what it prints."""
    settings = {"FAQ_DIR": str(folder)} if folder.exists() else {}
    app = create_app({"FLASK_RUN_FROM_CLI": "true", **settings})
    result = app.test_cli_runner().invoke(app.cli, arguments)
    assert result.exit_code in (0, 1), result.output
    return result.output


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The site of a clinic that filled in its first article and taught it one wording."""
    folder = tmp_path / "northside"
    run(folder, "faq", "start", str(folder), "--clinic", "Northside Clinic")
    assert run(folder, "faq", "check").startswith("Not ready to be published: 3 places to fill in")
    article = folder / "articles" / "about-our-clinic.md"
    lines = article.read_text("utf-8").replace("status: draft #", "status: published #").splitlines()
    places = [HOURS if "opening hours" in line else "Call 020 5550 0199." for line in lines if "FILL IN" in line]
    filled = [places.pop(0) if "FILL IN" in line else line for line in lines]
    article.write_text("\n".join(filled) + "\n", "utf-8")
    assert run(folder, "faq", "check").startswith("Ready to be published.")
    taught = run(folder, "faq", "teach", "can I come on a saturday", "about-our-clinic#when-are-you-open")
    assert "is now answered by about-our-clinic#when-are-you-open" in taught
    yield from serve(create_app({"FAQ_DIR": str(folder), "CLINIC_NAME": "Northside Clinic", "RATE_LIMIT": "off"}))


def test_from_an_empty_folder_to_an_answer(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, base_url=address)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto("/")
    expect(page.locator("h1")).to_have_text("Ask about our clinic")
    assert "CAR-T" not in page.inner_text("body")
    for question in ("When are you open?", "can I come on a saturday"):
        page.get_by_role("textbox").fill(question)
        page.get_by_role("button", name="Ask", exact=True).click()
        expect(page.locator("article.answer").last.locator("blockquote").first).to_contain_text(HOURS)
    context.close()
