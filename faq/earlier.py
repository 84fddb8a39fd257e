"""An earlier version of the content, as git has it, to compare with the one in the folder."""

import io
import tarfile
import tempfile
from pathlib import Path

from faq.history import git
from faq.library import Library, read_library


def earlier_library(folder: Path, revision: str) -> Library:
    """Read the content folder as it was in a git revision: a branch, a tag, a commit.

    Raises NoHistoryError when git has no such version of the folder, and ContentError when it was broken.
    """
    archive = git(folder, "archive", "--format=tar", revision, "--", ".")
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / folder.resolve().name
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            tar.extractall(copy, filter="data")
        return read_library(copy)
