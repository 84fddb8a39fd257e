"""One site and one Chromium for all browser tests. Without Chromium they are skipped, loudly; on CI they fail."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright
from werkzeug.exceptions import abort
from werkzeug.serving import WSGIRequestHandler, make_server

from app import create_app
from tests.conftest import CLINIC, CONTENT

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
MISSING = "Chromium is missing, so no browser test has run. Install it: apt-get install chromium fonts-liberation"
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
SIZES = {"desktop": (1280, 900), "phone": (390, 844), "small": (320, 640)}

PATIENCE = 60_000
"""Milliseconds to wait for what a page should do: as long as a busy machine may need."""
expect.set_options(timeout=PATIENCE)

Open = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what stands in this folder, so that it can be chosen or left out."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say in one line why nothing ran here."""
    skipped = terminalreporter.stats.get("skipped", [])
    if any(MISSING in str(report.longrepr) for report in skipped):
        terminalreporter.write_sep("=", MISSING, yellow=True, bold=True)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The program that drives Chromium."""
    if CHROMIUM is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(MISSING)
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """The one Chromium."""
    running = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield running
    running.close()


@pytest.fixture
def keeping(playwright: Playwright) -> Iterator[Browser]:
    """A Chromium that keeps pages alive for Back and Forward, as a visitor's does."""
    running = playwright.chromium.launch(
        executable_path=CHROMIUM, args=FLAGS, ignore_default_args=["--disable-back-forward-cache"]
    )
    yield running
    running.close()


class Quiet(WSGIRequestHandler):
    """Serve without a word on the screen."""

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


def serve(app: Any) -> Iterator[str]:
    """Serve an app on a free port and give its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The articles of the tests, one of them with a review that is overdue."""
    copy = Path(shutil.copytree(CONTENT, tmp_path_factory.mktemp("book") / "faq"))
    article = copy / "articles" / "til-therapy-melanoma.md"
    review = "reviewed: 2020-10-05\nreviewed_by: Ann Lee, oncologist\nreview_by: 2021-10-05\n"
    article.write_text(article.read_text(encoding="utf-8").replace("topics:", review + "topics:", 1), encoding="utf-8")
    return copy


@pytest.fixture(scope="session")
def host() -> Iterator[str]:
    """Another site, with pages that frame ours: `/?theme=dark` by the script."""
    pages: dict[str, str] = {}

    def app(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        start("200 OK", [("Content-Type", "text/html; charset=utf-8")])
        return [pages.get(environ["PATH_INFO"], "<!DOCTYPE html><title>Host</title>").encode()]

    app.pages = pages  # type: ignore[attr-defined]
    for address in serve(app):
        PAGES[address] = pages
        yield address


PAGES: dict[str, dict[str, str]] = {}
"""The pages of the other site, by its address, for tests to fill in."""


@pytest.fixture(scope="session")
def site(book: Path, host: str) -> Iterator[str]:
    """The address of the site; the questions "fail 429", "fail 500" and "fail 503" fail so, and `/fail/<status>`."""
    app = create_app(CLINIC | {"FAQ_DIR": str(book), "EMBED_ORIGINS": host})
    answer = app.view_functions["chat.ask"]

    def ask(**arguments: Any) -> Any:
        from flask import request

        word, _, status = request.form.get("question", "").partition(" ")
        return abort(int(status)) if word == "fail" and status.isdigit() else answer(**arguments)

    app.view_functions["chat.ask"] = ask
    app.add_url_rule("/fail/<int:status>", view_func=lambda status: abort(status), endpoint="fail")
    yield from serve(app)


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Open]:
    """Open pages as a visitor with a fresh browser; every context is closed at the end."""
    contexts = []

    def open_page(path: str = "/", size: str = "desktop", **options: Any) -> Page:
        width, height = SIZES[size]
        context = browser.new_context(viewport={"width": width, "height": height}, base_url=site, **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def ask(page: Page, question: str) -> None:
    """Type a question, send it, and wait for what comes back."""
    before = page.locator(".turn, .problem").count()
    page.locator("#question").fill(question)
    page.locator("#ask button").click()
    page.wait_for_function("count => document.querySelectorAll('.turn, .problem').length > count", arg=before)
