"""The closed classes of a language that decide what a question is about: contrasts, aspects, grammar."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from retrieval.text.tokens import reader

Contrast = tuple[frozenset[str], ...]
"""Groups of words in lower case; two words of different groups exclude each other."""

_WORDS = ("defining", "framing", "joining", "before_verbs", "pointing")
_STEMS = ("numbered", "aspects", "grammar", "causing")


@dataclass(frozen=True, slots=True)
class ClosedClasses:
    """The small words of a language.

    `matters`, `numbered`, `grammar`, `causing` and `aspects` are stems, the others words.
    """

    contrasts: tuple[Contrast, ...]
    ages: Contrast
    matters: Contrast
    prefixes: tuple[tuple[str, str], ...]
    numbered: frozenset[str]
    aspects: frozenset[str]
    defining: frozenset[str]
    framing: frozenset[str]
    grammar: frozenset[str]
    causing: frozenset[str]
    joining: frozenset[str]
    before_verbs: frozenset[str]
    pointing: frozenset[str]


@cache
def closed_classes(language: str) -> ClosedClasses:
    """Return the closed classes of a language, "english" or "spanish", from the file beside this module."""
    with Path(__file__).with_suffix(".toml").open("rb") as file:
        read: dict[str, Any] = tomllib.load(file)[language]
    stem = reader(language)
    words = {name: frozenset(read[name].split()) for name in _WORDS}
    stems = {name: frozenset(stem(word)[0] for word in read[name].split()) for name in _STEMS}
    return ClosedClasses(
        contrasts=tuple(tuple(frozenset(group.split()) for group in line.split("|")) for line in read["contrasts"]),
        ages=tuple(frozenset(group.split()) for group in read["ages"].split("|")),
        matters=tuple(frozenset(stem(word)[0] for word in group.split()) for group in read["matters"]),
        prefixes=tuple((line.partition("|")[0], line.partition("|")[2]) for line in read["prefixes"]),
        **words,
        **stems,
    )
