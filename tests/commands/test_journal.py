"""`flask journal` and `flask faq gaps`: what a clinic reads, takes away and deletes."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import Result

from app import create_app
from journal.rows import Noted, hour_of
from journal.store import Store
from tests.faq.conftest import Book
from tests.journal.kept import ASKED, CANARY, NO, YES

Run = Callable[..., Result]
NOW = datetime.now(UTC)
FRESH = replace(ASKED, hour=hour_of(NOW))
OLD = replace(ASKED, id="f" * 32, hour=hour_of(NOW - timedelta(days=31)))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "journal.sqlite3"


@pytest.fixture
def store(file: Path) -> Iterator[Store]:
    """A journal that a site has written to."""
    store = Store(f"sqlite:///{file}")
    store.prepare()
    store.add([FRESH, replace(FRESH, id="2" * 32, question="=1+1", status="not_found", lang="es")])
    store.add([replace(YES, hour=FRESH.hour)])
    store.add([replace(NO, hour=FRESH.hour, token="a", reason="out-of-date")])
    yield store
    store.close()


@pytest.fixture
def flask(clinic: Book, file: Path) -> Run:
    """Run a flask command with the journal's settings and a book of one article."""

    def run(*arguments: str, **settings: str) -> Result:
        given = {"FAQ_DIR": str(clinic.folder), "DATABASE_URL": f"sqlite:///{file}", **settings}
        app = create_app({"FLASK_RUN_FROM_CLI": "true", **given})
        result = app.test_cli_runner().invoke(app.cli, arguments)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return run


def test_the_report_counts_and_prints_no_question(flask: Run, store: Store) -> None:
    done = flask("journal", "report")
    assert done.exit_code == 0
    assert f"2 questions from {FRESH.hour.replace('T', ' ')}:00 UTC" in done.stdout
    for line in ("1  answer", "1  not_found", "1  es", "1  til-therapy-melanoma#what-are-the-risks"):
        assert line in done.stdout
    assert "1      1  til-therapy-melanoma#what-are-the-risks  abc  out-of-date 1" in done.stdout
    assert CANARY not in done.stdout


def test_an_empty_journal_says_so(flask: Run, file: Path) -> None:
    Store(f"sqlite:///{file}").prepare()
    assert flask("journal", "report").stdout == "No question is kept.\n"


def test_the_export_is_a_table_for_a_spreadsheet(flask: Run, store: Store, tmp_path: Path) -> None:
    out = tmp_path / "questions.csv"
    done = flask("journal", "export", "--out", str(out))
    assert done.exit_code == 0
    with out.open(encoding="utf-8-sig", newline="") as file:
        asked = sorted(row["question"] for row in csv.DictReader(file))
    assert asked == ["'=1+1", f"is {CANARY} safe?"]
    assert out.stat().st_mode & 0o777 == 0o600
    again = flask("journal", "export", "--out", str(out))
    assert (again.exit_code, "exists already" in again.stderr) == (1, True)


def test_the_export_can_be_printed_and_can_be_of_verdicts(flask: Run, store: Store) -> None:
    assert len(flask("journal", "export").stdout.splitlines()) == 3
    verdicts = list(csv.DictReader(flask("journal", "export", "--what", "feedback").stdout.splitlines()))
    assert sorted((row["verdict"], row["reason"]) for row in verdicts) == [("no", "out-of-date"), ("yes", "")]


def test_erasing_asks_first_and_leaves_no_byte(flask: Run, store: Store, file: Path) -> None:
    assert flask("journal", "erase").exit_code == 1, "nobody said yes"
    assert len(list(store.rows(Noted))) == 2
    done = flask("journal", "erase", "--yes")
    assert done.stdout == f"4 rows deleted from sqlite:///{file}.\n"
    assert CANARY.encode() not in b"".join(path.read_bytes() for path in file.parent.glob("journal*"))


def test_purging_deletes_what_is_older_than_allowed(flask: Run, store: Store) -> None:
    store.add([OLD])
    assert flask("journal", "purge").stdout == "1 row older than 30 days deleted.\n"
    assert flask("journal", "purge", RETENTION_DAYS="31").stdout == "0 rows older than 31 days deleted.\n"


@pytest.mark.parametrize("command", ["report", "export", "purge"])
def test_where_there_is_no_journal_the_command_says_so(flask: Run, file: Path, command: str) -> None:
    done = flask("journal", command)
    assert (done.exit_code, "There is no journal in" in done.stderr) == (1, True)
    assert not file.exists()


def test_a_database_that_is_gone_is_named_without_its_password(flask: Run) -> None:
    url, key = "postgres://u:geheim@127.0.0.1:1/d", "a key that is long enough"
    done = flask("journal", "report", DATABASE_URL=url, SECRET_KEY=key)
    assert done.exit_code == 1
    assert "is out of reach: OperationalError" in done.stderr
    assert "geheim" not in done.output


def test_with_a_bad_setting_no_journal_is_touched(flask: Run, store: Store) -> None:
    done = flask("journal", "erase", "--yes", RETENTION_DAYS="forever")
    assert done.exit_code == 1
    assert "RETENTION_DAYS" in done.stderr
    assert len(list(store.rows(Noted))) == 2


VAIN = [
    "is tamoxifen safe",
    "What about Tamoxifen and my diet?",
    "tamoxifen diet",
    "my name is [name], what about letrozole",
    "Is it safe?",
]


@pytest.fixture
def asked_in_vain(store: Store) -> None:
    store.add([replace(FRESH, id=f"{n:032}", question=text, status="not_found") for n, text in enumerate(VAIN, 100)])


def test_gaps_are_topics_and_nobodys_question(flask: Run, asked_in_vain: None) -> None:
    done = flask("faq", "gaps")
    assert done.stdout == "     3  tamoxifen  (with: diet)\n"
    assert flask("faq", "gaps", "--least", "4").stdout == "No topic was asked about in vain 4 times or more.\n"


def test_a_draft_passes_the_check_once_it_is_answered(flask: Run, asked_in_vain: None, tmp_path: Path) -> None:
    done = flask("faq", "draft")
    assert done.stdout.startswith("### What should I know about tamoxifen?\n\nFILL IN")
    assert "what-should-i-know-about-tamoxifen: [tamoxifen diet]" in done.stderr
    article = tmp_path / "faq" / "articles" / "x.md"
    text = article.read_text(encoding="utf-8")
    drafted = text.replace("### Is it safe?", f"{done.stdout}\n### Is it safe?")
    drafted = drafted.replace("also_asked:\n", f"also_asked:\n  {done.stderr.strip().splitlines()[-1].strip()}\n")
    article.write_text(drafted, encoding="utf-8")
    assert "FILL IN" in flask("faq", "check").stdout
    answer = "Tamoxifen is a tablet. Nobody has tried it with this treatment."
    filled = drafted.replace(done.stdout.splitlines()[2], answer)
    article.write_text(filled, encoding="utf-8")
    assert flask("faq", "check").exit_code == 0
    assert "No topic" in flask("faq", "gaps").stdout, "and it is a gap no longer"


def test_a_draft_can_be_of_a_named_topic_and_go_to_a_new_file(flask: Run, asked_in_vain: None, tmp_path: Path) -> None:
    out = tmp_path / "tamoxifen.md"
    assert flask("faq", "draft", "Tamoxifen", "--out", str(out)).exit_code == 0
    assert out.read_text(encoding="utf-8").startswith("### What should I know about tamoxifen?")
    assert "exists already" in flask("faq", "draft", "--out", str(out)).stderr
    assert 'Nothing was asked in vain about "letrozole"' in flask("faq", "draft", "letrozole").stderr
