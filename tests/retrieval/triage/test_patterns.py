"""Phrases as staff write them."""

import pytest

from retrieval.text.sentences import split_sentences
from retrieval.triage.patterns import PhraseError, WordLists, parse

LISTS = {"small": ["the", "my", "is"], "negations": ["no", "not"], "pain": ["pain", "hurts", "in agony"]}


def stands(phrase: str, sentence: str) -> bool:
    phrases = parse(phrase)
    reading = WordLists(LISTS, phrases).reading(split_sentences(sentence)[0])
    return any(reading.spans(one) for one in phrases)


@pytest.mark.parametrize(
    ("phrase", "sentence", "expected"),
    [
        ("chest pain", "the chest pain", True),
        ("chest pain", "chest is my pain", True),
        ("chest pain", "chest and pain", False),
        ("chest pain", "pain chest", False),
        ("chest ... pain", "chest a b c pain", True),
        ("chest ... pain", "chest a b c d pain", False),
        ("chest ... pain", "chest not pain", False),
        ("chest {pain}", "my chest is in agony", True),
        ("chest + {pain}", "hurts here in chest", True),
        ("temp ... {38 to 43}", "temp now 38.5", True),
        ("temp ... {38 to 43}", "temp now 37.9", False),
        ("{38.0 to 43.0}", "38.0", True),
        ("{38.0 to 43.0}", "38", False),
        ("chest & pain & left", "left of me a b c d e f pain in chest", True),
        ("chest & pain", "chest a b c d e f g h i pain", False),
        ("chest & pain", "chest not pain", False),
        ("^ is", "is it", True),
        ("^ is", "it is", False),
        ("^ is", "well, is it", True),
        ("help me $", "please help me", True),
        ("help me $", "help me read", False),
        ("can not breathe", "cant breathe", True),
    ],
)
def test_where_a_phrase_stands(phrase: str, sentence: str, expected: bool) -> None:
    assert stands(phrase, sentence) is expected


def test_a_phrase_without_words_is_refused() -> None:
    with pytest.raises(PhraseError, match="has no words"):
        parse(" ... ")
