"""What is taken out of a question before it is kept, and what stays."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.library import read_library
from journal.redact import redact
from tests.conftest import CONTENT
from web.journal import article_words


@pytest.fixture(scope="module")
def known() -> frozenset[str]:
    return article_words(read_library(CONTENT))


def sentences() -> Iterator[tuple[str, list[str], list[str]]]:
    """The table beside this file: the sentence, what must go, what must stay."""
    for line in (Path(__file__).parent / "redaction_sentences.psv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            sentence, personal, keep = (part.strip() for part in line.split("|"))
            yield sentence, _spans(personal), _spans(keep)


def _spans(text: str) -> list[str]:
    return [span.strip() for span in text.split(";") if span.strip()]


def test_what_is_personal_goes_and_what_is_medical_stays(known: frozenset[str]) -> None:
    for sentence, personal, keep in sentences():
        for words in (known, frozenset[str]()):
            kept = redact(sentence, words)
            assert [span for span in personal if span in kept] == [], kept
            assert [span for span in keep if span not in kept] == [], kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("My name is Ann Lee, call 07700 900123", "My name is [name], call [phone]"),
        ("Mail ann@example.org", "Mail [e-mail]"),
        ("NHS number 999 123 4567", "NHS number [number]"),
        ("born on 3 June 1957", "born on [date of birth]"),
        ("I live at 14 Larch Road, ZE1 1ZZ", "I live at [address]"),
        ("Priya, my wife. Does Priya need it? Priya's scan", "[name], my wife. Does [name] need it? [name]'s scan"),
        ("my partner Priya (1949-11-30)", "my partner [name] ([date of birth])"),
        ("", ""),
    ],
)
def test_a_word_in_brackets_says_what_stood_there(typed: str, kept: str) -> None:
    assert redact(typed) == kept


def test_a_word_of_the_articles_with_a_digit_is_never_touched() -> None:
    assert redact("ref 44-71203X", frozenset({"44-71203x"})) == "ref 44-71203X"
    assert redact("ref 44-71203X") == "ref [number]"


@given(st.text(max_size=500))
def test_any_text_at_all_can_be_redacted_twice(text: str) -> None:
    once = redact(text)
    assert len(redact(once)) <= len(once) + 200


def test_headings_of_the_articles_stay_as_they_are(known: frozenset[str]) -> None:
    headings = [section.heading for article in read_library(CONTENT).articles for section in article.sections]
    assert [heading for heading in headings if redact(heading, known) != heading] == []
