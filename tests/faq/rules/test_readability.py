"""The grade of a text, beside values that others have published."""

import pytest

from faq.rules.body import grade, text_sentences

PLATYPUS = "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature."


@pytest.mark.parametrize(
    ("text", "known", "within"),
    [
        ("The cat sat on the mat.", -1.45, 0.01),  # Wikipedia, "Flesch-Kincaid readability tests", by hand
        (PLATYPUS, 11.3, 2.0),  # the same page; hyphenation finds fewer syllables than a speaker does
    ],
)
def test_grades_are_near_known_ones(text: str, known: float, within: float) -> None:
    assert grade(text) == pytest.approx(known, abs=within)


def test_longer_sentences_and_longer_words_are_harder() -> None:
    easy = "You may feel ill. Call us. We will help you."
    long_sentence = "You may feel ill and then you may call us and we will help you."
    long_words = "Deterioration necessitates communication. Telephone immediately. Professionals support everybody."
    assert grade(easy) < grade(long_sentence) < grade(long_words)


def test_marks_and_figures_make_no_text_harder() -> None:
    assert grade(" ".join(text_sentences("It helped 3 of 10 people.[1][2]"))) == grade("It helped 3 of 10 people.")
