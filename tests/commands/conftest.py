"""A small book that the answerer can answer from."""

from pathlib import Path

import pytest

from tests.conftest import CONTENT
from tests.faq.conftest import Book


@pytest.fixture
def clinic(tmp_path: Path) -> Book:
    """One good article with the clinic's own sentences and emergencies."""
    book = Book(tmp_path / "faq")
    for name in ("wording.toml", "emergencies.toml"):
        book.write(name, (CONTENT / name).read_bytes())
    return book
