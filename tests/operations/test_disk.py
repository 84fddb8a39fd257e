"""A disk that is full or cannot be written to (A10)."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.visitors import Visitor
from tests.operations.conftest import Serve


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MB in memory; where mounting is refused the test is skipped, and says so."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"mounting is refused here: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(folder: Path) -> None:
    """Write until there is no room for one byte more."""
    try:
        with (folder / "filler").open("wb", buffering=0) as file:
            while True:
                file.write(b"\0" * 4096)
    except OSError:
        assert os.statvfs(folder).f_bavail == 0


def answers(url: str, number: int = 20) -> set[int]:
    return {Visitor(url).ask()[0] for _ in range(number)}


@pytest.mark.parametrize("journal", ["off", "on"])
def test_a_full_disk_costs_no_answer(serve: Serve, small_disk: Path, journal: str) -> None:
    database = f"sqlite:///{small_disk / 'journal.sqlite3'}"
    site = serve(TMPDIR=str(small_disk), JOURNAL=journal, DATABASE_URL=database)
    assert answers(site.url) == {200}
    fill(small_disk)
    assert answers(site.url) == {200}
    (small_disk / "filler").unlink()
    assert answers(site.url) == {200}


def test_a_disk_that_cannot_be_written_to_costs_no_answer(serve: Serve, small_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    site = serve(TMPDIR=str(small_disk), HOME=str(small_disk), PYTHONDONTWRITEBYTECODE="1")
    assert answers(site.url) == {200}
