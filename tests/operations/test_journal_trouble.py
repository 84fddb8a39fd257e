"""The journal at its worst moments: no database at the start, no room to wait, no time at the end (A9, A10, A21)."""

import os
import re
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.serving import Site, until
from benchmarks.visitors import Visitor, crowd
from tests.operations.conftest import Serve
from tests.services import Postgres
from tests.services import postgres as postgres

KEY, TOKEN = "a-key-of-thirty-two-characters!!", "a-token-for-the-metrics"


@pytest.fixture
def stored(postgres: Postgres) -> Iterator[dict[str, str]]:
    """The settings of a site with its journal in PostgreSQL, which runs again after the test."""
    url = postgres.database()
    yield {"JOURNAL": "on", "DATABASE_URL": url, "SECRET_KEY": KEY, "METRICS_TOKEN": TOKEN, "WEB_CONCURRENCY": "1"}
    postgres.freeze(False)
    if not postgres.processes()[1:]:
        postgres.start()


def kept(postgres: Postgres, settings: dict[str, str]) -> int:
    """Count the rows; none while there is no table."""
    name = settings["DATABASE_URL"].rpartition("/")[2]
    there = postgres.run("psql", "-tAc", "SELECT to_regclass('journal_questions')", name).strip()
    return int(postgres.run("psql", "-tAc", "SELECT count(*) FROM journal_questions", name)) if there else 0


def counted(site: Site, outcome: str) -> int:
    """Read one number of /metrics."""
    text = Visitor(site.url).send("GET", "/metrics", headers={"Authorization": f"Bearer {TOKEN}"})[1]
    found = re.search(rf'^patientfaq_journal_total{{outcome="{outcome}"}} ([\d.]+)$', text, re.M)
    return int(float(found[1])) if found else 0


def ask(site: Site, times: int) -> None:
    visitor = Visitor(site.url, keep=True)
    assert {visitor.ask()[0] for _ in range(times)} == {200}
    visitor.leave()


def test_a_site_starts_without_its_database_and_keeps_everything_when_it_comes(
    serve: Serve, postgres: Postgres, stored: dict[str, str]
) -> None:
    postgres.kill()
    site = serve(**stored)
    ask(site, 20)
    assert counted(site, "kept") == 0
    postgres.start()
    until(lambda: kept(postgres, stored) == 20)
    ask(site, 5)
    until(lambda: kept(postgres, stored) == 25)
    until(lambda: counted(site, "kept") == 25)
    said = [line for line in site.lines() if "journal" in line and '"warning"' in line]
    assert len(said) == 2, "once when it goes, once when it comes back"


def test_what_finds_no_room_to_wait_is_lost_and_counted(
    serve: Serve, postgres: Postgres, stored: dict[str, str]
) -> None:
    site = serve(**stored)
    ask(site, 1)
    until(lambda: counted(site, "kept") == 1)
    postgres.freeze()
    asked = 1
    while not counted(site, "lost_full"):
        visitors = crowd(site.url, 2, visitors=4, keep=True)
        assert visitors.failures == {}
        asked += visitors.answers
        assert asked < 5000
    postgres.freeze(False)
    until(lambda: counted(site, "kept") + counted(site, "lost_full") == asked)
    assert kept(postgres, stored) == counted(site, "kept")
    ask(site, 1)
    until(lambda: kept(postgres, stored) == asked + 1 - counted(site, "lost_full"))


def test_a_frozen_database_does_not_hold_up_the_end(serve: Serve, postgres: Postgres, stored: dict[str, str]) -> None:
    site = serve(**stored)
    ask(site, 1)
    until(lambda: kept(postgres, stored) == 1)
    postgres.freeze()
    ask(site, 10)
    site.signal(signal.SIGTERM)
    begun = time.monotonic()
    assert site.process.wait(40) == 0
    assert time.monotonic() - begun < 20
    (line,) = [line for line in site.lines() if "rows were written" in line]
    assert "before 10 rows" in line


def test_a_killed_site_loses_only_what_was_in_hand(serve: Serve, tmp_path: Path) -> None:
    file = tmp_path / "journal.sqlite3"
    site = serve(JOURNAL="on", DATABASE_URL=f"sqlite:///{file}", WEB_CONCURRENCY="1", METRICS_TOKEN=TOKEN)
    ask(site, 50)
    until(lambda: counted(site, "kept") == 50)
    os.kill(site.workers()[0], signal.SIGKILL)
    until(lambda: Visitor(site.url).get("/readyz")[0] == 200)
    ask(site, 5)
    site.signal(signal.SIGTERM)
    site.process.wait(40)
    with closing(sqlite3.connect(file)) as database:
        assert database.execute("SELECT count(*) FROM journal_questions").fetchone() == (55,)
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_verdict_is_thanked_for_while_the_database_hangs(
    serve: Serve, postgres: Postgres, stored: dict[str, str]
) -> None:
    site = serve(**stored)
    visitor = Visitor(site.url)
    page = visitor.get("/a/til-therapy-melanoma/what-are-the-risks")[1]
    token = re.search(r'name="token" value="([^"]+)"', page)
    assert token
    postgres.freeze()
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    begun = time.monotonic()
    for _ in range(2):
        assert visitor.send("POST", "/feedback", f"token={token[1]}&verdict=yes", form)[0] == 200
    assert time.monotonic() - begun < 10, "hangs for as long as the database does otherwise"
    postgres.freeze(False)
    name = stored["DATABASE_URL"].rpartition("/")[2]
    until(lambda: _verdicts(postgres, name) == ["yes"])


def _verdicts(postgres: Postgres, name: str) -> list[str]:
    there = postgres.run("psql", "-tAc", "SELECT to_regclass('journal_feedback')", name).strip()
    return postgres.run("psql", "-tAc", "SELECT verdict FROM journal_feedback", name).split() if there else []
