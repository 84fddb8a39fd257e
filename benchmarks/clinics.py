"""Measure libraries as a clinic has them on its first day: `python -m benchmarks.clinics FOLDER... [--json]`.

FOLDER holds `faq/articles/`, served beside this project's own `faq/*.toml` (all but `questions.toml`) through the
engine that serves, with its usual options. `questions.jsonl` has one row a line: `question`, `expected` (ids of the
sections that answer it), `kind` ("answerable", "near-miss", "out-of-scope", "followup"), `context` (the question asked
before, or null) and for a twin `near` (the section that must not answer). `passing.jsonl` asks for diseases that the
articles only mention. One line a folder; null where a folder has no such rows.
"""

import argparse
import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.questions import embedded
from benchmarks.sets import rows
from faq.library import read_library
from retrieval.engine import Engine
from retrieval.options import AnswerOptions
from retrieval.reply import Reply, State
from retrieval.text.tokens import split

PROJECT = Path(__file__).parent.parent / "faq"


@dataclass(frozen=True)
class ClinicReply:
    """A row of a folder and the reply it got."""

    row: dict[str, Any]
    reply: Reply

    @property
    def kind(self) -> str:
        """The kind of the row."""
        return str(self.row["kind"])

    @property
    def right(self) -> frozenset[str]:
        """The sections that answer the question."""
        return frozenset(self.row.get("expected") or ())

    @property
    def answered(self) -> bool:
        """Say whether a passage was shown."""
        return self.reply.status is State.ANSWER

    @property
    def first(self) -> bool:
        """Say whether a right section was shown first."""
        return self.answered and self.reply.passages[0].id in self.right

    @property
    def wrong(self) -> bool:
        """Say whether a section was shown first that does not answer."""
        return self.answered and not self.first

    @property
    def offered(self) -> bool:
        """Say whether sections were offered instead of an answer."""
        return self.reply.status is State.DID_YOU_MEAN

    @property
    def shown_or_offered(self) -> bool:
        """Say whether a right section was among the first three shown or offered."""
        shown = [passage.id for passage in self.reply.passages[:3]]
        offered = [choice.id for choice in self.reply.choices] if self.offered else []
        return bool(self.right.intersection(shown + offered))

    @property
    def shows_twin(self) -> bool:
        """Say whether text of the section that differs from what was asked was shown, as answer or in an offer."""
        near = self.row.get("near")
        read = [p.id for p in self.reply.passages] + [c.id for c in self.reply.choices if c.text]
        return bool(near) and near in read


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure each folder and print one line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--json", action="store_true", help="one JSON object a line instead of words")
    given = parser.parse_args(arguments)
    for folder in given.folders:
        figures = measure(folder)
        print(json.dumps(figures) if given.json else line(figures))


def measure(folder: Path) -> dict[str, Any]:
    """Ask a folder's questions and return its figures: shares, and two counts."""
    engine = first_day(folder / "faq" / "articles")
    replies = list(ask_all(engine, folder_rows(folder)))
    return {"folder": str(folder), **figures_of(replies), "untrue_words": untrue_words(engine, replies)}


def first_day(articles: Path, model: Path | None = None) -> Engine:
    """Serve some articles as a clinic would on its first day: without utterances, with the sentences of the project.

    `model` is the folder of a sentence model that helps to find.
    """
    with tempfile.TemporaryDirectory() as name:
        served = Path(name)
        for file in PROJECT.glob("*.toml"):
            if file.name != "questions.toml":
                shutil.copy(file, served)
        shutil.copytree(articles, served / "articles")
        return embedded(Engine(read_library(served), AnswerOptions(semantic_model=model)))


def folder_rows(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of the files a folder has; those of `passing.jsonl` are of that kind."""
    if (folder / "questions.jsonl").exists():
        yield from rows(folder / "questions.jsonl")
    if (folder / "passing.jsonl").exists():
        yield from (row | {"kind": "passing"} for row in rows(folder / "passing.jsonl"))


def ask_all(engine: Engine, asked: Iterable[dict[str, Any]]) -> Iterator[ClinicReply]:
    """Ask each row's question, after the question it follows where there is one."""
    for row in asked:
        before = engine.answer(row["context"]).context if row.get("context") else ""
        yield ClinicReply(row, engine.answer(row["question"], before))


def figures_of(replies: Sequence[ClinicReply]) -> dict[str, float | int | None]:
    """Return every share, None where there are no rows for it."""

    def share(kind: str, holds: Callable[[ClinicReply], bool]) -> float | None:
        asked = [one for one in replies if one.kind == kind]
        return round(sum(map(holds, asked)) / len(asked), 4) if asked else None

    answered = [one for one in replies if one.kind == "answerable" and one.answered]
    twins = any(one.row.get("near") for one in replies)
    return {
        "answered": share("answerable", lambda one: one.answered),
        "right_of_answered": round(sum(one.first for one in answered) / len(answered), 4) if answered else None,
        "right_first": share("answerable", lambda one: one.first),
        "shown_or_offered": share("answerable", lambda one: one.shown_or_offered),
        "refused": share("answerable", lambda one: not one.answered and not one.offered),
        "near_answered": share("near-miss", lambda one: one.wrong),
        "passing_answered": share("passing", lambda one: one.wrong),
        "outofscope_answered": share("out-of-scope", lambda one: one.wrong),
        "outofscope_offered": share("out-of-scope", lambda one: one.offered),
        "followups_right": share("followup", lambda one: one.first),
        "twins_text_shown": sum(one.shows_twin for one in replies) if twins else None,
    }


def untrue_words(engine: Engine, replies: Iterable[ClinicReply]) -> int:
    """Count the words said to stand in no article that do stand in one, in this or another form with the same stem."""
    answerer = engine.answerers["en"]
    texts = (
        text
        for article in engine.library.published()
        for section in article.sections
        for text in (article.title, section.heading, *(block.text for block in section.blocks))
    )
    said = {answerer.subjects.stem(word) for text in texts for word in split(text)}
    return sum(answerer.subjects.stem(word) in said for one in replies for word in one.reply.unmatched)


def line(figures: dict[str, Any]) -> str:
    """Return one line for people."""
    return "  ".join(f"{name} {value}" for name, value in figures.items())


if __name__ == "__main__":
    main()
