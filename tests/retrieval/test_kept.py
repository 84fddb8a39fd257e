"""Replies that are given again without a second search."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from retrieval.kept import KeptReplies, with_words, without_words
from retrieval.reply import Correction, Reply, State

ANSWER = Reply(State.ANSWER, "This is not medical advice.", "v1")


class Search:
    """Counts how often it was asked to search."""

    def __init__(self, reply: Reply = ANSWER) -> None:
        self.reply, self.searches = reply, 0

    def __call__(self) -> Reply:
        self.searches += 1
        return self.reply


def test_the_same_question_is_searched_for_once() -> None:
    kept, search = KeptReplies(), Search()
    assert [kept.reply(("does it cure", ""), search) for _ in range(3)] == [ANSWER] * 3
    assert search.searches == 1


def test_another_context_is_another_question() -> None:
    kept, search = KeptReplies(), Search()
    for asked in (("does it cure", ""), ("does it cure", "a#b"), ("does it cur", "e"), ("does it cure\ud800", "")):
        kept.reply(asked, search)
    assert search.searches == 4


QUOTING = replace(
    ANSWER,
    unmatched=("tamoxifen", "xeloda"),
    corrections=(Correction("stomac", "stomach"),),
    message="Our articles do not mention tamoxifen, xeloda.",
)


def test_a_reply_that_repeats_typed_words_is_kept_without_them_and_given_with_them() -> None:
    kept, search = KeptReplies(), Search(QUOTING)
    asked = ("Tamoxifen and Xeloda for stomac cancer", "")
    assert [kept.reply(asked, search) for _ in range(3)] == [QUOTING] * 3
    assert search.searches == 1
    assert not any(word in repr(vars(kept)) for word in ("tamoxifen", "xeloda", "stomac'"))


def test_a_reply_with_words_that_are_not_in_the_question_is_not_kept() -> None:
    kept, search = KeptReplies(), Search(QUOTING)
    assert [kept.reply(("something else", ""), search) for _ in range(2)] == [QUOTING] * 2
    assert (search.searches, len(kept)) == (2, 0)


def test_a_word_within_a_word_is_put_back_where_it_was() -> None:
    reply = replace(ANSWER, unmatched=("tax", "taxol"), message="Our articles do not mention tax, taxol.")
    hidden = without_words(reply, ["tax", "taxol"])
    assert hidden is not None
    assert "tax" not in repr(hidden)
    assert with_words(hidden, ["tax", "taxol"]) == reply


@given(st.text(), st.text())
def test_whatever_is_typed_comes_back_as_it_was(question: str, more: str) -> None:
    typed = [*question.split(), *more.split()]
    reply = replace(ANSWER, unmatched=tuple(typed), message=f"Not: {', '.join(typed)}.")
    hidden = without_words(reply, typed)
    assert hidden is None or with_words(hidden, typed) == reply


def test_typed_words_are_not_in_what_is_kept() -> None:
    kept = KeptReplies()
    kept.reply(("my secret question",), Search())
    assert "secret" not in repr(vars(kept))


def test_the_room_has_an_end() -> None:
    kept, search = KeptReplies(room=10), Search()
    for number in range(1000):
        kept.reply((str(number),), search)
        assert len(kept) <= 10
