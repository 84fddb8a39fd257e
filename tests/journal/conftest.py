"""Journals to write to: a SQLite file and a real PostgreSQL; a clock that a test sets."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from journal.permission import Permission
from journal.recorder import Journal
from journal.store import Store
from tests.services import postgres as postgres


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    now: datetime = datetime(2026, 11, 25, 9, 41, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: int) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "journal.sqlite3"


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, file: Path) -> str:
    """The address of an empty journal, of either kind."""
    if request.param == "sqlite":
        return f"sqlite:///{file}"
    return str(request.getfixturevalue("postgres").database())


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """A store with its tables."""
    store = Store(url)
    store.prepare()
    yield store
    store.close()


EVERYDAY = frozenset(
    "my name is it safe call old a x question and so on too late there room again nothing was torn".split()
)


def permitted(_: str) -> Permission:
    """What may be kept: a few everyday words, in every language, and what one article writes."""
    return Permission(["Some cancers have much B7-H3."], EVERYDAY.__contains__)


Open = Callable[..., Journal]


@pytest.fixture
def open_journal(clock: Clock) -> Iterator[Open]:
    """Open journals that are closed at the end of the test."""
    opened: list[Journal] = []

    def open_one(url: str, days: int = 30) -> Journal:
        opened.append(Journal(Store(url), days, permitted, clock))
        return opened[-1]

    yield open_one
    for journal in opened:
        journal.close()
        journal.store.close()
