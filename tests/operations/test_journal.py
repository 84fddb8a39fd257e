"""The journal on a served site: nothing an answer waits for, nothing lost that need not be (A9, A21, P2)."""

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks.serving import ROOT, Site, command, environment, until
from benchmarks.visitors import Visitor, crowd, meanwhile
from tests.conftest import CONTENT
from tests.operations.conftest import Serve
from tests.services import Postgres, postgres

__all__ = ["postgres"]

KEY = "a-key-of-thirty-two-characters!!"
TOKEN = "a-token-for-the-metrics"


def released(book: Path, **settings: str) -> None:
    """Run the release step, which makes the tables; without the questions that only the answerer's tests care about."""
    (book / "questions.toml").write_text("", encoding="utf-8")
    settings |= {"FAQ_DIR": str(book)}
    done = subprocess.run(
        command("release"), cwd=ROOT, env=environment(**settings), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def small_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(CONTENT, tmp_path_factory.mktemp("book") / "book"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, small_book: Path) -> Path:
    """A journal as the release step makes it."""
    file = tmp_path_factory.mktemp("made") / "journal.sqlite3"
    released(small_book, **on_disk(file))
    return file


@pytest.fixture
def file(tmp_path: Path, made: Path) -> Path:
    """A new journal for each test."""
    return Path(shutil.copy(made, tmp_path))


def on_disk(file: Path) -> dict[str, str]:
    return {"JOURNAL": "on", "DATABASE_URL": f"sqlite:///{file}", "METRICS_TOKEN": TOKEN}


def rows(file: Path) -> int:
    with closing(sqlite3.connect(file)) as database:
        return int(database.execute("SELECT count(*) FROM journal_questions").fetchone()[0])


def counted(site: Site, outcome: str) -> float:
    text = Visitor(site.url).send("GET", "/metrics", headers={"Authorization": f"Bearer {TOKEN}"})[1]
    found = re.findall(rf'^patientfaq_journal_total{{outcome="{outcome}\w*"}} ([\d.]+)$', text, re.M)
    return sum(map(float, found))


def test_every_question_is_kept_through_restarts(serve: Serve, file: Path) -> None:
    asked = 0
    for _ in range(3):
        site = serve(**on_disk(file))
        visitor = Visitor(site.url, keep=True)
        for _ in range(60):
            asked += visitor.ask()[0] == 200
        site.signal(signal.SIGTERM)
        visitor.leave()
        site.process.wait(40)
    assert asked == 180
    assert rows(file) == 180


def test_a_killed_worker_loses_no_more_than_it_had_in_hand(serve: Serve, file: Path) -> None:
    site = serve(**on_disk(file))
    with meanwhile(lambda: crowd(site.url, 4, visitors=4, pause=0.02)) as visitors:
        time.sleep(2)
        os.kill(site.workers()[0], signal.SIGKILL)
    until(lambda: rows(file) >= visitors.result().answers - 40)
    assert visitors.result().failed <= 8


def test_what_is_kept_has_no_name_no_number_no_address_and_only_the_hour(serve: Serve, file: Path) -> None:
    site = serve(**on_disk(file))
    visitor = Visitor(site.url)
    visitor.ask(
        "my name is Zebediah Finch, call 020 7946 0018, does CAR-T cure stomach cancer?", {"User-Agent": "Zebra"}
    )
    until(lambda: rows(file) == 1)
    assert "30 days" in visitor.get("/privacy")[1], "the page says so"
    with closing(sqlite3.connect(file)) as database:
        database.row_factory = sqlite3.Row
        row = dict(database.execute("SELECT * FROM journal_questions").fetchone())
    written = " ".join(map(str, row.values()))
    assert not re.search(r"Zebediah|Finch|7946|127\.0\.0\.1|Zebra", written)
    assert "CAR-T" in written
    assert row["hour"] == datetime.now(UTC).strftime("%Y-%m-%dT%H")


@pytest.fixture(scope="module")
def kept_there(postgres: Postgres, small_book: Path) -> dict[str, str]:
    settings = {"JOURNAL": "on", "DATABASE_URL": postgres.database(), "SECRET_KEY": KEY, "METRICS_TOKEN": TOKEN}
    released(small_book, **settings)
    return settings


@pytest.mark.parametrize("trouble", ["killed", "restarted", "frozen"])
def test_a_database_in_trouble_costs_no_answer(
    serve: Serve, postgres: Postgres, kept_there: dict[str, str], trouble: str
) -> None:
    site = serve(**kept_there)
    with meanwhile(lambda: crowd(site.url, 6, visitors=4, pause=0.02)) as visitors:
        time.sleep(1.5)
        {"killed": postgres.kill, "restarted": postgres.restart, "frozen": postgres.freeze}[trouble]()
    assert visitors.result().failures == {}
    assert visitors.result().percentile(0.99) < 5000
    if trouble == "killed":
        postgres.start()
    postgres.freeze(False)
    before = counted(site, "kept")
    until(lambda: Visitor(site.url).ask()[0] == 200 and counted(site, "kept") > before)
