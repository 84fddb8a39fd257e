"""The long runs that are too long for every change: load, memory over time, slow visitors, a journal of 5,000.

    python -m benchmarks.soak [--minutes 10]

Prints dated lines for docs/operating.md. Needs wrk. Every load goes to this machine and ends by itself.
"""

import argparse
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.fuzz import ask_a_question, import_a_document, read_an_article
from benchmarks.http import SETTINGS, healthy_meanwhile
from benchmarks.memory import cost
from benchmarks.raw import bad, everything
from benchmarks.serving import ROOT, command, environment, serving, start, stop, wait_until_ready
from benchmarks.slow import BEGINNINGS, hold
from benchmarks.visitors import Visitor, crowd
from tests.operations.servers import nginx


def flood(folder: Path, minutes: float) -> str:
    """A1: 200 clients at once; only 503 may be refused, and the health check answers meanwhile."""
    with serving(folder / "flood", **SETTINGS) as site:
        loaded, health = healthy_meanwhile(site, 60 * min(1, minutes))
    return (
        f"A1: 200 clients: {loaded.rate:.0f} answers/s, p99 {loaded.p99:.0f} ms, {loaded.broken} broken, "
        f"{loaded.refused} of {loaded.answers} refused with 503; /healthz slowest {health.percentile(1):.0f} ms"
    )


def steady(folder: Path, minutes: float) -> str:
    """A2: 100 questions a second; memory and open files stay as they were after the first minute."""
    with serving(folder / "steady", **SETTINGS) as site:
        crowd(site.url, 6 * minutes, visitors=20, keep=True, pause=0.2)
        before = cost(site.pid)
        tally = crowd(site.url, 60 * minutes, visitors=20, keep=True, pause=0.2)
        after = cost(site.pid)
    grown = 100 * (after.megabytes / before.megabytes - 1)
    return (
        f"A2: {minutes:.0f} minutes at {tally.rate:.0f}/s: {tally.failed} failed of {tally.answers}, "
        f"memory {before.megabytes:.0f} to {after.megabytes:.0f} MB ({grown:+.1f} %), "
        f"files {before.files} to {after.files}"
    )


def trickle(folder: Path, minutes: float) -> str:
    """A11: behind nginx 70 silent visitors, 70 with endless heads, 70 with endless bodies; the others are answered."""
    seconds = 60 * min(1, minutes)
    with (
        serving(folder / "trickle", **SETTINGS | {"TRUSTED_PROXIES": "1"}) as site,
        nginx(folder, site.url) as proxy,
        ThreadPoolExecutor(len(BEGINNINGS)) as pool,
    ):
        held = [pool.submit(hold, proxy.plain, kind, 70, seconds) for kind in BEGINNINGS]
        tally = crowd(proxy.plain, seconds, visitors=8)
        closed = sum(each.result() for each in held)
    return (
        f"A11: behind nginx, beside 210 slow ones: {tally.rate:.0f} answers/s, p99 {tally.percentile(0.99):.0f} ms, "
        f"{tally.failed} failed; {closed} slow ones cut off"
    )


def hostile(folder: Path, minutes: float) -> str:
    """A12: raw bytes, then schemathesis with 500 cases for each operation."""
    cases = "500" if minutes >= 1 else "50"
    with serving(folder / "hostile", **SETTINGS) as site:
        defects = sum(map(bad, everything(site.url).values()))
        schema = subprocess.run(
            ["st", "run", f"{site.url}/openapi.yaml", "--max-examples", cases, "--no-color"],
            env=environment(), cwd=folder, capture_output=True, text=True, check=False,
        )  # fmt: skip
    found = [line.strip() for line in schema.stdout.splitlines() if "generated," in line]
    return f"A12: raw bytes: {defects} defects; schemathesis: {found[0] if found else schema.stdout[-200:]}"


def properties(_: Path, minutes: float) -> str:
    """A12: Hypothesis, 2,000 examples for each entrance; see benchmarks/fuzz.py for what must hold."""
    examples = 2000 if minutes >= 1 else 100
    entrances: dict[str, Callable[[bytes], None]] = {
        "reader": read_an_article,
        "importer": import_a_document,
        "question": ask_a_question(),
    }
    for entrance in entrances.values():
        tried = settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        tried(given(st.binary(max_size=600))(entrance))()
    return f"A12: Hypothesis: {examples} examples each for {', '.join(entrances)}: nothing found"


def journal(folder: Path, minutes: float) -> str:
    """A21: questions for the journal while the site is ended by TERM again and again; every one is kept."""
    wanted = 5000 if minutes >= 1 else 200
    file = folder / "journal.sqlite3"
    kept_in = SETTINGS | {"JOURNAL": "on", "DATABASE_URL": f"sqlite:///{file}"}
    subprocess.run(command("release"), cwd=ROOT, env=environment(**kept_in), check=True, capture_output=True)
    kept = 0
    for _ in range(10):
        site = start(folder / "journal.log", **kept_in)
        wait_until_ready(site)
        visitor = Visitor(site.url, keep=True)
        kept += sum(visitor.ask()[0] == 200 for _ in range(wanted // 10))
        visitor.leave()
        stop(site)
    rows = _rows(file)
    site = start(folder / "journal.log", **kept_in)
    wait_until_ready(site)
    while len(site.workers()) < 2:
        time.sleep(0.05)
    with ThreadPoolExecutor(1) as pool:
        asking = pool.submit(crowd, site.url, 6, 8)
        for _ in range(3):
            time.sleep(1.5)
            os.kill(site.workers()[0], signal.SIGKILL)
        killed = asking.result()
    stop(site)
    lost = killed.answers - (_rows(file) - rows)
    return (
        f"A21: {kept} questions through 10 restarts by TERM: {rows} rows; three workers killed under load: "
        f"{lost} of {killed.answers} answered questions not kept, {killed.failed} requests failed"
    )


def _rows(file: Path) -> int:
    with closing(sqlite3.connect(file)) as database:
        return int(database.execute("SELECT count(*) FROM journal_questions").fetchone()[0])


RUNS: tuple[Callable[[Path, float], str], ...] = (flood, steady, trickle, hostile, properties, journal)


def lines(folder: Path, minutes: float, chosen: list[str]) -> Iterator[str]:
    """Run one after the other and give the line of each."""
    for run in RUNS:
        if not chosen or run.__name__ in chosen:
            yield f"- {date.today().isoformat()} {run(folder, minutes)}"


def main() -> int:
    """Run all of it, or what is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10, help="length of the steady run; under 1 all is short")
    parser.add_argument("only", nargs="*", help=f"one or more of: {', '.join(run.__name__ for run in RUNS)}")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for line in lines(Path(folder), arguments.minutes, arguments.only):
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
