"""The content files of a folder: which they are, read all at one moment, and noticed when they change."""

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from faq.problem import Findings

ARTICLES, UTTERANCES = "articles", "utterances"
PLACES = ("", f"{ARTICLES}/", f"{UTTERANCES}/")
"""Where content files stand within the folder, as the beginning of their names."""

READINGS = 5
"""How often the folder is read again when a file changes during the reading."""

SETTLED_AFTER = 1.0
"""Seconds a folder must have been left alone before it is read, so that no half-written file is served."""

Stamp = dict[str, tuple[int, int, int, int]]
"""Of each file by its name: when its content and when anything about it last changed, its size, its inode."""


@dataclass(frozen=True, slots=True)
class ContentFile:
    """One file as it was read; `name` is its path within the folder, `shown` its name in messages."""

    name: str
    shown: str
    content: bytes

    @property
    def text(self) -> str:
        """The words of the file, with a sign in place of what is not UTF-8."""
        return self.content.decode("utf-8-sig", "replace")

    @property
    def place(self) -> str:
        """The folder in which the file stands: `ARTICLES`, `UTTERANCES` or, beside them, nothing."""
        return self.name.rpartition("/")[0]


def stamp(folder: Path) -> Stamp:
    """Return what is known of every content file without reading it; another stamp means that something changed.

    Content files are those of both folders and the .toml files beside them; hidden and backup files are none.
    """
    found: Stamp = {}
    for prefix in PLACES:
        with suppress(FileNotFoundError), os.scandir(folder / prefix) as entries:
            for entry in entries:
                hidden = entry.name.startswith((".", "#")) or entry.name.endswith("~")
                if not hidden and (prefix or entry.name.endswith(".toml")):
                    found[prefix + entry.name] = _marks(entry)
    return found


def _marks(entry: os.DirEntry[str]) -> tuple[int, int, int, int]:
    """Return the marks of a file, zeros when it is gone by now or a link that leads nowhere."""
    with suppress(OSError):
        stat = entry.stat()
        return stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino
    return 0, 0, 0, 0


def settled(folder: Path, now: Stamp) -> bool:
    """Say whether nothing in a folder was written, renamed or deleted within the last second.

    The system notes the time of change (ctime), which no program can set; the folders' own tells of deletions.
    """
    times = [changed for _, changed, *_ in now.values()]
    times += [(folder / prefix).stat().st_ctime_ns for prefix in PLACES if (folder / prefix).exists()]
    newest = max(times, default=0)
    return not 0 <= time.time() - newest / 1e9 < SETTLED_AFTER


def read_files(folder: Path, findings: Findings) -> list[ContentFile]:
    """Read every content file at one moment, sorted by name.

    When a file changes while the others are read, all are read again, so that no two versions are mixed.
    """
    for _ in range(READINGS):
        before = stamp(folder)
        attempt = Findings(findings.file)
        files = list(_read(folder, sorted(before), attempt))
        if stamp(folder) == before:
            findings.problems += attempt.problems
            return files
        time.sleep(0.05)
    findings.error(1, "the files keep changing while they are read.", "Wait until they are all copied and try again.")
    return files


def _read(folder: Path, names: Iterable[str], findings: Findings) -> Iterator[ContentFile]:
    for name in names:
        shown = os.fsencode(f"{folder.name}/{name}").decode("utf-8", "backslashreplace")
        try:
            yield ContentFile(name, shown, (folder / name).read_bytes())
        except IsADirectoryError:
            remedy = f"Move its files to {folder.name}/{ARTICLES}/."
            findings.of(shown).error(1, "a folder stands among the articles.", remedy)
        except FileNotFoundError:
            continue
        except OSError as error:
            message = f"the file cannot be read ({error.strerror})."
            findings.of(shown).error(1, message, "Ask who runs the server to allow it.")


def version_of(files: list[ContentFile]) -> str:
    """Return the content version: the first 12 hex digits of SHA-256 over all names and bytes."""
    digest = sha256()
    for file in files:
        digest.update(os.fsencode(file.name) + b"\0%d\0" % len(file.content))
        digest.update(file.content)
    return digest.hexdigest()[:12]
