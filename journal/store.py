"""Keep the journal's rows in SQLite or PostgreSQL. Nothing else in the project speaks to a database.

Importing this module loads SQLAlchemy, so it is imported only where the journal is on. Making a Store connects to
nothing: the first use does, so a Store may be made before a process forks.

OSError says that the database does not answer or has no room, so that the same may work later; ValueError that it
answered and does not take these rows, now or later. Neither holds a word of a row.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sql
from sqlalchemy.dialects import postgresql, sqlite

from journal.rows import KINDS, Judgement, Noted, Row
from journal.sqlite_file import BUSY_MS, begin_transaction, make_private_file, set_up_connection

LATER = (sql.exc.OperationalError, sql.exc.InterfaceError, sql.exc.InternalError, sql.exc.TimeoutError)
"""Errors after which the same rows may be kept later: gone, no room, read-only, a stand-by that became the main one."""

MOST_READ = 5_000
"""Unanswered questions that are read at once for their topics: the latest ones."""

SCHEMA_LOCK = 7_246_151
"""The PostgreSQL advisory lock under which the tables are made; any number that only this project uses."""

_Kind = TypeVar("_Kind", bound=Row)
_tables = sql.MetaData()


def _table(name: str, kind: type[Row]) -> sql.Table:
    key, hour, *others = (field.name for field in fields(kind))
    return sql.Table(
        f"journal_{name}",
        _tables,
        sql.Column(key, sql.String(64), primary_key=True),
        sql.Column(hour, sql.String(13), nullable=False),
        *(sql.Column(other, sql.Text, nullable=False) for other in others),
        sqlite_with_rowid=False,
    )


TABLES: dict[type, sql.Table] = {kind: _table(name, kind) for name, kind in KINDS.items()}
_questions, _feedback = TABLES[Noted].c, TABLES[Judgement].c
# Written out, not bound: SQLite takes a partial index only when it sees the values.
_unanswered = sql.text("status = 'not_found' AND emergency = ''")
sql.Index("journal_questions_counted", *(_questions[name] for name in ("hour", "status", "lang", "emergency")))
sql.Index("journal_questions_unanswered", _questions.hour, sqlite_where=_unanswered, postgresql_where=_unanswered)
sql.Index("ix_journal_feedback_hour", _feedback.hour)
sql.Index(
    "journal_feedback_counted", *(_feedback[name] for name in ("section", "version", "verdict", "reason", "hour"))
)


class Store:
    """The journal's two tables, at a database address such as `sqlite:///journal.sqlite3`."""

    def __init__(self, url: str) -> None:
        self._url = sql.make_url(driver_url(url))
        self._is_file = self._url.get_backend_name() == "sqlite"
        self._engine = sql.create_engine(self._url, hide_parameters=True, **_options(self._is_file))
        if self._is_file:
            sql.event.listen(self._engine, "connect", set_up_connection)
            sql.event.listen(self._engine, "begin", begin_transaction)

    @property
    def place(self) -> str:
        """Name the database for people, without its password."""
        return self._url.render_as_string(hide_password=True)

    def exists(self) -> bool:
        """Say whether there is a journal there; a file is not made by asking."""
        if self._is_file and not Path(self._url.database or "").is_file():
            return False
        with _translated(), self._engine.connect() as connection:
            return bool(sql.inspect(connection).has_table(TABLES[Noted].name))

    def prepare(self) -> None:
        """Make the tables, and indexes that older ones lack; safe when two processes do it at once."""
        if self._is_file and self._url.database:
            make_private_file(Path(self._url.database))
        with _translated(), self._engine.begin() as connection:
            if not self._is_file:
                connection.execute(sql.select(sql.func.pg_advisory_xact_lock(SCHEMA_LOCK)))
            _tables.create_all(connection)
            for table in TABLES.values():
                for index in table.indexes:
                    index.create(connection, checkfirst=True)

    def add(self, rows: Sequence[Row]) -> None:
        """Keep rows, each once; what may be new in a verdict that was kept already is the reason for a "no"."""
        with _translated(ValueError), self._engine.begin() as connection:
            for kind in TABLES:
                some = [asdict(row) for row in rows if isinstance(row, kind)]
                if some:
                    connection.execute(self._insert(kind), some)

    def _insert(self, kind: type[Row]) -> Any:
        insert = (sqlite if self._is_file else postgresql).insert(TABLES[kind])
        if kind is Noted:
            return insert.on_conflict_do_nothing()
        reason = insert.excluded.reason
        lacks_it = sql.and_(_feedback.verdict == "no", _feedback.reason == "", reason != "")
        return insert.on_conflict_do_update(index_elements=["token"], set_={"reason": reason}, where=lacks_it)

    def rows(self, kind: type[_Kind]) -> Iterator[_Kind]:
        """Yield every row of a kind, oldest hour first."""
        table = TABLES[kind]
        statement = sql.select(table).order_by(table.c.hour, *table.primary_key.columns)
        return (kind(**row) for row in self._read(statement))

    def counts(self, kind: type[_Kind], alike: Sequence[str], since: str = "") -> Iterator[tuple[_Kind, int]]:
        """Yield, from an hour on, how many rows are alike in some columns; in the others the row beside it has ""."""
        columns = [TABLES[kind].c[name] for name in alike]
        statement = sql.select(*columns, sql.func.count().label("times")).where(TABLES[kind].c.hour >= since)
        empty = {field.name: "" for field in fields(kind)}
        for row in self._read(statement.group_by(*columns).order_by(*columns)):
            times = row.pop("times")
            yield kind(**empty | row), times

    def unanswered(self, since: str = "", most: int = MOST_READ) -> Iterator[Noted]:
        """Yield the latest questions, from an hour on, that got neither an answer nor an emergency card."""
        latest = sql.select(TABLES[Noted]).where(_unanswered, _questions.hour >= since)
        return (Noted(**row) for row in self._read(latest.order_by(_questions.hour.desc()).limit(most)))

    def purge(self, before: str) -> int:
        """Delete what is older than an hour such as "2026-11-25T09" and say how many rows that were."""
        with _translated(), self._engine.begin() as connection:
            statements = [sql.delete(table).where(table.c.hour < before) for table in TABLES.values()]
            rows = sum(connection.execute(statement).rowcount for statement in statements)
        if self._is_file:
            self._empty_log()
        return rows

    def erase(self) -> int:
        """Delete everything, to the last byte of a SQLite file, and say how many rows that were."""
        rows = self.purge("9999")  # no hour is as late as that
        if self._is_file:
            with _translated(), self._engine.connect() as connection:
                connection.connection.cursor().execute("VACUUM")
            if not self._empty_log():
                raise OSError("another process is reading the journal. Stop the site and erase again.")
        return rows

    def close(self) -> None:
        """Let go of the connections."""
        self._engine.dispose()

    def _empty_log(self) -> bool:
        """Empty the log beside the SQLite file, whose unused end may hold rows of long ago; False while others read."""
        with _translated(), self._engine.connect() as connection:
            busy, *_ = connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy

    def _read(self, statement: sql.Select[Any]) -> Iterator[dict[str, Any]]:
        with _translated(), self._engine.connect() as connection:
            connection = connection.execution_options(reading=True, yield_per=500)
            for row in connection.execute(statement).mappings():
                yield dict(row)


def driver_url(url: str) -> str:
    """Name the driver in a PostgreSQL address: postgres://h/d -> postgresql+psycopg://h/d."""
    scheme, _, rest = url.partition("://")
    return f"postgresql+psycopg://{rest}" if scheme in ("postgres", "postgresql") else url


def _options(is_file: bool) -> dict[str, Any]:
    if is_file:
        return {"connect_args": {"timeout": BUSY_MS / 1000, "check_same_thread": False}}
    patience = {"connect_timeout": 3, "keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 3}
    arguments = {**patience, "tcp_user_timeout": 10_000, "prepare_threshold": None}
    return {"connect_args": arguments, "pool_size": 1, "max_overflow": 1, "pool_timeout": 1, "pool_pre_ping": True}


@contextmanager
def _translated(refusal: type[Exception] = OSError) -> Iterator[None]:
    """Turn the library's errors into the two that matter here, without their messages: those may hold a whole row."""
    try:
        yield
    except sqlite3.OperationalError as error:  # from a statement that may stand in no transaction (VACUUM)
        raise OSError(type(error).__name__) from None
    except sql.exc.SQLAlchemyError as error:
        name = type(getattr(error, "orig", None) or error).__name__  # "OperationalError", "DiskFull"
        raise (OSError if isinstance(error, LATER) else refusal)(name) from None
