"""The content files of a folder: which they are, read all at one moment, and noticed when they change."""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePath

from faq.problem import Findings, Problem

ARTICLES, UTTERANCES = "articles", "utterances"
READINGS = 5
"""How often the folder is read again when a file changes during the reading."""

Stamp = tuple[tuple[str, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class ContentFile:
    """One file as it was read; `name` is its path within the folder, `shown` its name in messages."""

    name: str
    shown: str
    content: bytes

    @property
    def holds_utterances(self) -> bool:
        """Say whether the file stands in `utterances/`, with what patients say."""
        return PurePath(self.name).parent.name == UTTERANCES


def stamp(folder: Path) -> Stamp:
    """Return name, time of change, size and inode of every content file; another stamp means that something changed."""
    return tuple((name, stat.st_mtime_ns, stat.st_size, stat.st_ino) for name, stat in sorted(_look(folder), key=_name))


def _name(entry: tuple[str, os.stat_result]) -> str:
    return entry[0]


def _look(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Yield the files of both folders and the .toml files beside them; hidden and backup files are left out."""
    for place, prefix in ((folder, ""), *((folder / name, f"{name}/") for name in (ARTICLES, UTTERANCES))):
        if place.is_dir():
            with os.scandir(place) as entries:
                for entry in entries:
                    if _is_content(entry.name, prefix):
                        stat = _stat(entry)
                        if stat:
                            yield prefix + entry.name, stat


def _stat(entry: os.DirEntry[str]) -> os.stat_result | None:
    """Return what is known of a file, of the link itself when it leads nowhere, None when it is gone by now."""
    for follow in (True, False):
        try:
            return entry.stat(follow_symlinks=follow)
        except OSError:
            continue
    return None


def _is_content(name: str, prefix: str) -> bool:
    return not name.startswith((".", "#")) and not name.endswith("~") and (bool(prefix) or name.endswith(".toml"))


def read_files(folder: Path, findings: Findings) -> list[ContentFile]:
    """Read every content file at one moment, sorted by name.

    When a file changes while the others are read, all are read again, so that no two versions are mixed.
    """
    for _ in range(READINGS):
        before = stamp(folder)
        attempt = Findings(findings.file)
        files = list(_read(folder, before, attempt))
        if stamp(folder) == before:
            findings.problems += attempt.problems
            return files
        time.sleep(0.05)
    findings.error(1, "the files keep changing while they are read.", "Wait until they are all copied and try again.")
    return files


def _read(folder: Path, files: Stamp, findings: Findings) -> Iterator[ContentFile]:
    for name, *_ in files:
        shown = os.fsencode(f"{folder.name}/{name}").decode("utf-8", "backslashreplace")
        try:
            yield ContentFile(name, shown, (folder / name).read_bytes())
        except IsADirectoryError:
            _note(
                findings, shown, "a folder stands among the articles.", f"Move its files to {folder.name}/{ARTICLES}/."
            )
        except FileNotFoundError:
            continue
        except OSError as error:
            _note(
                findings, shown, f"the file cannot be read ({error.strerror}).", "Ask who runs the server to allow it."
            )


def _note(findings: Findings, shown: str, message: str, remedy: str) -> None:
    findings.problems.append(Problem(shown, 1, message, remedy))


def version_of(files: list[ContentFile]) -> str:
    """Return the content version: the first 12 hex digits of SHA-256 over all names and bytes."""
    digest = sha256()
    for file in files:
        digest.update(os.fsencode(file.name) + b"\0%d\0" % len(file.content))
        digest.update(file.content)
    return digest.hexdigest()[:12]
