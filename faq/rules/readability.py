"""How hard a text is to read, as a school grade."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from faq.library import Library
from faq.problem import Level, Problem

HARDEST = 9.0
"""The highest grade that passes: about 14 to 15 years of age."""

FEWEST_WORDS = 20
"""Shorter texts have no grade worth the name."""

_MARK = re.compile(r"\s*\[\d+\]")
_WORD = re.compile(r"[^\W_](?:[\w'’.,]*\w)?")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def hard_to_read(library: Library) -> Iterator[Problem]:
    """Note English sections above grade 9 (Flesch-Kincaid, Kincaid 1975), each with its hardest sentence."""
    for article in (article for article in library.articles if article.lang == "en"):
        for section in article.sections:
            read = text_sentences(section.text)
            counted = sum(len(sentence.split()) for sentence in read) >= FEWEST_WORDS
            if counted and (reached := grade(" ".join(read))) > HARDEST:
                message = f'"{section.heading}" is hard to read: grade {reached:.0f}, above {HARDEST:.0f}.'
                remedy = f'Begin with its hardest sentence: "{max(read, key=grade)}"'
                yield Problem(article.file, section.line, message, remedy, Level.WARNING)


def text_sentences(text: str) -> list[str]:
    r"""Return the sentences of a section without citation marks; a line of a list or table is a sentence.

    >>> text_sentences("It works.[1] For how long?\nmilk\nbread")
    ['It works.', 'For how long?', 'milk.', 'bread.']
    """
    lines = (_MARK.sub("", line).strip() for line in text.split("\n"))
    ended = (line if line.endswith((".", "!", "?")) else f"{line}." for line in lines if line)
    return [sentence for line in ended for sentence in _SENTENCE.split(line)]


def grade(text: str) -> float:
    """Return the Flesch-Kincaid grade of an English text: .39 words a sentence + 11.8 syllables a word - 15.59."""
    words = _WORD.findall(text)
    sentences = max(1, len(_SENTENCE.split(text.strip())))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(_syllables, words)) / max(1, len(words)) - 15.59


@cache
def _syllables(word: str) -> int:
    """Return the number of syllables of an English word, as its hyphenation tells: rather too few than too many.

    >>> [_syllables(word) for word in ("cell", "cancer", "treatment", "oncologist")]
    [1, 2, 2, 4]
    """
    return len(_hyphenation().positions(word.lower())) + 1


@cache
def _hyphenation() -> Any:
    """Load the hyphenation of English, which the server never needs."""
    from pyphen import Pyphen

    return Pyphen(lang="en_US")
