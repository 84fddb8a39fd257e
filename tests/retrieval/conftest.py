"""The articles of the tests, read once for all tests of the answerer, and small libraries made for a test."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from faq.library import Library
from retrieval.engine import Engine
from retrieval.options import AnswerOptions
from tests.conftest import CONTENT

ARTICLE = """---
title: {title}
summary: About {title}.
evidence: early
published: 2026-01-05
{front}---
A lead about {title}.

{body}
## Key takeaway

Remember this about {title}.
"""


@pytest.fixture(scope="session")
def engine(library: Library) -> Engine:
    return Engine(library, AnswerOptions(today=lambda: date(2026, 11, 25)))


Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write an article into a folder that has the project's wording and emergency patterns."""
    folder = tmp_path / "faq"
    (folder / "articles").mkdir(parents=True)
    for name in ("wording.toml", "wording.es.toml", "emergencies.toml"):
        (folder / name).write_bytes((CONTENT / name).read_bytes())

    def write(slug: str, title: str, sections: dict[str, str], front: str = "") -> Path:
        body = "".join(f"## {heading}\n\n{text}\n\n" for heading, text in sections.items())
        text = ARTICLE.format(title=title, front=front, body=body)
        (folder / "articles" / f"{slug}.md").write_text(text, "utf-8")
        return folder

    return write
