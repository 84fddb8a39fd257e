"""Take each signal out in turn and measure: `python -m benchmarks.ablation FOLDER...`.

Prints hit@1 and ndcg@10 a folder for the whole recipe, then without each part, and the mean over the folders.
"""

import argparse
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks.retrieval import measure
from benchmarks.sets import JudgedSet, read_set

WITHOUT: Mapping[str, Mapping[str, Any]] = {
    "nothing left out": {},
    "head field": {"retrieval.search.signals.HEAD_SHARE": 0.0},
    "whole-text field": {"retrieval.search.signals.FLAT_SHARE": 0.0},
    "opening sentence": {"retrieval.search.signals.OPENING_SHARE": 0.0},
    "pairs": {"retrieval.search.signals.PAIRS_SHARE": 0.0},
    "ngram_score": {"retrieval.search.signals.LIKENESS_SHARE": 0.0},
    "coverage": {"retrieval.search.signals.COVERAGE_POWER": 0.0},
    "focus": {"retrieval.search.signals.FOCUS_SHARE": 0.0},
    "general English": {"retrieval.search.vocabulary.ENGLISH_SHARE": 0.0},
    "sharpness": {"retrieval.search.vocabulary.SHARPNESS": 1.0},
    "lighter compounds": {"retrieval.text.query.COMPOUND_SHARE": 1.0},
    "spelling": {"retrieval.text.query.MOST_CORRECTED": 0},
    "British as American": {"retrieval.text.british.RULES": ()},
    "stop words": {"retrieval.text.query.STOP": {}, "retrieval.search.index.STOP": {}},
}


@contextmanager
def without(changes: Mapping[str, Any]) -> Iterator[None]:
    """Set some constants of the answerer for a while, and forget the words read before and after."""
    from retrieval.text.tokens import reader

    with ExitStack() as stack:
        for name, value in changes.items():
            stack.enter_context(patch(name, value))
        reader.cache_clear()
        yield
    reader.cache_clear()


def ablate(sets: list[JudgedSet]) -> Iterator[dict[str, Any]]:
    """Yield one row a part left out: folder -> [hit@1, ndcg@10], and the means."""
    for name, changes in WITHOUT.items():
        with without(changes):
            rows = [next(measure(judged, ["ours"])) for judged in sets]
        figures = {row["folder"]: [row["hit@1"], row["ndcg@10"]] for row in rows}
        means = [round(sum(pair[i] for pair in figures.values()) / len(figures), 4) for i in (0, 1)]
        yield {"without": name, **figures, "mean": means}


def main() -> None:
    """Read the command line, measure, print a table in Markdown."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ablation", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    arguments = parser.parse_args()
    sets = [read_set(folder) for folder in arguments.folders]
    for number, row in enumerate(ablate(sets)):
        if not number:
            print("| " + " | ".join(row) + " |\n|" + "---|" * len(row))
        cells = (value if isinstance(value, str) else f"{value[0]:.3f} / {value[1]:.3f}" for value in row.values())
        print("| " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
