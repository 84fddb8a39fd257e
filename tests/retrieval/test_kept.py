"""Replies that are given again without a second search."""

from dataclasses import replace

from retrieval.kept import KeptReplies
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


def test_a_reply_that_repeats_typed_words_is_not_kept() -> None:
    for reply in (
        replace(ANSWER, unmatched=("tamoxifen",)),
        replace(ANSWER, corrections=(Correction("stomac", "stomach"),)),
    ):
        kept, search = KeptReplies(), Search(reply)
        kept.reply(("q",), search)
        kept.reply(("q",), search)
        assert (search.searches, len(kept)) == (2, 0)


def test_typed_words_are_not_in_what_is_kept() -> None:
    kept = KeptReplies()
    kept.reply(("my secret question",), Search())
    assert "secret" not in repr(vars(kept))


def test_the_room_has_an_end() -> None:
    kept, search = KeptReplies(room=10), Search()
    for number in range(1000):
        kept.reply((str(number),), search)
        assert len(kept) <= 10
