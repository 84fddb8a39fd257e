"""Letters, numbers and ages that say which one is meant: hepatitis B, stage 4, a 45 year old."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from retrieval.text.tokens import split

WRITTEN = {
    "i": "1",
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "v": "5",
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
}
"""Numbers as they are written after "stage" or "type"."""

GROWN_UP = 18
"""The age in years from which somebody is no child."""

_YEARS = frozenset(("year", "years", "yr", "yrs"))
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_CODE = re.compile(r"[b-z]\d{0,2}|[a-z]{1,2}\d{1,2}")
_NO_CODE = frozenset("imrstu")
_AGE = re.compile(r"\d+s")


class Identifier(NamedTuple):
    """A letter or a number that says which one is meant, with the word before it and the stem of that."""

    text: str
    before: str
    after: str

    @property
    def is_number(self) -> bool:
        """Say whether it is a number and no letter: "4" and not "b12"."""
        return self.text[0].isdigit()


def identity_words(text: str, is_numbered: Callable[[str], bool]) -> list[str]:
    """Return the words of a text in lower case; "65s" as "65", "stage IV" as "stage 4".

    `is_numbered` says whether a number follows a word, as it does "stage".
    """
    words: list[str] = []
    for written in split(text):
        word = written.casefold().removesuffix("'s")
        word = word[:-1] if _AGE.fullmatch(word) else word
        words.append(WRITTEN.get(word, word) if words and is_numbered(words[-1]) else word)
    return words


def identifiers(
    words: Sequence[str], anchors: frozenset[str], is_numbered: Callable[[str], bool], stem: Callable[[str], str]
) -> Iterator[Identifier]:
    """Yield the letters and numbers that say which one; "a" only after a word that a letter or number follows.

    `anchors` are the stems of further words that one follows.
    """
    for before, word in pairwise(["", *words]):
        after = stem(before) if before else ""
        numbered = bool(before) and is_numbered(before)
        letter = len(word) == 1 and word.isalpha() and (numbered or after in anchors)
        code = _CODE.fullmatch(word) and word not in _NO_CODE
        if letter or code or _NUMBER.fullmatch(word):
            yield Identifier(word, before, after)


def ages_in(words: Sequence[str]) -> Iterator[str]:
    """Yield what somebody of the age in a question is: "adult" for "45 year old".

    >>> list(ages_in("asthma in a 6 year old".split()))
    ['child']
    """
    for number, unit, old in zip(words, words[1:], words[2:], strict=False):
        if number.isdecimal() and old == "old" and unit in _YEARS:
            yield "adult" if int(number) >= GROWN_UP else "child"
