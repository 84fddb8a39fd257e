"""The two tables, in SQLite and in PostgreSQL alike."""

import os
import sqlite3
import threading
import traceback
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sql

from journal import sqlite_file
from journal import store as stores
from journal.rows import Judgement, Noted
from journal.store import Store, driver_url
from tests.services import Postgres

CANARY = "kanarienvogel"
ASKED = Noted(
    id="0" * 32,
    hour="2026-11-25T09",
    question=f"is {CANARY} safe?",
    status="answer",
    sections="til-therapy-melanoma#what-are-the-risks",
    version="abc",
    lang="en",
    emergency="",
)
YES = Judgement("f" * 64, "2026-11-25T09", "til-therapy-melanoma#what-are-the-risks", "abc", "yes", "")
NO = replace(YES, verdict="no")
COUNTED = ("hour", "status", "lang", "emergency")


def test_a_question_comes_back_as_it_was_kept(store: Store) -> None:
    store.add([ASKED])
    assert list(store.rows(Noted)) == [ASKED]


def test_a_question_written_twice_is_kept_once(store: Store) -> None:
    """A connection may break between the commit and the word of it; the writer then writes again."""
    store.add([ASKED, replace(ASKED, id="1" * 32)])
    store.add([ASKED])
    assert len(list(store.rows(Noted))) == 2


def test_rows_of_one_hour_come_in_no_order_of_asking(store: Store) -> None:
    ids = ["9" * 32, "1" * 32, "5" * 32]
    for one in ids:
        store.add([replace(ASKED, id=one)])
    assert [row.id for row in store.rows(Noted)] == sorted(ids)


def test_no_column_could_hold_who_asked_or_when_exactly(store: Store) -> None:
    assert set(Noted.__slots__) == {
        "id", "hour", "question", "status", "sections", "version", "lang", "emergency",
    }  # fmt: skip
    assert [column.name for column in stores.TABLES[Noted].columns] == list(Noted.__slots__)
    assert [column.name for column in stores.TABLES[Judgement].columns] == list(Judgement.__slots__)


def test_a_verdict_counts_once(store: Store) -> None:
    store.add([YES, YES])
    store.add([NO])
    assert list(store.rows(Judgement)) == [YES]


def test_a_no_takes_one_reason_and_a_yes_none(store: Store) -> None:
    late, hard = replace(NO, reason="out-of-date"), replace(NO, reason="hard-to-understand")
    for row in (NO, late, hard, NO):
        store.add([row])
    store.add([replace(YES, token="e" * 64), ASKED, replace(late, token="e" * 64)])
    assert list(store.rows(Noted)) == [ASKED]
    assert [(row.verdict, row.reason) for row in store.rows(Judgement)] == [("yes", ""), ("no", "out-of-date")]


def test_what_is_old_is_deleted_and_the_rest_stays(store: Store) -> None:
    store.add([ASKED, replace(ASKED, id="1" * 32, hour="2026-10-25T09")])
    store.add([replace(YES, hour="2026-10-25T09")])
    assert store.purge("2026-10-25T09") == 0
    assert store.purge("2026-10-25T10") == 2
    assert list(store.rows(Noted)) == [ASKED]


def test_many_make_the_tables_at_once(url: str) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = [Store(url) for _ in range(8)]
        list(pool.map(Store.prepare, made))
    assert made[0].exists()
    for store in made:
        store.close()


def test_a_file_that_another_process_is_making_is_waited_for(file: Path) -> None:
    """SQLite refuses the change to WAL at once, whatever its timeout, while another connection begins to write."""
    other = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    ending = threading.Timer(0.3, other.execute, ["ROLLBACK"])
    ending.start()
    store = Store(f"sqlite:///{file}")
    store.prepare()
    ending.join()
    other.close()
    assert store.exists()
    store.close()


def test_tables_made_earlier_get_the_indexes_that_counting_needs(store: Store) -> None:
    with store._engine.begin() as connection:
        for index in ("journal_questions_counted", "journal_questions_unanswered", "journal_feedback_counted"):
            connection.execute(sql.text(f"DROP INDEX {index}"))
    store.prepare()
    with store._engine.connect() as connection:
        found = {index["name"] for index in sql.inspect(connection).get_indexes("journal_questions")}
    assert found == {"journal_questions_counted", "journal_questions_unanswered"}


def test_questions_that_are_alike_are_counted_from_an_hour_on(store: Store) -> None:
    hours = ("2026-11-24T23", "2026-11-25T09", "2026-11-25T09")
    store.add([replace(ASKED, id=f"{n:032}", hour=hour) for n, hour in enumerate(hours)])
    store.add([replace(ASKED, id="a" * 32, sections="other#lead")])
    alike = Noted("", "2026-11-25T09", "", "answer", "", "", "en", "")
    assert list(store.counts(Noted, COUNTED, "2026-11-25T00")) == [(alike, 3)]
    told_apart = store.counts(Noted, ("hour", "sections"))
    assert sorted((row.hour, row.sections, times) for row, times in told_apart) == [
        ("2026-11-24T23", ASKED.sections, 1),
        ("2026-11-25T09", "other#lead", 1),
        ("2026-11-25T09", ASKED.sections, 2),
    ]


def test_verdicts_that_are_alike_are_counted_from_an_hour_on(store: Store) -> None:
    for token, hour in (("a", "2026-11-24T23"), ("b", "2026-11-25T09"), ("c", "2026-11-25T10")):
        store.add([replace(NO, token=token, hour=hour)])
    alike = replace(NO, token="", hour="")
    assert list(store.counts(Judgement, ("section", "version", "verdict"), "2026-11-25T00")) == [(alike, 2)]


def test_the_latest_unanswered_questions_come_first_and_no_urgent_one(store: Store) -> None:
    vain = replace(ASKED, status="not_found", question="wigs")
    later = replace(vain, id="1" * 32, hour="2026-11-25T11", lang="es", question="pelucas")
    store.add([ASKED, replace(vain, id="2" * 32), later, replace(later, id="3" * 32, emergency="team")])
    assert [(row.lang, row.question) for row in store.unanswered()] == [("es", "pelucas"), ("en", "wigs")]
    assert list(store.unanswered(most=1)) == [later]
    assert list(store.unanswered("2026-11-25T12")) == []


def test_a_file_finds_unanswered_questions_by_their_index(file: Path) -> None:
    """Without it a million rows would be read for five thousand."""
    store = Store(f"sqlite:///{file}")
    store.prepare()
    asked: list[str] = []
    sql.event.listen(store._engine, "before_cursor_execute", lambda _, __, text, values, *___: asked.append(text))
    list(store.unanswered("2026-11-25T00"))
    list(store.counts(Noted, COUNTED, "2026-11-25T00"))
    with store._engine.connect() as connection:
        cursor = connection.connection.cursor()
        plans = [
            str(cursor.execute(f"EXPLAIN QUERY PLAN {text}", ("x",) * text.count("?")).fetchall())
            for text in asked
            if text.startswith("SELECT")
        ]
    assert "USING INDEX journal_questions_unanswered" in plans[0], plans
    assert "USING COVERING INDEX journal_questions_counted" in plans[1], plans
    store.close()


def test_looking_for_a_journal_makes_none(url: str, file: Path) -> None:
    store = Store(url)
    assert not store.exists()
    assert not file.exists()
    store.close()


def test_text_that_no_database_takes_is_refused_and_not_retried(store: Store) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        store.add([replace(ASKED, question="half \ud800")])


def test_a_database_that_lets_nobody_make_tables_may_do_so_later(postgres: Postgres) -> None:
    postgres.run("psql", "-c", "CREATE ROLE guest LOGIN", "postgres")
    store = Store(postgres.database().replace(f"{postgres.user}@", "guest@"))
    with pytest.raises(OSError, match="InsufficientPrivilege"):
        store.prepare()
    store.close()


def test_an_error_holds_no_word_of_a_row(store: Store) -> None:
    with pytest.raises((ValueError, OSError)) as caught:
        store.add([replace(ASKED, hour=None)])  # type: ignore[arg-type]
    assert CANARY not in "".join(traceback.format_exception(caught.value))


def test_a_file_is_read_by_its_owner_only(file: Path) -> None:
    store = Store(f"sqlite:///{file}")
    store.prepare()
    store.add([ASKED])
    rights = {path.name: path.stat().st_mode & 0o777 for path in file.parent.iterdir()}
    assert set(rights.values()) == {0o600}
    store.close()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a file for somebody else")
def test_what_root_makes_belongs_to_whoever_owns_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    folder.mkdir()
    os.chown(folder, 65534, 65534)
    store = Store(f"sqlite:///{folder}/journal.sqlite3")
    store.prepare()
    store.add([ASKED])
    assert {path.stat().st_uid for path in folder.iterdir()} == {65534}
    store.close()


def test_nothing_of_the_text_is_left_in_the_file_after_erasing(file: Path) -> None:
    store = Store(f"sqlite:///{file}")
    store.prepare()
    many = [replace(ASKED, id=f"{n:032}", question=f"{CANARY} {n} " + "long " * 300) for n in range(200)]
    store.add(many)
    store.add([YES])
    assert CANARY in _bytes(file)
    assert store.erase() == 201
    assert CANARY not in _bytes(file)
    assert "til-therapy" not in _bytes(file)
    store.add([ASKED])
    store.close()


def test_nothing_of_the_text_is_left_in_the_file_after_its_days_are_over(file: Path) -> None:
    """The log beside the file is written over from its start; its end would hold old rows for long."""
    store = Store(f"sqlite:///{file}")
    store.prepare()
    store.add([replace(ASKED, id=f"{n:032}", hour="2026-10-01T00", question=CANARY * 40) for n in range(500)])
    assert CANARY in _bytes(file)
    assert store.purge("2026-10-02T00") == 500
    assert CANARY not in _bytes(file)
    store.close()


def test_erasing_while_a_site_is_writing_waits_its_turn(file: Path) -> None:
    site, command = Store(f"sqlite:///{file}"), Store(f"sqlite:///{file}")
    site.prepare()
    site.add([ASKED])
    assert command.erase() == 1
    assert CANARY not in _bytes(file)
    site.add([replace(ASKED, id="1" * 32)])
    assert len(list(command.rows(Noted))) == 1
    site.close()
    command.close()


def test_erasing_while_somebody_reads_says_so(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_file, "BUSY_MS", 100)
    store = Store(f"sqlite:///{file}")
    store.prepare()
    store.add([ASKED])
    reader = sqlite3.connect(file, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM journal_questions").fetchone()
    with pytest.raises(OSError, match="another process is reading"):
        store.erase()
    reader.close()
    assert store.erase() == 0
    assert CANARY not in _bytes(file)
    store.close()


def _bytes(file: Path) -> str:
    """Everything that lies in the journal's folder."""
    return "".join(path.read_bytes().decode("latin-1") for path in file.parent.iterdir())


def test_a_file_that_cannot_be_written_is_out_of_reach(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/none/journal.sqlite3")
    with pytest.raises(OSError, match="cannot be written"):
        store.prepare()


@pytest.mark.parametrize(
    ("given", "driver"),
    [
        ("postgres://u:p@h:5432/d?sslmode=require", "postgresql+psycopg://u:p@h:5432/d?sslmode=require"),
        ("postgresql://h/d", "postgresql+psycopg://h/d"),
        ("postgresql+psycopg://h/d", "postgresql+psycopg://h/d"),
        ("sqlite:///journal.sqlite3", "sqlite:///journal.sqlite3"),
    ],
)
def test_a_platforms_address_names_our_driver(given: str, driver: str) -> None:
    assert driver_url(given) == driver


def test_a_place_is_named_without_its_password() -> None:
    assert "geheim" not in Store("postgres://u:geheim@h/d").place
