"""Measure what each part of the decision is worth: `python -m benchmarks.parts --data DIR`.

DIR is the evaluation folder. Each part is left out alone and every collection of `benchmarks.honesty` is asked again,
with the twins beside them. One line a part: of the answerable questions, the share answered rightly and wrongly; of the
others, the share answered, by kind; each is the mean over the collections.
"""

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.honesty import Collection, clinic, collections, hit, verdict
from benchmarks.sets import rows
from retrieval.decision import decide
from retrieval.decision.decide import Decider
from retrieval.options import Caution
from retrieval.reply import State

PARTS = {
    "absent subject": "_absent_subject",
    "another subject as a whole": "_other_subject",
    "twin": "_twin",
    "matter not spoken of": "_other_matter",
}
"""The parts that hold an answer back, with the method of each."""

DEMANDS = {
    "names nothing": "UNNAMED",
    "never says the word": "UNSAID",
    "another sort": "OTHER_SORT",
    "a rare name of other sections": "ELSEWHERE",
}
"""The parts that ask for more certainty, with the constant of each."""

KINDS = ("chatter", "medical", "near")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print what is answered with every part, and then without each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    data: Path = parser.parse_args(arguments).data
    outside = {kind: [row["text"] for row in rows(data / "outofscope" / f"{kind}.jsonl")] for kind in KINDS}
    asked = [*collections(data, Caution.NORMAL), clinic(data / "clinics" / "twins", Caution.NORMAL)]
    print(line("with all", asked, outside))
    for name, method in PARTS.items():
        with replaced(Decider, method, lambda *_: None):
            print(line(f"without: {name}", asked, outside))
    for name, constant in DEMANDS.items():
        with replaced(decide, constant, 0.0):
            print(line(f"without: {name}", asked, outside))


@contextmanager
def replaced(owner: object, name: str, value: object) -> Iterator[None]:
    """Put a value in an attribute's place for a while."""
    kept = getattr(owner, name)
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, kept)


def line(name: str, asked: Sequence[Collection], outside: dict[str, list[str]]) -> str:
    """Ask every collection everything and return one line."""
    right, wrong, own = [], [], []
    answered: dict[str, list[float]] = {kind: [] for kind in outside}
    for collection in asked:
        first = [(verdict(collection, text), ids) for text, ids in collection.questions]
        right.append(mean([v.status is State.ANSWER and hit(v, ids) for v, ids in first]))
        wrong.append(mean([v.status is State.ANSWER and not hit(v, ids) for v, ids in first]))
        if collection.unanswerable:
            own.append(answered_of(collection, collection.unanswerable))
        for kind, texts in outside.items():
            answered[kind].append(answered_of(collection, texts))
    kinds = "  ".join(f"{kind} {mean(shares):.3f}" for kind, shares in answered.items())
    return f"{name:<40} right {mean(right):.3f}  wrong {mean(wrong):.3f}  twins and passing {mean(own):.3f}  {kinds}"


def answered_of(collection: Collection, texts: Sequence[str]) -> float:
    """Return the share of some questions that a collection answers."""
    return mean([verdict(collection, text).status is State.ANSWER for text in texts])


def mean(values: Sequence[float]) -> float:
    """Return the mean of some values, 0 where there are none."""
    return sum(values) / len(values) if values else 0.0


if __name__ == "__main__":
    main()
