"""`flask faq links` against a real site on this machine: pages that are there, gone, moved, guarded, and one hangs."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from click.testing import Result

from app import create_app
from benchmarks.serving import free_port
from commands.content.links import AT_ONCE
from tests.faq.conftest import GOOD, Book


class Pages(BaseHTTPRequestHandler):
    """A small site. `/hangs` says nothing until the site is closed."""

    status: ClassVar[dict[str, int]] = {"/gone": 404, "/guarded": 403, "/broken": 500}
    closing: ClassVar[threading.Event]
    asked: ClassVar[list[tuple[str, str]]]
    lock = threading.Lock()
    open_now = 0
    open_most = 0

    def do_GET(self) -> None:
        with Pages.lock:
            Pages.asked.append((self.path, self.headers["User-Agent"]))
            Pages.open_now += 1
            Pages.open_most = max(Pages.open_most, Pages.open_now)
        if self.path == "/hangs":
            Pages.closing.wait()
        elif self.path.startswith("/slow"):
            Pages.closing.wait(0.05)
        with Pages.lock:
            Pages.open_now -= 1
        self.send_response(self.status_of_page())
        if self.path == "/moved":
            self.send_header("Location", "/here")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def status_of_page(self) -> int:
        if self.path == "/moved":
            return 301
        return self.status.get(self.path, 200)

    def log_request(self, code: object = "-", size: object = "-") -> None:
        """Keep quiet."""


@pytest.fixture
def site() -> Iterator[str]:
    """The address of the site."""
    Pages.closing, Pages.asked = threading.Event(), []
    Pages.open_now = Pages.open_most = 0
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    Pages.closing.set()
    server.shutdown()
    server.server_close()


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """A book without a single address."""
    book = Book(tmp_path / "faq")
    book.edit(" https://doi.org/10.1000/182", "")
    return book


def links(book: Book, *options: str) -> Result:
    app = create_app({"FLASK_RUN_FROM_CLI": "true", "FAQ_DIR": str(book.folder)})
    return app.test_cli_runner().invoke(app.cli, ["faq", "links", *options])


def test_what_does_not_answer_is_named_with_file_and_line(book: Book, site: str) -> None:
    book.edit("It helped", f"Read [the page]({site}/here) and [the other]({site}/gone).[^1]\n\nIt helped")
    book.edit("Nobody knows", f"See {site}/broken. Nobody knows")
    done = links(book)
    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        f'faq/articles/x.md:{line_of(book, "/gone")}: the address "{site}/gone" does not answer: 404 Not Found. '
        "Find where the page went, or another source.",
        f'faq/articles/x.md:{line_of(book, "/broken")}: the address "{site}/broken" does not answer: '
        "500 Internal Server Error. Find where the page went, or another source.",
        "Addresses: 1 answer, 2 do not, 0 to look at by hand",
    ]


def line_of(book: Book, words: str) -> int:
    lines = (book.folder / "articles" / "x.md").read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if words in line)


def test_a_site_that_refuses_programs_is_not_called_dead(book: Book, site: str) -> None:
    book.edit("*Journal*. 2025.", f"*Journal*. 2025. {site}/guarded")
    done = links(book)
    assert done.exit_code == 0
    assert f'"{site}/guarded" refuses programs: 403 Forbidden. Look by hand' in done.stdout
    assert "1 to look at by hand" in done.stdout


def test_a_page_that_moved_is_followed(book: Book, site: str) -> None:
    book.edit("Nobody knows", f"See {site}/moved. Nobody knows")
    done = links(book)
    assert (done.exit_code, done.stdout) == (0, "Addresses: 1 answer, 0 do not, 0 to look at by hand\n")


def test_a_dead_host_and_one_that_hangs_are_named(book: Book, site: str) -> None:
    dead = f"http://127.0.0.1:{free_port()}/page"
    book.edit("Nobody knows", f"See {dead}, {site}/hangs and {site}/here. Nobody knows")
    done = links(book, "--patience", "0.3")
    assert done.exit_code == 1
    assert f'"{dead}" does not answer: Connection refused.' in done.stdout
    assert f'"{site}/hangs" does not answer: nothing came within 0.3 seconds.' in done.stdout
    assert "1 answer, 2 do not" in done.stdout


def test_the_whole_has_a_time_limit(book: Book, site: str) -> None:
    book.edit("Nobody knows", f"See {site}/here and {site}/hangs. Nobody knows")
    done = links(book, "--seconds", "1", "--patience", "60")
    assert done.exit_code == 0
    assert done.stdout == (
        "Addresses: 1 answer, 0 do not, 0 to look at by hand, 1 not tried: the time was up, give more --seconds\n"
    )


def test_without_a_network_one_plain_line_says_so(book: Book) -> None:
    book.edit("Nobody knows", f"See http://127.0.0.1:{free_port()}/ and https://nobody.invalid/a. Nobody knows")
    done = links(book)
    assert done.exit_code == 1
    assert done.stderr == "Error: No site could be reached, so nothing was checked. This needs a network.\n"
    assert done.stdout == ""


def test_each_address_is_asked_once_by_name_and_few_at_a_time(book: Book, site: str) -> None:
    slow = " ".join(f"{site}/slow{number}" for number in range(3 * AT_ONCE))
    book.edit("Nobody knows", f"See {slow} {site}/here {site}/here. Nobody knows")
    book.write("articles/second.md", GOOD.replace("https://doi.org/10.1000/182", f"{site}/here"))
    assert links(book).exit_code == 0
    paths = [path for path, _ in Pages.asked]
    assert len(paths) == len(set(paths)) == 3 * AT_ONCE + 1
    assert {agent.partition(" ")[0] for _, agent in Pages.asked} == {"patient-faq-links"}
    assert Pages.open_most <= AT_ONCE


def test_the_wording_is_looked_at_too_and_comments_are_not(book: Book, site: str) -> None:
    text = f'[site]\nclinic = "{site}/gone"\n# {site}/comment\nother = "{site}/here"\n'
    book.write("wording.toml", text)
    done = links(book)
    assert f'faq/wording.toml:2: the address "{site}/gone"' in done.stdout
    assert "/comment" not in {path for path, _ in Pages.asked}


def test_a_book_without_addresses_needs_no_network(book: Book) -> None:
    done = links(book)
    assert (done.exit_code, done.stdout) == (0, "Addresses: 0 answer, 0 do not, 0 to look at by hand\n")
