"""Choose weights on all folders but one, measure on that one: `python -m benchmarks.held_out FOLDER... [--every N]`.

Each weight of the answerer is tried at half and twice its value, one at a time. For each folder the setting that is
best on the others (mean hit@1) is measured on it, beside the recipe as it is. A recipe that was fitted to one of the
folders would lose there.
"""

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path
from pkgutil import resolve_name
from statistics import mean
from typing import Any

from benchmarks.ablation import WITHOUT, without
from benchmarks.retrieval import measure
from benchmarks.sets import JudgedSet, read_set

WEIGHTS: Mapping[str, float] = {
    name: resolve_name(name)
    for changes in WITHOUT.values()
    for name, left_out in changes.items()
    if isinstance(left_out, float)
}
"""Every constant of the answerer that is a share or a power, by its full name."""

FACTORS = (0.5, 2.0)
AS_IT_IS = "as it is"

Figures = Mapping[str, float]
"""hit@1 of each folder."""


def settings() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the recipe as it is, and with each weight at half and twice its value."""
    yield AS_IT_IS, {}
    for name, value in WEIGHTS.items():
        for factor in FACTORS:
            yield f"{name.rpartition('.')[2]} x {factor:g}", {name: value * factor}


def try_all(sets: list[JudgedSet]) -> dict[str, Figures]:
    """Measure every setting on every folder."""
    tried: dict[str, Figures] = {}
    for name, changes in settings():
        with without(changes):
            tried[name] = {judged.name: next(measure(judged, ["ours"]))["hit@1"] for judged in sets}
    return tried


def best_without(tried: Mapping[str, Figures], folder: str) -> str:
    """Return the setting with the best mean over all folders but one; the recipe as it is wins a tie."""
    others = {name: mean(hit for one, hit in row.items() if one != folder) for name, row in tried.items()}
    return max(others, key=lambda name: (others[name], name == AS_IT_IS))


def main() -> None:
    """Read the command line, measure, print a table in Markdown."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.held_out", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take every N-th question only")
    arguments = parser.parse_args()
    tried = try_all([read_set(folder, arguments.every) for folder in arguments.folders])
    print("| folder held out | best on the others | hit@1 with it | hit@1 as it is |\n|---|---|---|---|")
    for folder, hit in tried[AS_IT_IS].items():
        best = best_without(tried, folder)
        print(f"| {folder} | {best} | {tried[best][folder]:.3f} | {hit:.3f} |")


if __name__ == "__main__":
    main()
