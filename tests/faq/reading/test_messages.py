"""Every mistake that staff can make is told with its file, its line, what is wrong and what to do.

The mistakes stand in messages/*.toml, so that they can be read like a book.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from faq.problem import Level
from tests.faq.conftest import Book

TABLES = Path(__file__).parent / "messages"


def mistakes(name: str) -> list[Any]:
    table = tomllib.loads((TABLES / f"{name}.toml").read_text("utf-8"))["broken"]
    return [pytest.param(row, id=row["what"]) for row in table]


def test_a_good_book_has_no_problem(book: Book) -> None:
    assert book.says() == []


@pytest.mark.parametrize("row", mistakes("head") + mistakes("text"))
def test_a_mistake_in_an_article_is_an_error(book: Book, row: dict[str, Any]) -> None:
    book.edit(row["old"], row["new"])
    assert book.says() == row["says"]
    assert any(problem.level is Level.ERROR for problem in book.check().problems)


@pytest.mark.parametrize("row", mistakes("advice"))
def test_a_doubt_about_an_article_is_a_warning(book: Book, row: dict[str, Any]) -> None:
    book.edit(row["old"], row["new"])
    assert book.says() == row["says"]
    assert {problem.level for problem in book.check().problems} == {Level.WARNING}


@pytest.mark.parametrize("row", mistakes("lists"))
def test_a_mistake_in_another_file_is_an_error(book: Book, row: dict[str, Any]) -> None:
    if "text" in row:
        book.write(row["file"], row["text"])
    else:
        (book.folder / row["file"]).unlink()
    assert book.says() == row["says"]
    assert any(problem.level is Level.ERROR for problem in book.check().problems)


def test_a_nurse_understands_the_words() -> None:
    """No message uses the words of programmers."""
    jargon = {"parse", "parser", "token", "exception", "yaml", "toml", "invalid", "syntax", "null", "string", "schema"}
    for name in ("head", "text", "advice", "lists"):
        for row in mistakes(name):
            for line in row.values[0]["says"]:
                assert not jargon & set(line.partition(": ")[2].lower().replace(".toml", "").split()), line


def test_there_are_many_kinds() -> None:
    lines = [
        line for name in ("head", "text", "advice", "lists") for row in mistakes(name) for line in row.values[0]["says"]
    ]
    kinds = {line.partition(": ")[2].translate({ord(digit): None for digit in "0123456789"}) for line in lines}
    assert len(kinds) >= 100
