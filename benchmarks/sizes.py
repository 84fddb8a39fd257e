"""What larger libraries cost: time to start, memory before and after load, answers a second.

    python -m benchmarks.sizes [--sections 300 2000]

The articles are made of sentences of the real ones in random order, 20 sections of about 120 words each: their
vocabulary is real and their sense is not. Needs wrk.
"""

import argparse
import random
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.http import SETTINGS
from benchmarks.memory import cost
from benchmarks.serving import ROOT, start, stop, wait_until_ready
from benchmarks.visitors import Visitor
from benchmarks.wrk import load
from faq.library import read_library

EACH = 20
"""Sections of one made article."""

WORDS = 120
HEAD = "---\ntitle: {title}\nsummary: A made article.\nevidence: early\npublished: 2026-01-01\n---\n\n{lead}\n"


def sentences() -> list[str]:
    """Return every plain sentence of the real articles."""
    articles = read_library(ROOT / "faq").published("en")
    texts = [block.text for article in articles for section in article.sections for block in section.blocks]
    whole = " ".join(" ".join(texts).split())
    return [f"{part}." for part in whole.split(". ") if part.isascii() and not set(part) & set("[]<>*_`|#~\\")]


def section(pick: random.Random, known: Sequence[str]) -> str:
    """Make one section's text."""
    text = ""
    while text.count(" ") < WORDS:
        text += f"{pick.choice(known)} "
    return text.strip()


def made_book(folder: Path, sections: int) -> Path:
    """Make a folder of articles with so many sections beside the word lists of the real one."""
    ignored = shutil.ignore_patterns("*.py", "__pycache__", "importing", "rules", "articles")
    book = Path(shutil.copytree(ROOT / "faq", folder / f"book-{sections}", ignore=ignored))
    (book / "questions.toml").write_text("", encoding="utf-8")
    (book / "articles").mkdir()
    pick, known = random.Random(sections), sentences()
    for number in range(sections // EACH):
        text = HEAD.format(title=f"Made article {number}", lead=section(pick, known))
        for place in range(EACH - 1):
            heading = " ".join(pick.choice(known).rstrip(".").split()[:6])
            text += f"\n## {heading} {number} {place}\n\n{section(pick, known)}\n"
        (book / "articles" / f"made-{number}.md").write_text(text, encoding="utf-8")
    return book


def row(folder: Path, name: str, settings: dict[str, str], seconds: float) -> str:
    """Serve one library and measure it."""
    site = start(folder / "log", **settings)
    try:
        began = wait_until_ready(site, 60)
        passages = Visitor(site.url).get("/readyz")[1]["passages"]
        Visitor(site.url).ask()
        fresh = cost(site.pid)
        load(site.url, 50, seconds)
        different = load(site.url, 50, seconds, different=True)
        used = cost(site.pid)
    finally:
        stop(site)
    return (
        f"| {name} | {passages} | {began:.1f} | {fresh.megabytes:.0f} | {used.megabytes:.0f} | "
        f"{different.rate:.0f} | {different.p99:.0f} |"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sections", type=int, nargs="+", default=[300, 2000])
    parser.add_argument("--seconds", type=float, default=8)
    arguments = parser.parse_args()
    print("| library | passages | seconds to start | MB fresh | MB after load | answers/s, all different | p99 ms |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        print(row(folder, "the sample articles", SETTINGS, arguments.seconds), flush=True)
        for sections in arguments.sections:
            settings = SETTINGS | {"FAQ_DIR": str(made_book(folder, sections))}
            print(row(folder, f"{sections} made sections", settings, arguments.seconds), flush=True)


if __name__ == "__main__":
    main()
