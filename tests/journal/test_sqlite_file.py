"""A journal in a SQLite file: whose it is, what waits for what, and that nothing of the text outlives its row."""

import os
import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sql

from journal import sqlite_file
from journal.rows import Noted
from journal.store import Store
from tests.journal.kept import ASKED, CANARY, COUNTED, YES


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
