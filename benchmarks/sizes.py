"""What larger libraries cost: seconds to start, memory, milliseconds of an answer, alone and while an edit is built.

    python -m benchmarks.sizes [--articles 500 3000]

Two workers, four visitors who each ask something else every 100 ms. The articles are those of benchmarks/library.py.
"""

import argparse
import itertools
import tempfile
import time
from pathlib import Path

from benchmarks.library import made_library
from benchmarks.memory import cost
from benchmarks.serving import Site, start, stop, wait_until_ready
from benchmarks.visitors import Tally, Visitor, crowd, meanwhile
from faq.files import stamp

WORDS = ("cost", "cure", "risk", "trial", "scan", "fever", "hospital", "pain", "cells", "tumour", "drug", "travel")


def visitors(site: Site, seconds: float) -> Tally:
    """Let four visitors ask, each time with other words."""
    questions = itertools.product(WORDS, WORDS, WORDS)
    return crowd(
        site.url,
        seconds,
        visitors=4,
        pause=0.1,
        act=lambda visitor: visitor.ask("what about {} and {} or {}".format(*next(questions))),
    )


def edited(site: Site, library: Path) -> tuple[float, Tally]:
    """Edit one article while visitors ask; return the seconds until it is served and what the visitors got."""
    article = library / "articles" / "made-1.md"
    article.write_text(article.read_text("utf-8").replace("summary: A ", "summary: An edited, "), "utf-8")
    saved = time.monotonic()

    def until_served() -> float:
        while "An edited, " not in Visitor(site.url).get("/articles/made-1")[1]:
            time.sleep(0.2)
        return time.monotonic() - saved

    with meanwhile(until_served) as served:
        answered = visitors(site, 25)
    return served.result(), answered


def look(library: Path) -> float:
    """Return the milliseconds of processor time that one look at the folder takes."""
    begun = time.process_time()
    for _ in range(20):
        stamp(library)
    return (time.process_time() - begun) * 1000 / 20


def row(folder: Path, articles: int) -> str:
    """Serve one library and measure it."""
    library = made_library(folder, articles)
    site = start(folder / "log", FAQ_DIR=str(library), RATE_LIMIT="off")
    try:
        began = wait_until_ready(site, 90)
        passages = Visitor(site.url).get("/readyz")[1]["passages"]
        fresh = cost(site.pid)
        calm = visitors(site, 10)
        used = cost(site.pid)
        seconds, busy = edited(site, library)
        after = cost(site.pid)
        failed = calm.failed + busy.failed
    finally:
        stop(site)
    return (
        f"| {articles} | {passages} | {began:.1f} | {fresh.megabytes:.0f} | {used.megabytes:.0f} | "
        f"{after.megabytes:.0f} | {calm.percentile(0.5):.0f}, {calm.percentile(0.99):.0f} | "
        f"{busy.percentile(0.5):.0f}, {busy.percentile(0.99):.0f} | {seconds:.1f} | {failed} | {look(library):.1f} |"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[500, 3000])
    arguments = parser.parse_args()
    print(
        "| articles | passages | s to start | MB fresh | MB used | MB after an edit | ms p50, p99 | "
        "ms while building | s until served | failed | ms of a look |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as made:
        for articles in arguments.articles:
            print(row(Path(made), articles), flush=True)


if __name__ == "__main__":
    main()
