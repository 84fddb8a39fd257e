"""What larger libraries cost: seconds to start, memory, milliseconds of an answer, alone and while an edit is built.

    python -m benchmarks.sizes [--articles 500 3000]

Two workers, four visitors who each ask something else every 100 ms. The articles are made of sentences of the real ones
in random order: the vocabulary is real and the sense is not. An article has nine sections, four of them questions, of
about 100 words each, with citations, lists, a link and other wordings, and is about 8 KB long.
"""

import argparse
import itertools
import random
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.memory import cost
from benchmarks.serving import ROOT, Site, start, stop, wait_until_ready
from benchmarks.visitors import Tally, Visitor, crowd, meanwhile
from faq.files import stamp
from faq.library import read_library

ASKED = ("cost", "cure", "risk", "trial", "scan", "fever", "hospital", "pain", "cells", "tumour", "drug", "travel")

WORDS = 100
"""Words of one section."""

FRONT = """---
title: {title}
summary: A made article about {subject}.
evidence: early
published: 2026-01-01
topics: [{subject}]
also_asked:
  {anchor}: [{asked}]
---

{lead}[^1]
"""
REFERENCES = "".join(
    f"\n[^{number}]: Author A, Author B. A made reference. *Made Journal*. 2025. https://example.org/{number}\n"
    for number in (1, 2, 3)
)


def made_library(folder: Path, articles: int) -> Path:
    """Make a folder with so many articles and the wording of the real one, and return its path."""
    made = folder / f"library-{articles}"
    (made / "articles").mkdir(parents=True)
    for file in (ROOT / "faq").glob("*.toml"):
        if file.name != "questions.toml":
            shutil.copy(file, made)
    known = tuple(_sentences())
    for number in range(articles):
        text = _article(number, articles, known)
        (made / "articles" / f"made-{number}.md").write_text(text, encoding="utf-8")
    return made


def _sentences() -> Iterator[str]:
    """Yield every plain sentence of the real English articles."""
    for article in read_library(ROOT / "faq").published("en"):
        for section in article.sections:
            for part in " ".join(section.text.split()).split(". "):
                if part.isascii() and not set(part) & set("[]<>*_`|#~\\:\"'") and part[:1].isalpha():
                    yield f"{part.rstrip('.')}."


def _article(number: int, articles: int, known: Sequence[str]) -> str:
    """Return one article; the same number gives the same article."""
    pick = random.Random(number)
    headings = [f"{_heading(pick, known)} {number} {place}" for place in range(8)]
    text = FRONT.format(
        title=f"Made article {number}",
        subject=f"subject {number % 40}",
        anchor="-".join(headings[0].lower().split()),
        asked=_heading(pick, known).lower().rstrip(","),
        lead=_prose(pick, known),
    )
    for heading in headings[:4]:
        text += f"\n## {heading}\n\n{_prose(pick, known)}[^2]\n\n- {pick.choice(known)}\n- {pick.choice(known)}\n"
    text += f"\nSee [another article](made-{pick.randrange(articles)}.md).\n\n## Common questions\n"
    for heading in headings[4:]:
        text += f"\n### {heading}?\n\n{_prose(pick, known)}[^3]\n"
    return text + REFERENCES


def _heading(pick: random.Random, known: Sequence[str]) -> str:
    words = " ".join(pick.choice(known).split()[:6])
    return "".join(mark for mark in words if mark.isalnum() or mark == " ")


def _prose(pick: random.Random, known: Sequence[str]) -> str:
    text = pick.choice(known)
    while text.count(" ") < WORDS:
        text += f" {pick.choice(known)}"
    return text


def visitors(site: Site, seconds: float) -> Tally:
    """Let four visitors ask, each time with other words."""
    questions = itertools.product(ASKED, repeat=3)
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
