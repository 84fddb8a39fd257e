"""A SQLite file as the journal needs it: private, shared by processes, overwritten where something is deleted."""

import os
import sqlite3
from pathlib import Path
from time import monotonic, sleep
from typing import Any

BUSY_MS = 5000
"""Milliseconds to wait for another process that writes to the same file."""

PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "secure_delete=ON", "temp_store=MEMORY")


def set_up_connection(connection: Any, _: Any) -> None:
    """Wait for others before anything else, then log ahead; overwrite with zeros whatever is deleted.

    With a sync at each commit two processes starve each other. Without, a killed process loses nothing that was
    committed; a machine without power loses the last rows, and the file stays whole (SQLite, "PRAGMA synchronous").
    """
    connection.isolation_level = None
    for pragma in (f"busy_timeout={BUSY_MS}", *PRAGMAS):
        _execute_patiently(connection, f"PRAGMA {pragma}")


def _execute_patiently(connection: sqlite3.Connection, statement: str) -> None:
    """Try again what SQLite refuses at once in spite of the timeout: the change to WAL while another makes the file."""
    until = monotonic() + BUSY_MS / 1000
    while True:
        try:
            return connection.execute(statement).close()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) or monotonic() > until:
                raise
            sleep(0.02)


def begin_transaction(connection: Any) -> None:
    """Take the write lock at once, so that two writers wait for each other and never fail half-way."""
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def make_private_file(file: Path) -> None:
    """Make the file so that only its owner reads it; SQLite gives its log the same rights.

    Root makes it for whoever owns the folder, who could not open it otherwise. Raises OSError when it cannot be made.
    """
    try:
        file.touch(mode=0o600, exist_ok=False)
        if os.geteuid() == 0:
            owner = file.parent.stat()
            os.chown(file, owner.st_uid, owner.st_gid)
    except FileExistsError:
        return
    except OSError as error:
        raise OSError(f"{file} cannot be written: {error.strerror}") from error
