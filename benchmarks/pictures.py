"""Take the pictures of the README and the staff guide again: python -m benchmarks.pictures [FOLDER].

Needs Chromium. Serves a copy of the content, uses the pages as staff and patients do, and photographs what they see.
"""

import argparse
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright
from werkzeug.serving import make_server

from app import create_app
from tests.faq.importing.word_files import paragraph, word_file

ROOT = Path(__file__).parent.parent
PASSWORD = "a password for pictures"
CLINIC = {"STAFF_PASSWORD": PASSWORD, "CLINIC_NAME": "Northside Clinic", "RATE_LIMIT": "off"}
ARTICLE = "til-therapy-melanoma"
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
PAPER: ViewportSize = {"width": 579, "height": 819}
CURE = "Does this cure stomach cancer?"
SCENES = {
    "empty": ("/", ""),
    "empty-phone": ("/", ""),
    "answer": ("/", CURE),
    "answer-dark": ("/", CURE),
    "answer-phone": ("/", CURE),
    "answer-paper": ("/", CURE),
    "thread-phone": ("/", "What is TIL therapy?\nhow long does it take to grow the cells"),
    "not-found": ("/", "What is tamoxifen?"),
    "not-found-phone": ("/", "What is tamoxifen?"),
    "emergency-phone": ("/", "I have chest pain and cannot breathe"),
    "article": ("/articles/claudin18-2-car-t-trial", ""),
}
"""The pictures of what patients see: the page and the questions asked on it, by name."""


def main() -> None:
    """Write every picture to a folder."""
    arguments = argparse.ArgumentParser(description="Take the pictures of the staff guide.")
    arguments.add_argument("folder", nargs="?", type=Path, default=ROOT / "docs" / "pictures")
    folder = arguments.parse_args().folder
    with content() as copy, served(copy) as address, sync_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 880, "height": 900}, color_scheme="light", reduced_motion="reduce")
        page.set_default_timeout(120_000)
        patient_pictures(page, address, folder)
        for name, (path, question) in SCENES.items():
            scene(browser, address, folder, name, path, question)
        staff_pictures(page, address, folder, copy)
        browser.close()


def scene(browser: Browser, address: str, folder: Path, name: str, path: str, question: str) -> None:
    """Photograph one page, after a question if there is one; the name says the size and the colours."""
    size = PHONE if name.endswith("-phone") else DESKTOP
    theme: Literal["dark", "light"] = "dark" if "-dark" in name else "light"
    page = browser.new_page(viewport=size, color_scheme=theme, reduced_motion="reduce")
    page.goto(address + path)
    for asked in question.splitlines():
        before = page.locator(".turn").count()
        page.locator("#question").fill(asked)
        page.locator("#ask button").click()
        page.locator(".turn").nth(before).wait_for()
    if name.endswith("-paper"):
        page.emulate_media(media="print")
        page.set_viewport_size(PAPER)
    page.screenshot(path=folder / f"{name}.png")
    page.close()


@contextmanager
def content() -> Iterator[Path]:
    """Yield a copy of the content with one article withdrawn."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "faq"
        shutil.copytree(ROOT / "faq", copy, ignore=shutil.ignore_patterns("*.py", "__pycache__", "importing", "rules"))
        text = (copy / "articles" / f"{ARTICLE}.md").read_text(encoding="utf-8")
        withdrawn = text.replace("title: ", "title: Older ", 1).replace(
            "evidence:", f"status: withdrawn\nwithdrawn: {date.today()}\nevidence:", 1
        )
        (copy / "articles" / "an-old-article.md").write_text(withdrawn, encoding="utf-8")
        yield copy


@contextmanager
def served(copy: Path) -> Iterator[str]:
    """Serve the copy on a free port."""
    server = make_server("127.0.0.1", 0, create_app(CLINIC | {"FAQ_DIR": str(copy)}), threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def patient_pictures(page: Page, address: str, folder: Path) -> None:
    """Photograph what patients see of an edit and of a withdrawn article."""
    page.goto(address)
    page.locator("[name=question]").fill("What is TIL therapy?")
    page.locator("[name=question]").press("Enter")
    page.locator(".turn .answer").wait_for()
    page.locator(".turn .answer").screenshot(path=folder / "guide-answer.png")
    page.goto(f"{address}/articles/an-old-article")
    page.locator("main").screenshot(path=folder / "guide-withdrawn.png")


def staff_pictures(page: Page, address: str, folder: Path, copy: Path) -> None:
    """Photograph the staff pages: a mistake, the answers that change, a Word document."""
    page.goto(f"{address}/staff/")
    page.get_by_label("Staff password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    text = (copy / "articles" / f"{ARTICLE}.md").read_text(encoding="utf-8")
    submit(page, address, text.replace("## Key takeaway", "## Key takeaway\n\nAsk early.[^99]"))
    page.locator("section", has=page.locator("#staff-check")).screenshot(path=folder / "guide-mistake.png")
    submit(page, address, text.replace("One TIL product is called", "One TIL medicine is called"))
    page.locator("section.changes").screenshot(path=folder / "guide-changes.png")
    page.goto(f"{address}/staff/preview")
    page.get_by_label("A document").set_input_files({"name": "oysters.docx", "mimeType": "", "buffer": letter()})
    page.get_by_role("button", name="Show what would happen").click()
    page.locator("section", has=page.locator("#staff-import")).screenshot(path=folder / "guide-import.png")


def submit(page: Page, address: str, text: str) -> None:
    """Look at a text in the place of the sample article."""
    page.goto(f"{address}/staff/preview")
    page.get_by_label("Or paste its text").fill(text)
    page.get_by_label("File name").fill(ARTICLE)
    page.get_by_role("button", name="Show what would happen").click()
    page.locator("#staff-check").wait_for()


def letter() -> bytes:
    """Make a Word document as a clinic might have it."""
    return word_file(
        paragraph("Eating at home after a transplant", style="Title"),
        paragraph("Your immune system needs time to recover [1]."),
        paragraph("What should I leave out at first?", style="heading 1"),
        paragraph("raw fish and oysters", style="List Bullet"),
        paragraph("soft cheese made from raw milk", style="List Bullet"),
        paragraph("Common questions", style="heading 1"),
        paragraph("May I eat out?", style="heading 2"),
        paragraph("Yes, if the food is well cooked."),
        paragraph("References", style="heading 1"),
        paragraph("[1] A sample reference, to be replaced."),
    )


if __name__ == "__main__":
    main()
