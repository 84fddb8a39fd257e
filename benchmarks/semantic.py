"""Measure what a sentence model is worth: `python -m benchmarks.semantic --data DIR --model FOLDER`.

One line a library, each figure without and with the model: share of questions whose best section is right (hit@1),
share answered, share right of those; how many near misses and how many diseases that are only mentioned were answered.
The decision alone is asked, without cards and without context, so figures are those of libraries, not of the site.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.clinics import PROJECT, first_day
from benchmarks.honesty import ASKED, hit, judge_of
from benchmarks.questions import APART, project_edition
from benchmarks.sets import read_set, rows
from retrieval.decision.decide import Decider
from retrieval.options import Caution
from retrieval.reply import State

PUBLIC = ("feedbackqa-cdc", "feedbackqa-quebec", "stackfaq", "mqp", "mqp-typos", "covidq", "medquad-liveqa")
CLINICS = ("oncology", "twins")
OUTSIDE = ("near", "medical")
MOST = 1000
"""Questions of a public folder that are asked, evenly spread."""


@dataclass(frozen=True)
class AskedLibrary:
    """A library with questions it answers, each with its sections, and others that nothing in it answers."""

    name: str
    decider: Decider
    questions: Sequence[tuple[str, frozenset[str]]]
    near: Sequence[str]
    passing: Sequence[str] = ()


def main() -> None:
    """Measure every library twice and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    given = parser.parse_args()
    print("| library | questions | hit@1 | answered | right of answered | near misses answered | passing answered |")
    print("|---|---|---|---|---|---|---|")
    for plain, helped in zip(libraries(given.data), libraries(given.data, given.model), strict=True):
        pairs = zip(figures(plain), figures(helped), strict=True)
        cells = (f"{without} / {with_model}" for without, with_model in pairs)
        print(f"| {plain.name} | {len(plain.questions)} | {' | '.join(cells)} |", flush=True)


def figures(library: AskedLibrary) -> Iterator[str]:
    """Yield the figures of one library as they stand in the table."""
    decider = library.decider

    def answers(texts: Sequence[str]) -> int:
        return sum(decider.judge(decider.index.read(text)).status is State.ANSWER for text in texts)

    judged = [(decider.judge(decider.index.read(text)), right) for text, right in library.questions]
    answered = [hit(verdict, right) for verdict, right in judged if verdict.status is State.ANSWER]
    yield f"{sum(hit(verdict, right) for verdict, right in judged) / len(judged):.3f}"
    yield f"{len(answered) / len(judged):.3f}"
    yield f"{sum(answered) / max(1, len(answered)):.3f}"
    yield f"{answers(library.near)} of {len(library.near)}"
    yield f"{answers(library.passing)} of {len(library.passing)}"


def libraries(data: Path, model: Path | None = None) -> Iterator[AskedLibrary]:
    """Yield the articles of this project, the clinics' libraries and the public folders."""
    files = (
        data / "questions" / "dev.jsonl",
        *(ASKED / f"{name}.jsonl" for name in ("natural", "ward", "paraphrases")),
    )
    passing = [row["question"] for row in rows(ASKED / "passing.jsonl")]
    articles = project_edition(model=model), first_day(PROJECT / "articles", model)
    for name, engine in zip(("with utterances", "without"), articles, strict=True):
        decider = Decider(engine.answerers["en"].index)
        for file in files:
            good, near = _standing(file)
            yield AskedLibrary(f"articles {name}, {file.stem}", decider, good, near, passing)
    for clinic in CLINICS:
        index = first_day(data / "clinics" / clinic / "faq" / "articles", model).answerers["en"].index
        good, near = _standing(data / "clinics" / clinic / "questions.jsonl")
        file = data / "clinics" / clinic / "passing.jsonl"
        mentioned = [row["question"] for row in rows(file)] if file.exists() else []
        yield AskedLibrary(clinic, Decider(index), good, near, mentioned)
    outside = [row["text"] for kind in OUTSIDE for row in rows(data / "outofscope" / f"{kind}.jsonl")]
    for name in PUBLIC:
        folder = read_set(data / name)
        asked = folder.questions[:: max(1, len(folder.questions) // MOST)]
        questions = [(question.text, frozenset(question.relevant)) for question in asked]
        yield AskedLibrary(name, judge_of(folder.passages, Caution.NORMAL, model), questions, outside)


def _standing(file: Path) -> tuple[list[tuple[str, frozenset[str]]], list[str]]:
    """Read the questions of a file that stand for themselves: those that are answered somewhere, and near misses."""
    asked = [row for row in rows(file) if not row.get("context") and row["kind"] not in APART]
    good = [row for row in asked if row.get("answerable", row["kind"] == "answerable")]
    near = [row["question"] for row in asked if row["kind"] == "near-miss"]
    return [(row["question"], frozenset(row["expected"])) for row in good], near


if __name__ == "__main__":
    main()
