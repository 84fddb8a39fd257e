"""Earlier versions of the content, as git has them: whole libraries, single files, and where a version is."""

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from faq.files import read_files, version_of
from faq.library import Library, read_library
from faq.problem import Findings

PATIENCE = 10
"""Seconds git may take for one answer."""


class NoHistoryError(Exception):
    """The folder is not under version control, or git is not installed."""


def git(folder: Path, *arguments: str) -> bytes:
    """Return what git prints; raise NoHistoryError when it cannot."""
    try:
        done = subprocess.run(  # noqa: S603  the arguments are our own
            ["git", "-C", str(folder), *arguments],  # noqa: S607  git is wherever the system has it
            capture_output=True,
            timeout=PATIENCE,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise NoHistoryError(str(error)) from error
    return done.stdout


def last_changed(folder: Path, pattern: str, place: str) -> dict[str, str]:
    """Return the last commit that changed a line matching `pattern`, by the name of each file under `place`."""
    listed = git(folder, "log", "--format=%x00%H", "--name-only", "--relative", f"-G{pattern}", "--", place)
    found: dict[str, str] = {}
    for entry in listed.decode("utf-8", "replace").split("\0")[1:]:
        commit, *names = entry.split()
        for name in names:
            found.setdefault(name, commit)
    return found


def earlier_library(folder: Path, revision: str) -> Library:
    """Read the content folder as it was in a git revision: a branch, a tag, a commit.

    Raises NoHistoryError when git has no such version of the folder, and ContentError when it was broken.
    """
    with _copy(folder, revision) as copy:
        return read_library(copy)


def commit_of(folder: Path, version: str) -> str | None:
    """Find the commit whose content has a version (or begins with it), newest first; None when there is none.

    Gives `<commit> <day> <subject>`. Raises NoHistoryError when the folder is not under git.
    """
    listed = git(folder, "log", "--format=%H %cs %s", "--", ".").decode("utf-8", "replace")
    for line in listed.splitlines():
        with _copy(folder, line.split()[0]) as copy:
            if version_of(read_files(copy, Findings(copy.name))).startswith(version):
                return line
    return None


@contextmanager
def _copy(folder: Path, revision: str) -> Iterator[Path]:
    """Yield a copy of the folder as it was, for as long as it is needed."""
    archive = git(folder, "archive", "--format=tar", revision, "--", ".")
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / folder.resolve().name
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            tar.extractall(copy, filter="data")
        yield copy
