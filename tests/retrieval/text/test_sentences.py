"""How a hurried message is read."""

import pytest

from retrieval.text.sentences import plain_words, split_sentences


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("I can not breathe! Temp 38,2°C", [["i", "cant", "breathe"], ["temp", "38.2", "degrees", "c"]]),
        ("I'm sure he's well", [["i", "am", "sure", "he", "is", "well"]]),
        ("my husband's fit", [["my", "husband", "fit"]]),
        ("don t wait", [["dont", "wait"]]),
        ("1,200 mg and 38,4", [["1200", "mg", "and", "38.4"]]),
        ("BP 80/40 SpO2 88%", [["bp", "80", "over", "40", "spo2", "88", "percent"]]),
        ("Claudin18.2 CAR-T", [["claudin18.2", "car", "t"]]),
        ("我喘不过气", [list("我喘不过气")]),
        ("सांस नहीं", [["सांस", "नहीं"]]),
        ("?!\x00", []),
    ],
)
def test_words(typed: str, words: list[list[str]]) -> None:
    assert [[word.text for word in sentence] for sentence in split_sentences(typed)] == words


def test_commas_turns_and_a_new_person_part_a_sentence() -> None:
    typed = "had chemo, fever but fine and my dad now"
    assert [(word.text, word.part) for word in split_sentences(typed)[0]] == [
        ("had", 0), ("chemo", 0), ("fever", 1), ("but", 2), ("fine", 2), ("and", 2), ("my", 3), ("dad", 3), ("now", 4),
    ]  # fmt: skip


def test_accents_and_every_kind_of_apostrophe_go() -> None:
    assert plain_words("FIÈVRE, Dad’s, can`t, año") == "fievre, dad, cant, ano"
