"""One slip of the finger."""

import pytest

from retrieval.text.nearly import Nearly

SYMPTOMS = Nearly(["chest", "fever", "breathing", "fit"], real={"never", "breeding"})


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("chset", "chest"),
        ("ches", "chest"),
        ("chesst", "chest"),
        ("chist", "chest"),
        ("breahting", "breathing"),
        ("chsett", "chsett"),
        ("dever", "dever"),
        ("never", "never"),
        ("breeding", "breeding"),
        ("fir", "fir"),
        ("fever", "fever"),
        ("f3ver", "f3ver"),
    ],
)
def test_a_slip_is_read_as_the_word_that_was_meant(typed: str, read: str) -> None:
    assert SYMPTOMS.read(typed) == read
