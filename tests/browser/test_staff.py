"""The staff pages in a real browser: every page is used as staff do, and checked with axe in every shape."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from app import create_app
from journal.rows import Judgement, Noted
from tests.browser.conftest import PATIENCE, serve
from tests.conftest import CLINIC
from tests.faq.importing.word_files import paragraph, word_file

PASSWORD = "a password for the nurses"
RULES = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (1280, 390, 320)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with staff pages and a journal on a port of its own."""
    url = f"sqlite:///{tmp_path_factory.mktemp('journal')}/journal.sqlite3"
    app = create_app(CLINIC | {"STAFF_PASSWORD": PASSWORD, "JOURNAL": "on", "DATABASE_URL": url})
    journal = app.extensions["journal"]
    journal.store.prepare()
    texts = ("can I eat oysters", "are oysters safe")
    journal.store.add(
        [Noted(str(n), "2026-11-25T09", text, "not_found", "", "v1", "en", "") for n, text in enumerate(texts)]
    )
    journal.store.add([Judgement("t", "2026-11-25T09", "til-therapy-melanoma#lead", "v1", "no", "out-of-date")])
    yield from serve(app)
    journal.close()
    journal.store.close()


@pytest.fixture(scope="module", params=["light", "dark"])
def signed_in(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[tuple[Page, list[str]]]:
    """A nurse's browser after signing in, and every line its console had since."""
    context = browser.new_context(color_scheme=request.param, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{address}/staff/")
    assert page.url.endswith("/staff/sign-in")
    check(page)
    page.get_by_label("Staff password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="Overview").wait_for()
    yield page, said
    context.close()


def check(page: Page) -> None:
    """Find nothing that axe objects to, and nothing that is cut off, in any width and with details open."""
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        found = Axe().run(page, options={"runOnly": RULES})
        assert found.violations_count == 0, found.generate_report()
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide == 0, f"{wide} px too wide at {width}"


def test_the_overview(signed_in: tuple[Page, list[str]], address: str) -> None:
    page, said = signed_in
    page.goto(f"{address}/staff/")
    assert page.get_by_role("row", name="TIL therapy for melanoma").count() == 1
    check(page)
    assert said == []


def test_trying_a_question(signed_in: tuple[Page, list[str]], address: str) -> None:
    page, said = signed_in
    page.goto(f"{address}/staff/")
    page.get_by_role("link", name="Try a question").click()
    for question, seen in (("What is TIL therapy?", "from our article"), ("I have crushing chest pain", "Emergency")):
        page.get_by_label("A question as a patient would type it").fill(question)
        page.get_by_role("button", name="Try it").click()
        page.get_by_role("heading", name="Why").wait_for()
        assert seen in page.locator("main").inner_text()
        assert question not in page.url
        check(page)
    assert said == []


def test_previewing_a_word_document_and_mending_it(
    signed_in: tuple[Page, list[str]], address: str, tmp_path: Path
) -> None:
    page, said = signed_in
    document = tmp_path / "oysters.docx"
    document.write_bytes(
        word_file(
            paragraph("Eating at home", style="Title"),
            paragraph("You may eat most things."),
            paragraph("May I eat raw oysters?", style="heading 1"),
            paragraph("No."),
        )
    )
    page.goto(f"{address}/staff/preview")
    check(page)
    page.get_by_label("A document").set_input_files(document)
    page.get_by_role("button", name="Show what would happen").click()
    page.get_by_text("Some places are not filled in yet.").wait_for()
    check(page)
    text = page.get_by_label("Markdown").input_value()
    filled = "\n".join(
        "evidence: early" if line.startswith("evidence:") else line.replace("FILL IN", "About")
        for line in text.splitlines()
    )
    page.get_by_label("Markdown").fill(filled)
    page.get_by_role("button", name="Look again").click()
    page.get_by_role("heading", name="Answers that change").wait_for()
    assert page.get_by_text("Some places are not filled in yet.").count() == 0
    assert "May I eat raw oysters?" in page.locator(".changes").inner_text()
    check(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename == "eating-at-home.md"
    assert said == []


def test_gaps_and_feedback(signed_in: tuple[Page, list[str]], address: str) -> None:
    page, said = signed_in
    page.goto(f"{address}/staff/")
    page.get_by_role("link", name="Gaps and feedback").click()
    assert page.get_by_role("row", name="oyster").count() == 1
    check(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Questions (CSV)").click()
    assert download.value.suggested_filename == "questions.csv"
    assert said == []


def test_signing_out(signed_in: tuple[Page, list[str]], address: str) -> None:
    page, _ = signed_in
    page.goto(f"{address}/staff/try")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_label("Staff password").wait_for()
    page.goto(f"{address}/staff/")
    assert page.url.endswith("/staff/sign-in")
