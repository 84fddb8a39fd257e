"""Abbreviations that look like everyday words: "ALL" is acute lymphoblastic leukaemia where an article says so."""

import re
from collections.abc import Callable, Iterable, Mapping

_DEFINED = re.compile(r"(?<![\w'’-])((?:[\w'’-]+ ){1,9})\(([A-Z]{2,6})\)")
"""It begins where a word does: from each letter on, a long run without spaces would be read again and again."""

_CAPITALS = re.compile(r"(?<![\w'’-])[A-Z]{2,6}(?![\w'’-])")


def abbreviations(texts: Iterable[str], everyday: Callable[[str], bool]) -> dict[str, str]:
    """Return the long form of each abbreviation that is defined in some texts and would be read as an everyday word.

    `everyday` says whether a word in lower case is one. The plain case of Schwartz and Hearst 2003, "A simple algorithm
    for identifying abbreviation definitions in biomedical text": each letter begins a word.

    >>> abbreviations(["Children with acute lymphoblastic leukaemia (ALL) were treated."], "all".__eq__)
    {'ALL': 'acute lymphoblastic leukaemia'}
    """
    found: dict[str, str] = {}
    for text in texts:
        for before, short in _DEFINED.findall(text):
            long = _long_form(short, before.split()) if everyday(short.lower()) else ""
            if long:
                found.setdefault(short, long)
    return found


def _long_form(short: str, words: list[str]) -> str:
    """Return the last words, as many as there are letters, if each begins with its letter."""
    last = words[-len(short) :]
    return " ".join(last) if [word[0].lower() for word in last] == list(short.lower()) else ""


def written_out(question: str, known: Mapping[str, str]) -> str:
    """Write out the abbreviations of a question that are in capitals where other words are not.

    >>> written_out("Can my son's ALL be cured?", {"ALL": "acute lymphoblastic leukaemia"})
    "Can my son's acute lymphoblastic leukaemia be cured?"
    """
    if question.isupper():
        return question
    return _CAPITALS.sub(lambda word: known.get(word[0], word[0]), question)
