"""Signed text that comes back from the visitor's browser."""

import itsdangerous
import pytest

from web.tokens import FEEDBACK_AGE, ForgedError, SpentError, Tokens

KEY = "a key long enough"
SECTION = "car-t-therapy-explained#what-is-car-t-therapy"


def test_a_context_comes_back_on_any_machine_with_the_key() -> None:
    token = Tokens(KEY).sign_context(SECTION)
    assert Tokens(KEY).read_context(token) == SECTION
    assert len(token) < 150


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "\x00", "é" * 50])
def test_a_forged_context_says_nothing(token: str) -> None:
    assert Tokens(KEY).read_context(token) == ""


def test_a_context_signed_with_another_key_says_nothing() -> None:
    assert Tokens(KEY).read_context(Tokens("another key").sign_context(SECTION)) == ""


def test_a_feedback_token_is_no_context() -> None:
    tokens = Tokens(KEY)
    assert tokens.read_context(tokens.sign_feedback(SECTION, "v1")) == ""
    with pytest.raises(ForgedError):
        tokens.read_feedback(tokens.sign_context(SECTION))


def test_no_section_gives_no_token() -> None:
    assert Tokens(KEY).sign_context("") == ""


def test_feedback_names_section_version_and_a_mark_of_its_own() -> None:
    tokens = Tokens(KEY)
    first, second = (tokens.read_feedback(tokens.sign_feedback(SECTION, "v1")) for _ in range(2))
    assert (first.section, first.version) == (SECTION, "v1")
    assert first.once != second.once


def test_a_context_grows_old_and_is_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    tokens = Tokens(KEY)
    context, feedback = tokens.sign_context(SECTION), tokens.sign_feedback(SECTION, "v1")
    now = itsdangerous.TimestampSigner.get_timestamp
    monkeypatch.setattr(itsdangerous.TimestampSigner, "get_timestamp", lambda self: now(self) + FEEDBACK_AGE + 1)
    assert tokens.read_context(context) == ""
    with pytest.raises(SpentError):
        tokens.read_feedback(feedback)


def test_what_visitors_hold_outlives_a_change_of_the_key() -> None:
    context, feedback = Tokens(KEY).sign_context(SECTION), Tokens(KEY).sign_feedback(SECTION, "v1")
    changed = Tokens("the next key", old=KEY)
    assert changed.read_context(context) == SECTION
    assert changed.read_feedback(feedback).section == SECTION
    assert Tokens("the next key").read_context(context) == ""
    assert Tokens("the next key").read_context(changed.sign_context(SECTION)) == SECTION, "only the new key signs"
