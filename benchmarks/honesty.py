"""Measure when the system answers and when it says no: `python -m benchmarks.honesty --data DIR [--json]`.

DIR is the evaluation folder. The same code and constants serve every collection: one article, the articles of this
project with and without what patients say, a clinic's library on its first day, and folders of hundreds of passages,
each with its own questions and with questions it cannot answer. How well the chances hold is printed for collections
left out of the fit. With `--fit` the constants of `retrieval/decision/confidence.py` are fitted anew and printed.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import chain
from pathlib import Path

from benchmarks.calibration import Judged, auroc, fit, left_out, levels, written
from benchmarks.clinics import first_day, folder_rows
from benchmarks.questions import APART, project_edition
from benchmarks.sets import read_set, rows
from retrieval.decision.decide import Decider
from retrieval.decision.verdict import Reason, Verdict
from retrieval.options import Caution
from retrieval.reply import State
from retrieval.search.index import Index
from retrieval.search.passages import Passage
from retrieval.search.semantic import embedder_of
from retrieval.text.frequency import general_frequency

FOLDERS = ("feedbackqa-cdc", "feedbackqa-quebec", "stackfaq")
OWN = "own articles"
ALONE = "claudin18-2-car-t-trial"
ASKED = Path(__file__).parent / "asked"
MOST = 500
"""Questions of a folder that are asked, evenly spread: enough for two digits."""

CLINIC = "oncology"
"""A clinic's first day: a library without utterances, with its own questions that nothing answers."""

KINDS = ("chatter", "medical", "near")
WITHIN = ("chatter", "near")
"""The questions that nothing in a collection answers; another clinic's articles may be about some other diseases."""

HELD = (Reason.TWIN, Reason.OTHER_SUBJECT, Reason.MENTIONED, Reason.ABSENT)
"""Reasons by which a rule decides, whatever the chance."""


@dataclass(frozen=True)
class Collection:
    """Passages with questions they answer, each with the ids of its right passages; and questions they do not answer.

    Collections of one `group` share their articles and are left out of a fit together.
    """

    name: str
    judge: Decider
    questions: tuple[tuple[str, frozenset[str]], ...]
    group: str = ""
    unanswerable: tuple[str, ...] = ()
    outside: tuple[str, ...] = KINDS


@dataclass(frozen=True)
class Figures:
    """What one collection did with its own questions and with others."""

    collection: str
    passages: int
    questions: int
    answered_in_scope: float
    hit_at_1_of_answered: float
    offered_in_scope: float
    auroc: float
    answered_out_of_scope: dict[str, float]
    named_out_of_scope: dict[str, float]


def main(arguments: Sequence[str] | None = None) -> None:
    """Judge every question of every collection and print one line a collection."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("--model", type=Path, help="the folder of a sentence model that helps to find")
    parser.add_argument("--clinic", action="append", default=[], type=Path, help="a further library on its first day")
    parser.add_argument("--fit", action="store_true", help="fit the constants of the confidence anew")
    parser.add_argument("--caution", choices=list(Caution), default=Caution.NORMAL, type=Caution)
    parser.add_argument("--curve", type=Path, help="write coverage and precision at every threshold, one line each")
    given = parser.parse_args(arguments)
    outside = {kind: [row["text"] for row in rows(given.data / "outofscope" / f"{kind}.jsonl")] for kind in KINDS}
    judged: dict[str, list[Judged]] = {}
    group: dict[str, str] = {}
    further = (clinic(folder, given.caution, given.model, WITHIN) for folder in given.clinic)
    for collection in chain(collections(given.data, given.caution, given.model), further):
        figures, judged[collection.name] = measure(collection, outside)
        group[collection.name] = collection.group
        print(json.dumps(asdict(figures)) if given.json else line(figures))
    if given.fit:
        fitted = [several for name, several in judged.items() if name != "one article"]
        print(f"RIGHT = {written(fit(fitted))}\nIN_SCOPE = {written(fit(fitted, scope=True))}")
    if given.curve:
        points = (point for name, several in judged.items() for point in curve(name, several))
        given.curve.write_text("".join(f"{json.dumps(point)}\n" for point in points), "utf-8")
    if not given.json:
        print("\nof 100 best sections at this level, right, in collections left out of the fit:")
        for low, high, right, count in levels(list(left_out(judged, group))):
            print(f"  {low:.1f} to {high:.1f}: {100 * right:3.0f}  ({count} questions)")


def collections(data: Path, caution: Caution, model: Path | None = None) -> Iterator[Collection]:
    """Yield the collections one after another, the smallest first."""
    engine = project_edition(caution, model)
    asked = _answerable(data / "questions" / "dev.jsonl")
    passages = engine.answerers["en"].index.passages
    alone = tuple(passage for passage in passages if passage.slug == ALONE)
    own = tuple((text, ids) for text, ids in asked if any(i.startswith(ALONE) for i in ids))
    yield Collection("one article", judge_of(alone, caution, model), own, OWN)
    others = tuple(chain(*(_answerable(ASKED / f"{name}.jsonl") for name in ("natural", "ward", "paraphrases"))))
    judge = Decider(engine.answerers["en"].index, caution)
    yield Collection("the articles", judge, tuple(asked), OWN)
    yield Collection("the articles, others asking", judge, others, OWN)
    bare = tuple(replace(passage, also_asked=(), heard=()) for passage in passages)
    yield Collection("the articles, no utterances", judge_of(bare, caution, model), (*asked, *others), OWN)
    yield clinic(data / "clinics" / CLINIC, caution, model)
    for name in FOLDERS:
        folder = read_set(data / name)
        step = max(1, len(folder.questions) // MOST)
        questions = tuple((asked.text, frozenset(asked.relevant)) for asked in folder.questions[::step])
        yield Collection(name, judge_of(folder.passages, caution, model), questions, name)


def clinic(folder: Path, caution: Caution, model: Path | None = None, outside: tuple[str, ...] = KINDS) -> Collection:
    """Return a clinic's library with its questions; near misses and diseases mentioned in passing are unanswerable."""
    asked = list(folder_rows(folder))
    good = [row for row in asked if row["kind"] == "answerable"]
    bad = [row["question"] for row in asked if row["kind"] in ("near-miss", "passing") and not row.get("expected")]
    index = first_day(folder / "faq" / "articles", model).answerers["en"].index
    questions = tuple((row["question"], frozenset(row["expected"])) for row in good)
    return Collection(folder.name, Decider(index, caution), questions, folder.name, tuple(bad), outside)


def _answerable(file: Path) -> list[tuple[str, frozenset[str]]]:
    """Read the questions of a file that the articles answer and that stand for themselves."""
    return [
        (row["question"], frozenset(row["expected"]))
        for row in rows(file)
        if row["answerable"] and not row.get("context") and row["kind"] not in APART
    ]


def judge_of(passages: Sequence[Passage], caution: Caution, model: Path | None = None) -> Decider:
    """Index some passages as the project would."""
    index = Index(passages, english=general_frequency(), embedder=embedder_of(model) if model else None)
    if index.semantic:
        index.semantic.work(wait=True)
    return Decider(index, caution)


def measure(collection: Collection, outside: dict[str, list[str]]) -> tuple[Figures, list[Judged]]:
    """Ask a collection its own questions and all others."""
    own = [(verdict(collection, text), right) for text, right in collection.questions]
    inside = [judged_of(v, hit(v, right), True) for v, right in own]
    kinds = {kind: outside[kind] for kind in collection.outside}
    kinds["near"] = [*outside["near"], *collection.unanswerable]
    others = {kind: [verdict(collection, text) for text in texts] for kind, texts in kinds.items()}
    strangers = [judged_of(v, False, False, kind != "chatter") for kind, several in others.items() for v in several]
    answered = [hit(v, right) for v, right in own if v.status is State.ANSWER]
    figures = Figures(
        collection=collection.name,
        passages=len(collection.judge.index),
        questions=len(own),
        answered_in_scope=len(answered) / len(own),
        hit_at_1_of_answered=sum(answered) / max(1, len(answered)),
        offered_in_scope=mean([offered(v, right) for v, right in own]),
        auroc=auroc([one.confidence for one in inside], [one.confidence for one in strangers]),
        answered_out_of_scope={kind: mean([v.status is State.ANSWER for v in vs]) for kind, vs in others.items()},
        named_out_of_scope={kind: mean([bool(v.unmatched) for v in vs]) for kind, vs in others.items()},
    )
    return figures, inside + strangers


def curve(name: str, judged: Sequence[Judged]) -> Iterator[dict[str, str | float]]:
    """Give, threshold by threshold, the share of a collection's own questions answered and how many of all are right.

    `precision` counts every answer, also those to questions that the collection cannot answer.
    """
    own = sum(one.in_scope for one in judged)
    for step in range(1, 20):
        answers = [one for one in judged if one.confidence >= step / 20]
        if answers:
            yield {
                "collection": name,
                "threshold": step / 20,
                "coverage": sum(one.in_scope for one in answers) / own,
                "precision": sum(one.right for one in answers) / len(answers),
            }


def judged_of(v: Verdict, right: bool, in_scope: bool, dear: bool = False) -> Judged:
    """Return a judged question; one that a rule holds back says nothing about the chances."""
    return Judged(None if v.reason in HELD else v.features, v.confidence, right, in_scope, dear)


def verdict(collection: Collection, text: str) -> Verdict:
    """Judge one question."""
    return collection.judge.judge(collection.judge.index.read(text))


def hit(judged: Verdict, right: frozenset[str]) -> bool:
    """Say whether the best passage is right, answered or not."""
    return bool(judged.hits) and judged.hits[0].passage.id in right


def offered(judged: Verdict, right: frozenset[str]) -> bool:
    """Say whether choices were offered and the right one is among them."""
    asked_back = judged.status is State.DID_YOU_MEAN
    return asked_back and any(found.passage.id in right for found in judged.hits[:3])


def mean(values: Sequence[bool]) -> float:
    """Return the share of values that hold, 0 where there are none."""
    return sum(values) / len(values) if values else 0.0


def line(figures: Figures) -> str:
    """Return one line for people."""
    outside = "  ".join(f"{kind} {share:.3f}" for kind, share in figures.answered_out_of_scope.items())
    return (
        f"{figures.collection:<16}{figures.passages:>6} passages  answered {figures.answered_in_scope:.3f}"
        f"  right {figures.hit_at_1_of_answered:.3f}  offered {figures.offered_in_scope:.3f}"
        f"  AUROC {figures.auroc:.3f}  answered out of scope: {outside}"
    )


if __name__ == "__main__":
    main()
