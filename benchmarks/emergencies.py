"""Measure what the emergency patterns find: `python -m benchmarks.emergencies --data DIR [--misses]`.

DIR is the evaluation folder. `emergencies/dev.jsonl` holds `text`, `emergency`, `kind`, `route` ("999", "team",
"crisis") and for rows that may go either way `policy`; `aaq_urgency/dev.jsonl` holds `text` and `urgent`: messages of
expectant mothers, a floor that is reported and never tuned to.
"""

import argparse
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.sets import rows
from faq.library import read_library
from retrieval.engine import compile_emergencies
from retrieval.triage.detect import Emergencies

FAQ = Path(__file__).parents[1] / "faq"
ROUTES = {"999": "emergency", "team": "team", "crisis": "crisis"}


@dataclass(frozen=True, slots=True)
class Spotted:
    """A text with what it is and what was found in it."""

    text: str
    about: str
    urgent: bool
    route: str | None
    found: str | None


def read_patterns() -> Emergencies:
    """Compile the project's own patterns."""
    emergencies = compile_emergencies(read_library(FAQ))
    if emergencies.problems:
        raise SystemExit("\n".join(map(str, emergencies.problems)))
    return emergencies


def spot(emergencies: Emergencies, given: Iterable[dict[str, Any]], urgent: str, about: str) -> list[Spotted]:
    """Look at every row; `urgent` and `about` are the names of its fields."""
    return [
        Spotted(row["text"], row[about], row[urgent], ROUTES.get(row.get("route", "")), emergencies.spot(row["text"]))
        for row in given
        if row.get("policy") != "either"
    ]


def measure(spotted: Sequence[Spotted]) -> dict[str, Any]:
    """Return recall, false alarms and right routes, each as [count, of]."""
    real = [one for one in spotted if one.urgent]
    found = [one for one in real if one.found]
    kinds: dict[str, list[bool]] = defaultdict(list)
    for one in real:
        kinds[one.about].append(one.found is not None)
    calm = [one for one in spotted if not one.urgent]
    return {
        "recall": [len(found), len(real)],
        "false alarms": [sum(one.found is not None for one in calm), len(calm)],
        "right routes": [sum(one.found == one.route for one in found), sum(one.route is not None for one in found)],
        "recall by kind": {kind: [sum(hits), len(hits)] for kind, hits in sorted(kinds.items())},
    }


def per_question(emergencies: Emergencies, texts: Sequence[str]) -> float:
    """Return the milliseconds of processor time a question takes."""
    start = time.process_time()
    for text in texts:
        emergencies.spot(text)
    return 1000 * (time.process_time() - start) / len(texts)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="the evaluation folder")
    parser.add_argument("--misses", action="store_true", help="print each miss, false alarm and wrong route")
    chosen = parser.parse_args()
    emergencies = read_patterns()
    sets = {
        "emergencies": spot(emergencies, rows(chosen.data / "emergencies/dev.jsonl"), "emergency", "kind"),
        "aaq_urgency": spot(emergencies, rows(chosen.data / "aaq_urgency/dev.jsonl"), "urgent", "rule"),
    }
    measured = {name: measure(spotted) for name, spotted in sets.items()}
    took = per_question(emergencies, [one.text for spotted in sets.values() for one in spotted])
    for name, figures in measured.items():
        _print(name, figures)
    print(f"\n{took:.3f} ms per question")
    if chosen.misses:
        _print_misses(emergencies, sets)


def _print(name: str, figures: dict[str, Any]) -> None:
    print(f"\n{name}")
    for measure_name in ("recall", "false alarms", "right routes"):
        print(f"  {measure_name:24}{_share(figures[measure_name])}")
    for kind, counts in figures["recall by kind"].items():
        print(f"    {kind:40}{_share(counts)}")


def _share(counts: Sequence[int]) -> str:
    count, of = counts
    return f"{count:4} of {of:4}   {count / of:.3f}" if of else "   none"


def _print_misses(emergencies: Emergencies, sets: dict[str, list[Spotted]]) -> None:
    for name, spotted in sets.items():
        for one in spotted:
            wrong_route = one.found and one.route and one.found != one.route
            if bool(one.found) != one.urgent or wrong_route:
                should = (one.route or "urgent") if one.urgent else "nothing"
                print(f"\n{name}, {one.about}: {one.text}\n  should be {should}, is {one.found or 'nothing'}")
                print("".join(f"  {finding}\n" for finding in emergencies.why(one.text)), end="")


if __name__ == "__main__":
    main()
