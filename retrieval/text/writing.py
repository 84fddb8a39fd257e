"""How a question is written: its names, what stands between quotation marks, words that only vent anger."""

import re

from retrieval.text.tokens import split

_EXPLETIVE = re.compile(r"(?<=[a-z]) the (?:fuck|hell|heck)\b|\bfuck(?:ing|in)\b *", re.IGNORECASE)
_WTF = re.compile(r"^\s*wtf\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.?!]\s")
_QUOTED = re.compile(r'["“„«]([^"“”„«»]+)["”“»]')


def without_expletives(question: str) -> str:
    """Leave out what only vents anger in a question.

    >>> without_expletives("what the fuck is CAR-T"), without_expletives("wtf is CRS")
    ('what is CAR-T', 'what is CRS')
    """
    return _WTF.sub("what", _EXPLETIVE.sub("", question))


def quoted(question: str) -> frozenset[str]:
    """Return the words between double quotation marks, which are meant as they are typed.

    >>> sorted(quoted('what is "Cytokin storm" like'))
    ['cytokin', 'storm']
    """
    return frozenset(word.casefold() for phrase in _QUOTED.findall(question) for word in split(phrase))


def names_in(question: str) -> frozenset[str]:
    """Return the words that are written as names: with a capital letter, not first, where other words have none.

    >>> sorted(names_in("Is a Wilms tumour treated? What helps?"))
    ['wilms']
    """
    sentences = [split(sentence) for sentence in _SENTENCE_END.split(question)]
    if not any(word.islower() for sentence in sentences for word in sentence[1:]):
        return frozenset()
    return frozenset(word.casefold() for sentence in sentences for word in sentence[1:] if word[:1].isupper())
