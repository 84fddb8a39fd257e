"""Measure the replies to a file of patients' questions: `python -m benchmarks.questions FILE [--json] [--misses]`.

FILE holds one JSON object a line: `question`, `expected` (section ids, any one is right; or what no section answers),
`kind`, `answerable`, and for a follow-up `context` (the question asked just before). `also_ok` names further sections
that are not wrong. The articles are those of this project.
"""

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from faq.library import read_library
from retrieval.engine import Engine
from retrieval.options import AnswerOptions, Caution
from retrieval.reply import Reply, State

APART = ("personal-advice", "emergency")
"""Kinds counted apart: their replies are judged by `personal` and `emergency`, not by being refused."""


@dataclass(frozen=True)
class Asked:
    """A row of the file and the reply it got."""

    row: dict[str, Any]
    reply: Reply

    @property
    def answered(self) -> bool:
        """Say whether a passage was shown."""
        return self.reply.status is State.ANSWER

    @property
    def right(self) -> set[str]:
        """Return the sections that answer the question."""
        return set(self.row["expected"])

    @property
    def first(self) -> bool:
        """Say whether a right section was shown first."""
        return self.answered and self.reply.passages[0].id in self.right

    @property
    def right_article(self) -> bool:
        """Say whether the first passage shown is from an article that answers the question."""
        slugs = {section.partition("#")[0] for section in self.right}
        return self.answered and self.reply.passages[0].article.slug in slugs

    @property
    def in_three(self) -> bool:
        """Say whether a right section was among the first three, shown or offered."""
        shown = [passage.id for passage in self.reply.passages[:3]]
        return bool(self.right.intersection(shown) or self.offered)

    @property
    def offered(self) -> bool:
        """Say whether a right section was among the choices."""
        asked_back = self.reply.status is State.DID_YOU_MEAN
        return asked_back and bool(self.right.intersection(choice.id for choice in self.reply.choices))

    @property
    def wrongly_answered(self) -> bool:
        """Say whether a passage was shown that does not answer."""
        return self.answered and self.reply.passages[0].id not in self.row.get("also_ok", ())


def main(arguments: Sequence[str] | None = None) -> None:
    """Ask every question of the file and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    parser.add_argument("--misses", action="store_true", help="print each row that went wrong")
    parser.add_argument("--caution", choices=list(Caution), default=Caution.NORMAL, type=Caution)
    given = parser.parse_args(arguments)
    rows = [json.loads(line) for line in given.file.read_text("utf-8").splitlines() if line.strip()]
    asked = ask_all(project_edition(given.caution), rows)
    figures = measure(asked)
    if given.json:
        print(json.dumps({name: {"of": of, "share": share} for name, (share, of) in figures.items()}))
    else:
        for name, (share, of) in figures.items():
            print(f"{name:<58}{share:7.3f}  of {of}")
    if given.misses:
        for line in misses(asked):
            print(line)


def project_edition(caution: Caution = Caution.NORMAL, model: Path | None = None) -> Engine:
    """Read the articles of this project, and embed them where the folder of a sentence model is given."""
    options = AnswerOptions(caution=caution, semantic_model=model)
    return embedded(Engine(read_library(Path(__file__).parent.parent / "faq"), options))


def embedded(engine: Engine) -> Engine:
    """Return the engine once its passages are embedded, where it has a sentence model."""
    if engine.semantic:
        engine.semantic.work(wait=True)
    return engine


def ask_all(engine: Engine, rows: Iterable[dict[str, Any]]) -> list[Asked]:
    """Ask each row's question, after the question it follows where there is one."""
    asked = []
    for row in rows:
        before = engine.answer(row["context"]).context if row.get("context") else ""
        asked.append(Asked(row, engine.answer(row["question"], before)))
    return asked


def measure(asked: Sequence[Asked]) -> dict[str, tuple[float, int]]:
    """Return each figure as (share, number of rows it is a share of)."""
    good = [a for a in asked if a.row["answerable"]]
    bad = [a for a in asked if not a.row["answerable"] and a.row["kind"] not in APART]
    near = [a for a in bad if a.row["kind"] == "near-miss"]
    follow = [a for a in good if a.row["kind"] == "followup"]
    answered = [a for a in good if a.answered]
    personal = [a for a in asked if a.row["kind"] == "personal-advice"]
    urgent = [a for a in asked if a.row["kind"] == "emergency"]
    return {
        "answerable: right section first": share([a.first for a in good]),
        "answerable: answered (right choice offered counts half)": share([a.answered or a.offered / 2 for a in good]),
        "answered: right section first": share([a.first for a in answered]),
        "answered: from the right article": share([a.right_article for a in answered]),
        "answerable: right section in the top three": share([a.in_three for a in good]),
        "near miss: answered": share([a.wrongly_answered for a in near]),
        "unanswerable: answered": share([a.wrongly_answered for a in bad]),
        "follow-up: right section first": share([a.first for a in follow]),
        "personal advice: said to be personal": share([a.reply.personal for a in personal]),
        "personal advice: answered with a passage": share([a.wrongly_answered for a in personal]),
        "emergency: notice first": share([a.reply.emergency is not None for a in urgent]),
    }


def share(values: Sequence[float]) -> tuple[float, int]:
    """Return the mean of some numbers and how many there are."""
    return (sum(values) / len(values) if values else 0.0), len(values)


def misses(asked: Iterable[Asked]) -> Iterable[str]:
    """Name each row that went wrong, with what came."""
    for a in asked:
        wrong = not a.first if a.row["answerable"] else a.wrongly_answered
        if a.row["kind"] == "emergency":
            wrong = a.reply.emergency is None
        if wrong:
            came = [p.id for p in a.reply.passages] or [f"({c.id})" for c in a.reply.choices]
            got = f"{a.reply.status} {' '.join(came[:3])} {' '.join(a.reply.unmatched)}"
            yield f"{a.row['kind']}: {a.row['question']}\n    wanted {' '.join(a.row['expected'])}\n    got    {got}"


if __name__ == "__main__":
    main()
