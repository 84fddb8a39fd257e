"""Keep the journal's rows in SQLite or PostgreSQL. Nothing else in the project speaks to a database.

Importing this module loads SQLAlchemy, so it is imported only where the journal is on. Making a Store connects to
nothing: the first use does, so a Store may be made before a process forks.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import sqlalchemy as sql
from sqlalchemy.dialects import postgresql, sqlite

from journal.rows import Judgement, Noted, QuestionCount, Unanswered, VerdictCount
from journal.sqlite_file import BUSY_MS, begin_transaction, make_private_file, set_up_connection

_AWAY = (sql.exc.OperationalError, sql.exc.InterfaceError, sql.exc.InternalError, sql.exc.TimeoutError)
LATER = (*_AWAY, sqlite3.OperationalError)  # SQLite's own: from a statement that may stand in no transaction (VACUUM)
"""Errors after which the same rows may be kept later: gone, no room, read-only, a stand-by that became the main one."""

MOST_READ = 5_000
"""Unanswered questions that are read at once for their topics: the latest ones."""

SCHEMA_LOCK = 7_246_151
"""The PostgreSQL advisory lock under which the schema is made; any number that only this project uses."""

UPGRADES: tuple[tuple[str, ...], ...] = ()
"""The statements that bring the tables from each version of the schema to the next: the first entry from 1 to 2."""

_tables = sql.MetaData()
QUESTIONS = sql.Table(
    "journal_questions",
    _tables,
    sql.Column("id", sql.String(32), primary_key=True),
    sql.Column("hour", sql.String(13), nullable=False),
    *(sql.Column(field.name, sql.Text, nullable=False) for field in fields(Noted)[2:]),
    sqlite_with_rowid=False,
)
FEEDBACK = sql.Table(
    "journal_feedback",
    _tables,
    sql.Column("token", sql.String(64), primary_key=True),
    sql.Column("hour", sql.String(13), nullable=False, index=True),
    *(sql.Column(field.name, sql.Text, nullable=False) for field in fields(Judgement)[2:]),
    sqlite_with_rowid=False,
)
# Written out, not bound: SQLite takes a partial index only when it sees the values.
_unanswered = sql.text("status = 'not_found' AND emergency = ''")
sql.Index("journal_questions_counted", *(QUESTIONS.c[name] for name in ("hour", "status", "lang", "emergency")))
sql.Index("journal_questions_unanswered", QUESTIONS.c.hour, sqlite_where=_unanswered, postgresql_where=_unanswered)
sql.Index(
    "journal_feedback_counted", *(FEEDBACK.c[name] for name in ("section", "version", "verdict", "reason", "hour"))
)
SCHEMA = sql.Table("journal_schema", _tables, sql.Column("version", sql.Integer, primary_key=True))


class UnreachableError(OSError):
    """The database does not answer or has no room; the same rows may be kept later."""


class RefusedError(ValueError):
    """The database answered and does not take these rows, now or later; all else it refuses is UnreachableError."""


class Store:
    """The journal's two tables, at a database address such as `sqlite:///journal.sqlite3`."""

    def __init__(self, url: str) -> None:
        self._url = sql.make_url(driver_url(url))
        self._engine = sql.create_engine(self._url, hide_parameters=True, **_options(self._url))
        if self.is_file:
            sql.event.listen(self._engine, "connect", set_up_connection)
            sql.event.listen(self._engine, "begin", begin_transaction)

    @property
    def is_file(self) -> bool:
        """Say whether the journal is a file on this machine's disk."""
        return self._url.get_backend_name() == "sqlite"

    @property
    def place(self) -> str:
        """Name the database for people, without its password."""
        return self._url.render_as_string(hide_password=True)

    def exists(self) -> bool:
        """Say whether there is a journal there; a file is not made by asking."""
        if self.is_file and not Path(self._url.database or "").is_file():
            return False
        with _translated(), self._engine.connect() as connection:
            return bool(sql.inspect(connection).has_table(SCHEMA.name))

    def prepare(self) -> None:
        """Make the tables, or bring older ones up to date; safe when two processes do it at once."""
        if self.is_file and self._url.database:
            make_private_file(Path(self._url.database))
        with self._transaction() as connection:
            if not self.is_file:
                connection.execute(sql.select(sql.func.pg_advisory_xact_lock(SCHEMA_LOCK)))
            _tables.create_all(connection)
            for index in QUESTIONS.indexes | FEEDBACK.indexes:
                index.create(connection, checkfirst=True)
            _upgrade(connection)

    def add(self, rows: Sequence[Noted]) -> None:
        """Keep questions; one that was kept already is not kept twice."""
        statement = self._insert(QUESTIONS).on_conflict_do_nothing()
        with self._transaction(RefusedError) as connection:
            connection.execute(statement, [asdict(row) for row in rows])

    def judge(self, row: Judgement) -> bool:
        """Keep a verdict, or the reason for a "no" that was kept; say whether it is new."""
        insert = self._insert(FEEDBACK)
        statement = insert.on_conflict_do_update(
            index_elements=["token"],
            set_={"reason": insert.excluded.reason},
            where=sql.and_(FEEDBACK.c.reason == "", FEEDBACK.c.verdict == "no", insert.excluded.reason != ""),
        ).returning(FEEDBACK.c.token)
        with self._transaction(RefusedError) as connection:
            return connection.execute(statement, asdict(row)).first() is not None

    def questions(self) -> Iterator[Noted]:
        """Yield every question kept, oldest hour first."""
        return (Noted(**row) for row in self._read(_all_of(QUESTIONS)))

    def feedback(self) -> Iterator[Judgement]:
        """Yield every verdict kept, oldest hour first."""
        return (Judgement(**row) for row in self._read(_all_of(FEEDBACK)))

    def question_counts(self, since: str = "", sections: bool = False) -> Iterator[QuestionCount]:
        """Yield how many questions are alike, from an hour on, oldest first; telling sections apart takes longer."""
        table = QUESTIONS.c
        shown = table.sections if sections else sql.literal("").label("sections")
        alike = [table.hour, table.status, table.lang, table.emergency, *([shown] if sections else [])]
        columns = [table.hour, table.status, table.lang, table.emergency, shown, sql.func.count().label("times")]
        statement = sql.select(*columns).where(table.hour >= since).group_by(*alike).order_by(table.hour)
        return (QuestionCount(**row) for row in self._read(statement))

    def verdict_counts(self, since: str = "") -> Iterator[VerdictCount]:
        """Yield how many verdicts are alike, from an hour on."""
        table = FEEDBACK.c
        alike = [table.section, table.version, table.verdict, table.reason]
        statement = sql.select(*alike, sql.func.count().label("times")).where(table.hour >= since).group_by(*alike)
        return (VerdictCount(**row) for row in self._read(statement))

    def unanswered(self, since: str = "", most: int = MOST_READ) -> Iterator[Unanswered]:
        """Yield the latest questions, from an hour on, that got neither an answer nor an emergency card."""
        table = QUESTIONS.c
        latest = sql.select(table.lang, table.question).where(_unanswered, table.hour >= since)
        return (Unanswered(**row) for row in self._read(latest.order_by(table.hour.desc()).limit(most)))

    def purge(self, before: str) -> int:
        """Delete what is older than an hour such as "2026-11-25T09" and say how many rows that were."""
        rows = self._delete(before)
        if self.is_file:
            self._empty_log()
        return rows

    def erase(self) -> int:
        """Delete everything, to the last byte of a SQLite file, and say how many rows that were."""
        rows = self._delete()
        if self.is_file:
            with _translated(), self._engine.connect() as connection:
                connection.connection.cursor().execute("VACUUM")
            if not self._empty_log():
                raise UnreachableError("another process is reading the journal. Stop the site and erase again.")
        return rows

    def close(self) -> None:
        """Let go of the connections."""
        self._engine.dispose()

    def _delete(self, before: str | None = None) -> int:
        """Delete the rows of the hours before one, or all of them."""
        with self._transaction() as connection:
            statements = [
                sql.delete(table).where(sql.true() if before is None else table.c.hour < before)
                for table in (QUESTIONS, FEEDBACK)
            ]
            return sum(connection.execute(statement).rowcount for statement in statements)

    def _empty_log(self) -> bool:
        """Empty the log beside the SQLite file, whose unused end may hold rows of long ago; False while others read."""
        with _translated(), self._engine.connect() as connection:
            busy, *_ = connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy

    def _insert(self, table: sql.Table) -> Any:
        return (sqlite if self.is_file else postgresql).insert(table)

    def _read(self, statement: sql.Select[Any]) -> Iterator[dict[str, Any]]:
        with _translated(), self._engine.connect() as connection:
            connection = connection.execution_options(reading=True, yield_per=500)
            for row in connection.execute(statement).mappings():
                yield dict(row)

    @contextmanager
    def _transaction(self, refusal: type[Exception] = UnreachableError) -> Iterator[sql.Connection]:
        with _translated(refusal), self._engine.begin() as connection:
            yield connection


def driver_url(url: str) -> str:
    """Name the driver in a PostgreSQL address: postgres://h/d -> postgresql+psycopg://h/d."""
    scheme, _, rest = url.partition("://")
    return f"postgresql+psycopg://{rest}" if scheme in ("postgres", "postgresql") else url


def _all_of(table: sql.Table) -> sql.Select[Any]:
    return sql.select(table).order_by(table.c.hour, *table.primary_key.columns)


def _options(url: sql.URL) -> dict[str, Any]:
    if url.get_backend_name() == "sqlite":
        return {"connect_args": {"timeout": BUSY_MS / 1000, "check_same_thread": False}}
    patience = {"connect_timeout": 3, "keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 3}
    arguments = {**patience, "tcp_user_timeout": 10_000, "prepare_threshold": None}
    return {"connect_args": arguments, "pool_size": 1, "max_overflow": 1, "pool_timeout": 1, "pool_pre_ping": True}


def _upgrade(connection: sql.Connection) -> None:
    """Bring older tables to this version; those of a newer version are left alone, so that a roll-back works."""
    newest = len(UPGRADES) + 1
    found = connection.scalar(sql.select(sql.func.max(SCHEMA.c.version)))
    for statements in UPGRADES[(found or newest) - 1 :]:
        for statement in statements:
            connection.execute(sql.text(statement))
    if (found or 0) < newest:
        connection.execute(sql.insert(SCHEMA), {"version": newest})


@contextmanager
def _translated(refusal: type[Exception] = UnreachableError) -> Iterator[None]:
    """Turn the library's errors into the two that matter here, without their messages: those may hold a whole row."""
    try:
        yield
    except LATER as error:
        raise UnreachableError(_reason(error)) from None
    except sql.exc.SQLAlchemyError as error:
        raise refusal(_reason(error)) from None


def _reason(error: Exception) -> str:
    """Name an error without what a row holds: "OperationalError", "DiskFull"."""
    return type(getattr(error, "orig", None) or error).__name__
