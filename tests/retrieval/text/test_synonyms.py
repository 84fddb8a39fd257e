"""Synonyms: the staff's list, in both directions or in one."""

import pytest

from faq.staff_lists import Synonyms
from retrieval.text.synonyms import Thesaurus, idle

LIST = Synonyms(equal=(("tummy", "abdomen", "belly"), ("cytokine storm", "crs")), one_way=(("scan", "mri"),))


@pytest.fixture
def thesaurus() -> Thesaurus:
    return Thesaurus(LIST, lambda wording: tuple(wording.split()))


def meanings(thesaurus: Thesaurus, text: str) -> set[str]:
    return {" ".join(phrase) for _, _, phrase in thesaurus.meanings(text.split())}


def test_equal_wordings_stand_for_each_other(thesaurus: Thesaurus) -> None:
    assert meanings(thesaurus, "my tummy hurts") == {"abdomen", "belly"}
    assert meanings(thesaurus, "my abdomen hurts") == {"tummy", "belly"}


def test_one_way_wordings_do_not_lead_back(thesaurus: Thesaurus) -> None:
    assert meanings(thesaurus, "a scan") == {"mri"}
    assert meanings(thesaurus, "an mri") == set()


def test_several_words_may_stand_for_one_and_one_for_several(thesaurus: Thesaurus) -> None:
    assert meanings(thesaurus, "is a cytokine storm bad") == {"crs"}
    assert meanings(thesaurus, "is crs bad") == {"cytokine storm"}


def test_half_a_wording_means_nothing(thesaurus: Thesaurus) -> None:
    assert meanings(thesaurus, "a storm") == set()


def test_entries_that_can_never_help_are_named() -> None:
    assert list(idle(LIST, {"crs", "scan"}.__contains__)) == [("tummy", "abdomen", "belly"), ("scan", "mri")]
