"""Words: one reading for questions and passages, whatever way they are written."""

import pytest

from retrieval.text.tokens import clean_text, reader, split


def terms(text: str, language: str = "english") -> list[str]:
    return [term for word in split(text) for term in reader(language)(word)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("TREATMENTS", "treatment"),
        ("the patient’s", "the patients'"),
        ("tumour", "tumor"),
        ("haemoglobin", "hemoglobin"),
        ("randomised", "randomized"),
        ("centres", "center"),
        ("IFN-γ", "ifn-gamma"),
        ("Québec", "quebec"),
        ("ﬁne", "fine"),
        ("1,000", "1000"),
        ("car‑t", "CAR-T"),
    ],
)
def test_two_ways_of_writing_are_read_alike(one: str, other: str) -> None:
    assert terms(one) == terms(other)


@pytest.mark.parametrize(
    ("written", "shared"),
    [("Claudin18.2", "claudin"), ("CAR-T", "car"), ("T-cell", "cell"), ("IL-6", "6"), ("COVID-19", "covid")],
)
def test_a_compound_is_found_by_its_parts_and_as_a_whole(written: str, shared: str) -> None:
    assert shared in terms(written)
    assert len(terms(written)[0]) > len(shared)


def test_a_decimal_number_stays_whole() -> None:
    assert split("38.5 degrees") == ["38.5", "degrees"]


def test_no_and_not_are_words_like_others() -> None:
    assert terms("not never without") == ["not", "never", "without"]


def test_spanish_has_its_own_endings() -> None:
    assert terms("tratamientos", "spanish") == terms("tratamiento", "spanish")


@pytest.mark.parametrize("text", ["", "\x00", "\ud800", "e" + "\u0301" * 500, "-" * 500, "a-" * 2000, "١٢٣ ß İ 𝒞"])
def test_strange_text_is_read_without_an_error(text: str) -> None:
    terms(text)
    clean_text(text)


def test_the_word_is_kept_as_written() -> None:
    assert split("The CAR-T cells.") == ["The", "CAR-T", "cells"]


def test_a_reader_gives_the_word_itself_first() -> None:
    assert reader("english")("CAR-T")[0] == "cart"
