"""`flask release`: the step before a new version is served, run as a platform runs it."""

import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from benchmarks.serving import ROOT, command, environment
from journal.rows import Noted, hour_of
from journal.store import Store
from tests.faq.conftest import Book
from tests.journal.kept import ASKED
from tests.services import Postgres
from tests.services import postgres as postgres

KEY = "a key that is long enough"
OLD = replace(ASKED, hour=hour_of(datetime.now(UTC) - timedelta(days=40)))


def begin(clinic: Book, **settings: str) -> subprocess.Popen[str]:
    """Start the Procfile's release command."""
    given = environment(FAQ_DIR=str(clinic.folder), **settings)
    pipe = subprocess.PIPE
    return subprocess.Popen(command("release"), cwd=ROOT, env=given, stdout=pipe, stderr=pipe, text=True)


def released(clinic: Book, **settings: str) -> tuple[int, str, str]:
    """Run it and give exit code, output and complaints."""
    process = begin(clinic, **settings)
    out, errors = process.communicate(timeout=60)
    return process.returncode, out, errors


def test_good_content_is_released_and_nothing_is_made_while_the_journal_is_off(clinic: Book, tmp_path: Path) -> None:
    code, out, errors = released(clinic, DATABASE_URL=f"sqlite:///{tmp_path}/journal.sqlite3")
    assert (code, errors) == (0, "")
    assert "1 article, 4 sections: 0 errors" in out
    assert not (tmp_path / "journal.sqlite3").exists()


def test_broken_content_stops_the_release_before_the_journal_is_touched(clinic: Book, tmp_path: Path) -> None:
    clinic.write("articles/x.md", "no head")
    code, _, errors = released(clinic, JOURNAL="on", DATABASE_URL=f"sqlite:///{tmp_path}/journal.sqlite3")
    assert code == 1
    assert "x.md:1" in errors
    assert "Traceback" not in errors
    assert not (tmp_path / "journal.sqlite3").exists()


def test_bad_settings_stop_the_release_and_the_content_is_checked_all_the_same(clinic: Book) -> None:
    code, out, errors = released(clinic, RETENTION_DAYS="1000", PORT="80x")
    assert code == 1
    assert [line.partition("=")[0] for line in errors.splitlines()[:2]] == ["PORT", "RETENTION_DAYS"]
    assert "0 errors" in out
    assert errors.splitlines()[-1] == "Nothing is released."


def test_what_is_too_old_is_deleted_even_when_the_journal_was_switched_off(clinic: Book, tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/journal.sqlite3")
    store.prepare()
    store.add([OLD])
    code, out, _ = released(clinic, DATABASE_URL=f"sqlite:///{tmp_path}/journal.sqlite3")
    assert code == 0
    assert "The journal is off" in out
    assert "1 row older than 30 days deleted." in out
    assert list(store.rows(Noted)) == []
    store.close()


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_two_releases_at_once_make_the_tables_once(
    clinic: Book, tmp_path: Path, kind: str, request: pytest.FixtureRequest
) -> None:
    url = f"sqlite:///{tmp_path}/journal.sqlite3"
    if kind == "postgres":
        url = request.getfixturevalue("postgres").database()
    running = [begin(clinic, JOURNAL="on", DATABASE_URL=url, SECRET_KEY=KEY) for _ in range(2)]
    said = [(*process.communicate(timeout=60), process.returncode) for process in running]
    assert [(errors, code) for _, errors, code in said] == [("", 0)] * 2
    assert all("The journal is ready" in out for out, *_ in said)
    store = Store(url)
    store.add([ASKED])
    store.close()


def test_a_release_with_its_database_gone_says_so(clinic: Book, postgres: Postgres) -> None:
    url = postgres.database().replace(f":{postgres.port}/", ":1/")
    code, _, errors = released(clinic, JOURNAL="on", DATABASE_URL=url, SECRET_KEY=KEY)
    assert code == 1
    assert "is out of reach: OperationalError" in errors
