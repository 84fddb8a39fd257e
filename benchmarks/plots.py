"""Draw what was measured: `python -m benchmarks.plots [--quality FILE] [--speed FILE] [--coverage FILE] [--to docs]`.

FILE has the JSON lines of `benchmarks.retrieval --json`, `benchmarks.speed --json` or `benchmarks.honesty --curve`.
Writes `quality.svg`, `speed.svg` and `coverage.svg`, always the same for the same figures.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("svg")

from matplotlib import pyplot
from matplotlib.figure import Figure

COLOURS = {
    "ours": "#0b5394",
    "tantivy": "#b45f06",
    "bm25s": "#7f6000",
    "sqlite-fts5": "#999999",
    "rank_bm25": "#cc4125",
}
LABELS = {"ours": "this answerer"}


def draw_quality(rows: Sequence[dict[str, Any]]) -> Figure:
    """Draw hit@1 of each system as bars, folder by folder."""
    folders = list(dict.fromkeys(row["folder"] for row in rows))
    names = [folder.replace("-", "-\n") for folder in folders]
    systems = list(dict.fromkeys(row["system"] for row in rows))
    figure, axes = pyplot.subplots(figsize=(9, 4))
    width = 0.8 / len(systems)
    for place, system in enumerate(systems):
        found = {row["folder"]: row["hit@1"] for row in rows if row["system"] == system}
        lefts = [number + place * width for number in range(len(folders))]
        axes.bar(lefts, [found[folder] for folder in folders], width, label=_label(system), color=COLOURS[system])
    axes.set_xticks([number + 0.4 - width / 2 for number in range(len(folders))], names, fontsize=8)
    axes.set_ylim(0, 1)
    axes.set_ylabel("right passage first (hit@1)")
    axes.legend(fontsize=8, ncols=len(systems), loc="upper center", bbox_to_anchor=(0.5, 1.14), frameon=False)
    return figure


def draw_speed(rows: Sequence[dict[str, Any]]) -> Figure:
    """Draw the median time of each system as a line over the size of the library, both axes logarithmic."""
    figure, axes = pyplot.subplots(figsize=(7, 4.2))
    for system, colour in COLOURS.items():
        points = sorted((row["size"], row["median_ms"], row["p99_ms"]) for row in rows if row["system"] == system)
        if points:
            sizes, medians, slowest = zip(*points, strict=True)
            axes.plot(sizes, medians, marker="o", color=colour, label=_label(system))
            axes.plot(sizes, slowest, linestyle=":", linewidth=0.8, color=colour)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlabel("passages")
    axes.set_ylabel("CPU milliseconds a question\n(line: median, dots: 99th percentile)")
    axes.grid(visible=True, which="major", alpha=0.3)
    axes.legend(fontsize=8, frameon=False, loc="center left", bbox_to_anchor=(1.01, 0.5))
    return figure


def draw_coverage(rows: Sequence[dict[str, Any]]) -> Figure:
    """Draw precision over coverage as the threshold moves, a line for each collection."""
    figure, axes = pyplot.subplots(figsize=(7, 4.2))
    for name in dict.fromkeys(row["collection"] for row in rows):
        points = [(row["coverage"], row["precision"]) for row in rows if row["collection"] == name]
        coverage, precision = zip(*points, strict=True)
        axes.plot(coverage, precision, marker=".", label=name)
    axes.set_xlim(0, 1)
    axes.set_ylim(0.4, 1.01)
    axes.set_xlabel("share of a collection's own questions that is answered")
    axes.set_ylabel("share of all answers that is right,\nanswers to questions out of scope counted as wrong")
    axes.grid(visible=True, alpha=0.3)
    axes.legend(fontsize=8, frameon=False, loc="lower left")
    return figure


def _label(system: str) -> str:
    return LABELS.get(system, system)


def save(figure: Figure, path: Path) -> None:
    """Write a figure so that the same figures give the same file."""
    with pyplot.rc_context({"svg.hashsalt": path.name}):
        figure.savefig(path, bbox_inches="tight", metadata={"Date": None})
    pyplot.close(figure)


def main() -> None:
    """Read the command line, draw."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.plots", description=__doc__)
    parser.add_argument("--quality", type=Path, help="lines of benchmarks.retrieval --json")
    parser.add_argument("--speed", type=Path, help="lines of benchmarks.speed --json")
    parser.add_argument("--coverage", type=Path, help="lines of benchmarks.honesty --curve")
    parser.add_argument("--to", type=Path, default=Path("docs"))
    arguments = parser.parse_args()
    drawn = (
        (arguments.quality, draw_quality, "quality"),
        (arguments.speed, draw_speed, "speed"),
        (arguments.coverage, draw_coverage, "coverage"),
    )
    for path, draw, name in drawn:
        if path:
            rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
            save(draw(rows), arguments.to / f"{name}.svg")


if __name__ == "__main__":
    main()
