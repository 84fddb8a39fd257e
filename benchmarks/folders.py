"""Read an evaluation folder: `passages.jsonl` and `queries.jsonl`, plain or gzipped."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from retrieval.passages import Passage


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the ids of its right passages and how right each is (1 or more)."""

    text: str
    relevant: dict[str, int]


@dataclass(frozen=True, slots=True)
class Folder:
    """A collection of passages with questions about them."""

    name: str
    passages: tuple[Passage, ...]
    queries: tuple[Asked, ...]


def read_folder(path: Path) -> Folder:
    """Read a folder, or raise FileNotFoundError naming the file that is missing."""
    passages = tuple(
        Passage(row["id"], 0, row["title"], row["heading"], row["text"], tuple(row.get("also_asked", ())))
        for row in rows(path / "passages.jsonl")
    )
    queries = tuple(Asked(row["text"], row["relevant"]) for row in rows(path / "queries.jsonl"))
    return Folder(path.name, passages, queries)


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Give the JSON objects of a file, one a line; `path` may stand for `path` + ".gz"."""
    packed = path.with_name(path.name + ".gz")
    with gzip.open(packed, "rt", encoding="utf-8") if packed.exists() else path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())
