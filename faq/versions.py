"""Earlier versions of the content, as git has them: to compare with the one in the folder, to find where one is."""

import io
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from faq.files import read_files, version_of
from faq.library import Library, read_library
from faq.problem import Findings
from faq.rules.reviews import git


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
    return next(
        (line for line in listed.splitlines() if _version_at(folder, line.split()[0]).startswith(version)), None
    )


def _version_at(folder: Path, revision: str) -> str:
    with _copy(folder, revision) as copy:
        return version_of(read_files(copy, Findings(copy.name)))


@contextmanager
def _copy(folder: Path, revision: str) -> Iterator[Path]:
    """Yield a copy of the folder as it was, for as long as it is needed."""
    archive = git(folder, "archive", "--format=tar", revision, "--", ".")
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / folder.resolve().name
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            tar.extractall(copy, filter="data")
        yield copy
