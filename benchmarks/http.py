"""What the served site can carry: answers a second, memory, time to start. Prints the table of docs/operating.md.

    python -m benchmarks.http [--seconds 30]

An empty Flask route is measured in the same run under the same gunicorn settings: the ratio carries over to other
machines, the figures do not. Needs wrk.
"""

import argparse
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.memory import cost
from benchmarks.serving import Site, serving, start, stop, wait_until_ready
from benchmarks.visitors import Tally, Visitor, crowd
from benchmarks.wrk import Load, load

EMPTY = ["gunicorn", "benchmarks.empty:create_app()"]
SETTINGS = {"RATE_LIMIT": "off"}


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
    """Give the seconds from the start of the process to the first 200 on /readyz."""
    site = start(folder / "start.log", **SETTINGS)
    try:
        return wait_until_ready(site)
    finally:
        stop(site)


def measure(folder: Path, seconds: float) -> list[str]:
    """Measure everything, one after the other, and give the lines of the report."""
    lines = [f"- seconds to the first answer: {starting(folder):.1f}"]
    with serving(folder / "empty.log", EMPTY, **SETTINGS) as site:
        load(site.url, 50, 2)
        empty = load(site.url, 50, seconds)
    with serving(folder / "site.log", **SETTINGS) as site:
        fresh = cost(site.pid)
        load(site.url, 50, 2)
        same = load(site.url, 50, seconds)
        different = load(site.url, 50, seconds, different=True)
        many, health = healthy_meanwhile(site, seconds)
        used = cost(site.pid)
        good = Visitor(site.url).ask()[0] == 200
    lines += [
        f"- memory (PSS of master and workers): {fresh.megabytes:.0f} MB fresh, {used.megabytes:.0f} MB after the load",
        f"- /healthz beside 200 clients: slowest {health.percentile(1):.0f} ms, {health.failed} failed",
        f"- share of the empty route's rate: {same.rate / empty.rate:.2f} the same 8 questions, "
        f"{different.rate / empty.rate:.2f} every question worded differently",
        f"- answers afterwards: {'yes' if good else 'NO'}",
        "",
        "| load | answers a second | p50 ms | p99 ms | broken | refused with 503 |",
        "|---|---|---|---|---|---|",
        row("empty Flask route, 50 clients", empty),
        row("8 questions in turn, 50 clients", same),
        row("every question different, 50 clients", different),
        row("8 questions in turn, 200 clients", many),
    ]
    return lines


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=30, help="length of each load")
    with tempfile.TemporaryDirectory() as folder:
        print("\n".join(measure(Path(folder), parser.parse_args().seconds)))


if __name__ == "__main__":
    main()
