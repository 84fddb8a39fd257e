"""What the served site can carry: answers a second, memory, time to start. Prints the table of docs/operating.md.

    python -m benchmarks.http [--seconds 30]

An empty Flask route is measured in the same run under the same gunicorn settings: the ratio carries over to other
machines, the figures do not. Needs wrk, a load generator in C.
"""

import argparse
import os
import re
import statistics
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.memory import cost
from benchmarks.serving import Site, serving, start, stop, wait_until_ready
from benchmarks.visitors import Tally, Visitor, crowd

EMPTY = ["gunicorn", "benchmarks.empty:create_app()"]
SETTINGS = {"RATE_LIMIT": "off"}
TURNS = 5
WAYS = {
    "the page, 8 questions in turn": ("/ask", False),
    "the page, every question different": ("/ask", True),
    "the API, 8 questions in turn": ("/api/ask", False),
    "the API, every question different": ("/api/ask", True),
}
"""What is asked, with 50 clients: as browsers post, then as programs do."""
SCRIPT = Path(__file__).with_name("ask.lua")


@dataclass(frozen=True, slots=True)
class Load:
    """What wrk measured: answers a second, milliseconds, failed connections, answers that were no 2xx or 3xx."""

    rate: float
    p50: float
    p99: float
    broken: int
    refused: int
    answers: int


def load(url: str, clients: int, seconds: float, different: bool = False, path: str = "/ask") -> Load:
    """Ask with so many clients at once for so many seconds, 8 questions in turn or every one worded differently.

    `path` is the page that browsers post to, or `/api/ask`.
    """
    done = subprocess.run(
        ["wrk", "-t1", f"-c{clients}", f"-d{seconds:.0f}s", "--timeout", "10s", "-s", str(SCRIPT), url],
        env=os.environ | {"ASK_DIFFERENT": "1" if different else "", "ASK_PATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    found = {name: float(value) for name, value in re.findall(r"(\w+)=([\d.]+)", done.stdout.partition("RESULT")[2])}
    broken = int(sum(found[kind] for kind in ("connect", "read", "write", "timeout")))
    answers = int(found["requests"])
    rate = answers / found["seconds"]
    return Load(rate, found["p50"], found["p99"], broken, int(found["status"]), answers)


def healthy_meanwhile(site: Site, seconds: float) -> tuple[Load, Tally]:
    """Load a site with 200 clients and look after its health at the same time."""
    with ThreadPoolExecutor(2) as pool:
        loaded = pool.submit(load, site.url, 200, seconds)
        watched = pool.submit(crowd, site.url, seconds, 1, False, lambda visitor: visitor.get("/healthz"), 0.2)
        return loaded.result(), watched.result()


def row(name: str, measured: Load) -> str:
    """Write one row of the table."""
    return (
        f"| {name} | {measured.rate:.0f} | {measured.p50:.0f} | {measured.p99:.0f} | "
        f"{measured.broken} | {measured.refused} of {measured.answers} |"
    )


def starting(folder: Path) -> float:
    """Return the seconds from the start of the process to the first 200 on /readyz."""
    site = start(folder / "start.log", **SETTINGS)
    try:
        return wait_until_ready(site)
    finally:
        stop(site)


def side_by_side(empty: Site, site: Site, seconds: float) -> tuple[list[Load], dict[str, list[Load]]]:
    """Load both sites in short turns, so that whatever else the machine does falls on all alike."""
    beside: list[Load] = []
    mine: dict[str, list[Load]] = {name: [] for name in WAYS}
    for _ in range(TURNS):
        beside.append(load(empty.url, 50, seconds / TURNS))
        for name, (path, different) in WAYS.items():
            mine[name].append(load(site.url, 50, seconds / TURNS, different, path))
    return beside, mine


def typical(loads: list[Load]) -> Load:
    """Return the load with the median rate, with the failures of all."""
    middle = sorted(loads, key=lambda each: each.rate)[len(loads) // 2]
    answers, broken = sum(each.answers for each in loads), sum(each.broken for each in loads)
    return replace(middle, answers=answers, broken=broken, refused=sum(each.refused for each in loads))


def share(empty: list[Load], mine: list[Load]) -> float:
    """Return the median share of the empty route's rate, turn by turn."""
    return statistics.median(one.rate / other.rate for one, other in zip(mine, empty, strict=True))


def measure(folder: Path, seconds: float) -> list[str]:
    """Measure everything and give the lines of the report."""
    began = starting(folder)
    with serving(folder / "empty.log", EMPTY, **SETTINGS) as empty, serving(folder / "log", **SETTINGS) as site:
        load(empty.url, 50, 2)
        fresh = cost(site.pid)
        load(site.url, 50, 2)
        beside, mine = side_by_side(empty, site, seconds)
        many, health = healthy_meanwhile(site, seconds)
        used = cost(site.pid)
        good = Visitor(site.url).ask()[0] == 200
    return [
        f"- seconds to the first answer: {began:.1f}",
        f"- memory (PSS of master and workers): {fresh.megabytes:.0f} MB fresh, {used.megabytes:.0f} MB after the load",
        f"- /healthz beside 200 clients: slowest {health.percentile(1):.0f} ms, {health.failed} failed",
        *(f"- share of the empty route's rate, {name}: {share(beside, loads):.2f}" for name, loads in mine.items()),
        f"- answers afterwards: {'yes' if good else 'NO'}",
        "",
        "| load | answers a second | p50 ms | p99 ms | broken | refused with 503 |",
        "|---|---|---|---|---|---|",
        row("empty Flask route, 50 clients", typical(beside)),
        *(row(f"{name}, 50 clients", typical(loads)) for name, loads in mine.items()),
        row("the page, 8 questions in turn, 200 clients", many),
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=30, help="length of each load")
    with tempfile.TemporaryDirectory() as folder:
        print("\n".join(measure(Path(folder), parser.parse_args().seconds)))


if __name__ == "__main__":
    main()
