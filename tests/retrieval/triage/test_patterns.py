"""Phrases as staff write them."""

import re
import tomllib

import pytest

from retrieval.text.sentences import split_sentences
from retrieval.triage.patterns import PhraseError, WordLists, parse
from tests.conftest import ROOT

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


def guide() -> list[tuple[str, list[str], list[str]]]:
    """The examples of docs/emergencies.md with a phrase alone: the phrase, what it finds, what it does not find."""
    text = (ROOT / "docs" / "emergencies.md").read_text(encoding="utf-8")
    rows = [line.split(" | ") for line in text.splitlines() if re.match(r'\| \d+\. .*\| `"', line)]
    quoted = re.compile(r'"([^"]+)"')
    return [(quoted.findall(row[1])[0], quoted.findall(row[2]), quoted.findall(row[3])) for row in rows]


@pytest.mark.parametrize(("phrase", "finds", "not_found"), guide(), ids=str)
def test_the_examples_of_the_guide_are_true(phrase: str, finds: list[str], not_found: list[str]) -> None:
    texts = [(ROOT / "faq" / name).read_text("utf-8") for name in ("emergencies.toml", "emergencies-cancer.toml")]
    lists: dict[str, list[str]] = {}
    for name, words in (item for text in texts for item in tomllib.loads(text)["words"].items()):
        lists.setdefault(name, []).extend(words)
    phrases = parse(phrase)
    found = {
        typed
        for typed in (*finds, *not_found)
        for reading in [WordLists(lists, phrases).reading(split_sentences(typed)[0])]
        if any(reading.spans(one) for one in phrases)
    }
    assert found == set(finds)
