"""Make a clinic's library of any size: sentences of the real articles in random order, in articles like the real ones.

The vocabulary is real and the sense is not. An article has nine sections, four of them questions, of about 100 words
each, with citations, lists, a link and other wordings, and is about 8 KB long.
"""

import random
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.serving import ROOT
from faq.library import read_library

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
