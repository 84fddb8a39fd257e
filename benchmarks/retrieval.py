"""Measure how well the right passage is found: `python -m benchmarks.retrieval FOLDER... [--json] [--systems ...]`.

Prints one line a folder and system. A FOLDER has `passages.jsonl` and `queries.jsonl` (see `benchmarks.sets`).
"""

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.measures import judge, mean
from benchmarks.sets import JudgedSet, read_set
from benchmarks.systems import SYSTEMS, chosen


def measure(judged: JudgedSet, names: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield the measures of each system on one set; `ms` is CPU time a question."""
    for name in names:
        search = SYSTEMS[name](judged.passages)
        started = time.process_time()
        rankings = [search(question.text) for question in judged.questions]
        spent = time.process_time() - started
        measures = mean([judge(r, q.relevant) for r, q in zip(rankings, judged.questions, strict=True)])
        rounded = {measure: round(value, 4) for measure, value in measures.items()}
        ms = round(1000 * spent / max(len(rankings), 1), 3)
        yield {"folder": judged.name, "system": name, **rounded, "ms": ms}


def as_line(row: dict[str, Any]) -> str:
    """Write a row for people."""
    return "  ".join(f"{value:<20}" if isinstance(value, str) else f"{name} {value:.3f}" for name, value in row.items())


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.retrieval", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("--systems", default="", help=f"some of {','.join(SYSTEMS)} (all of them)")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take every N-th question only")
    arguments = parser.parse_args()
    try:
        names = chosen(arguments.systems)
    except ValueError as problem:
        parser.error(str(problem))
    for folder in arguments.folders:
        try:
            judged = read_set(folder, arguments.every)
        except (OSError, ValueError, KeyError) as problem:
            parser.error(f"{folder} cannot be read as a set of passages and queries: {problem!r}")
        for row in measure(judged, names):
            print(json.dumps(row) if arguments.json else as_line(row), flush=True)


if __name__ == "__main__":
    main()
