"""A small book that is right in every way, to be broken one piece at a time."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from faq.rules.checking import Checked, check_folder, content_rules

TODAY = date(2026, 11, 25)

GOOD = """\
---
title: Does the treatment work?
summary: What one trial found.
evidence: early
published: 2026-01-31
topics: [trials]
also_asked:
  what-did-the-trial-find: [did it work]
---
A trial was done.[^1]

## What did the trial find?

It helped 3 of 10 people.[^1]

## Common questions

### Is it safe?

Nobody knows yet.

## Key takeaway

Ask your team.

[^1]: Smith J. A trial. *Journal*. 2025. https://doi.org/10.1000/182
"""

WORDING = """\
[notice]
text = "This is not medical advice."
[emergency]
text = "Call {number}."
[evidence.early]
label = "Early"
sentence = "One small trial."
[evidence.strong]
label = "Strong"
sentence = "Several large trials."
"""


def other(title: str = "Why another treatment?") -> str:
    """A second good article, which shares no question with the first."""
    text = GOOD.replace("Does the treatment work?", title).replace("did it work", "who was helped by the other one")
    text = text.replace("What did the trial find?", "Who was helped?").replace(
        "what-did-the-trial-find", "who-was-helped"
    )
    return text.replace("Is it safe?", "How is it given?")


class Book:
    """A content folder with one good article, `x`, and what it is told about its mistakes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "articles").mkdir(parents=True)
        self.write("wording.toml", WORDING)
        self.write("articles/x.md", GOOD)

    def write(self, name: str, text: str | bytes) -> Path:
        """Write a file of the folder."""
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def edit(self, old: str, new: str, name: str = "articles/x.md") -> None:
        """Replace the first `old` of a file, as a person would."""
        text = (self.folder / name).read_text("utf-8")
        assert old in text
        self.write(name, text.replace(old, new, 1))

    def check(self, today: date = TODAY) -> Checked:
        """Check everything, as `flask faq check` does."""
        return check_folder(self.folder, content_rules(today, self.folder))

    def says(self) -> list[str]:
        """Return the lines of the check."""
        return [str(problem) for problem in self.check().problems]


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path / "faq")


@pytest.fixture
def other_article() -> Callable[..., str]:
    return other
