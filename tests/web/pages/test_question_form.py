"""What counts as a question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.pages.question_form import BadQuestionError, checked, from_form, from_json, tidy_question


@given(st.text(alphabet=st.characters(blacklist_categories=())))
def test_tidy_text_can_be_stored_and_shown_anywhere(text: str) -> None:
    clean = tidy_question(text)
    clean.encode("utf-8")
    assert "\x00" not in clean
    assert clean == clean.strip()
    assert tidy_question(clean) == clean


def test_plain_words_are_left_as_they_are() -> None:
    assert tidy_question("¿Qué es CAR-T? 38.5 °C, “quoted” 😀") == "¿Qué es CAR-T? 38.5 °C, “quoted” 😀"


def test_two_halves_of_one_letter_are_joined() -> None:
    assert tidy_question("\ud83d\ude00") == "😀"


def test_length_is_counted_after_tidying() -> None:
    assert checked("  abc\n", 3) == "abc"
    with pytest.raises(BadQuestionError, match="too_long"):
        checked("abcd", 3)


@pytest.mark.parametrize("unseen", ["", " \t ", "\u200b\u200d\ufeff", "\u00ad", "\u202e\u2066"])
def test_a_question_that_nobody_can_see_is_none(unseen: str) -> None:
    with pytest.raises(BadQuestionError, match="empty_question"):
        checked(unseen, 500)


@pytest.mark.parametrize("body", [b'{"question": "\xed\xa0\x80"}', b'{"question": "\xff"}', b'{"question": "a\xc3"}'])
def test_bytes_that_are_no_text_are_no_json(body: bytes) -> None:
    with pytest.raises(BadQuestionError, match="bad_json"):
        from_json(body, 500)


def test_forms_and_json_say_the_same() -> None:
    assert from_form({"question": "a", "context": "c", "within": "w"}, 9).within == "w"
    assert from_json(b'{"question": "a", "context": "c"}', 9) == from_form({"question": "a", "context": "c"}, 9)
    assert from_json(b'{"question": "a", "context": null}', 9).context == ""
