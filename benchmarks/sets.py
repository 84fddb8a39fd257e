"""Read a set of passages and judged questions from a folder."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from retrieval.search.passages import Passage


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the passages that answer it, each with its grade (1 or more)."""

    id: str
    text: str
    relevant: dict[str, int]


@dataclass(frozen=True, slots=True)
class JudgedSet:
    """One folder: `passages.jsonl` and `queries.jsonl`, either of them plain or as `.jsonl.gz`."""

    name: str
    passages: list[Passage]
    questions: list[Question]


def read_set(folder: Path, every: int = 1) -> JudgedSet:
    """Read a folder, taking every `every`-th question."""
    questions = read_questions(folder / "queries.jsonl")
    return JudgedSet(folder.name, read_passages(folder / "passages.jsonl"), questions[::every])


def read_passages(path: Path) -> list[Passage]:
    """Read passages, one JSON object a line: id, title, heading, text and perhaps also_asked."""
    return [
        Passage(
            id=row["id"],
            part=0,
            title=row.get("title", ""),
            heading=row.get("heading", ""),
            text=row.get("text", ""),
            also_asked=tuple(row.get("also_asked", ())),
        )
        for row in rows(path)
    ]


def read_questions(path: Path) -> list[Question]:
    """Read questions, one JSON object a line: id, text, relevant."""
    return [Question(row["id"], row["text"], row.get("relevant", {})) for row in rows(path)]


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the JSON objects of a file, one a line, plain or gzipped."""
    packed = path.with_name(path.name + ".gz")
    if path.suffix == ".gz" or (packed.exists() and not path.exists()):
        path = packed if packed.exists() else path
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, filter(str.strip, lines))
    else:
        with path.open(encoding="utf-8") as lines:
            yield from map(json.loads, filter(str.strip, lines))
