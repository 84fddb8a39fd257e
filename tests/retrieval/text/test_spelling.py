"""Spelling: slips are repaired, real words are left alone."""

import pytest

from retrieval.text.edit_cost import edit_cost
from retrieval.text.spelling import Speller

LIBRARY = dict.fromkeys(
    "claudin tocilizumab pembrolizumab apatinib glioblastoma melanoma therapy antibodies junction serious "
    "during treatment believe receive control fever infusion chemotherapy years control".split(),
    5,
)


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(LIBRARY, LIBRARY.__contains__, "en")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("cloudin", "claudin"),
        ("tociluzumab", "tocilizumab"),
        ("gliobastoma", "glioblastoma"),
        ("melenoma", "melanoma"),
        ("therepy", "therapy"),
        ("tretament", "treatment"),
        ("beleive", "believe"),
        ("recieve", "receive"),
        ("infushion", "infusion"),
        ("yeasr", "years"),
    ],
)
def test_a_slip_is_repaired(speller: Speller, typed: str, meant: str) -> None:
    assert speller.correct(typed) == meant


@pytest.mark.parametrize("word", ["lapatinib", "afatinib", "axitinib", "durvalumab", "nivolumab"])
def test_one_drug_is_never_read_as_another(speller: Speller, word: str) -> None:
    assert speller.correct(word) is None


@pytest.mark.parametrize("word", ["serous", "murine", "leeds", "leuven", "look", "live", "her2", "kit"])
def test_a_real_word_the_library_lacks_is_left_alone(speller: Speller, word: str) -> None:
    assert speller.correct(word) is None


@pytest.mark.parametrize("typed", ["antibiodics", "functino"])
def test_a_slip_for_a_common_word_that_the_library_lacks_is_left_alone(speller: Speller, typed: str) -> None:
    """They were meant for "antibiotics" and "function"; "antibodies" and "junction" would mislead."""
    assert speller.correct(typed) is None


@pytest.mark.parametrize(
    ("nearer", "farther"),
    [
        ("tmuor", "tumbr"),  # two letters swapped, against a wrong letter
        ("tummor", "tumpor"),  # a doubled letter, against an added one
        ("tumer", "tumbr"),  # a vowel for a vowel, against any letter
        ("tunor", "tuxor"),  # a neighbouring key, against a far one
    ],
)
def test_some_slips_are_likelier_than_others(nearer: str, farther: str) -> None:
    assert edit_cost(nearer, "tumor") < edit_cost(farther, "tumor")


def test_a_wrong_first_letter_costs_more() -> None:
    assert edit_cost("gancer", "cancer") > edit_cost("cancel", "cancer")


def test_a_library_without_words_corrects_nothing() -> None:
    assert Speller({}, lambda _: False).correct("cloudin") is None
