"""The two tables, in SQLite and in PostgreSQL alike."""

import traceback
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sql

from journal import store as stores
from journal.rows import Judgement, Noted
from journal.store import Store, driver_url
from tests.journal.kept import ASKED, CANARY, COUNTED, NO, YES
from tests.services import Postgres


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
