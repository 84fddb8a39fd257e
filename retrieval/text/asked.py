"""The kind of thing a question asks for, and the kinds of thing a statement gives: a number, a time."""

import re
from collections.abc import Callable

from retrieval.text.tokens import split

_UNIT = r"(?:minutes?|hours?|days?|weeks?|months?|years?|minutos?|horas?|d[ií]as?|semanas?|meses|años?)"
_ASKED = {
    "time": (
        r"^when\b|\bhow (?:long|soon|early|late|often|quickly|fast)\b|\bwh(?:at|ich) (?:year|month|day|date)\b"
        r"|\bhow many (?:minutes|hours|days|weeks|months|years)\b|^cu[aá]ndo|\bcu[aá]nto (?:tiempo|dura|tarda)\b",
        rf"\b{_UNIT}\b|\b(?:19|20)\d\d\b",
    ),
    "number": (
        r"\bhow (?:many|much|common|likely|old|high|big|large)\b"
        r"|\bwhat (?:share|percentage|dose|number|age|temperature)\b|\b(?:cost|price|cuánt[oa]s?)\b",
        r"\d",
    ),
    "definition": (
        r"^what(?:'s|s| is| are| does .* (?:mean|stand))\b|\bmeaning\b|^qu[eé] (?:es|son|significa)\b",
        r"(?!)",
    ),
}
_KINDS = {kind: (re.compile(asked, re.IGNORECASE), re.compile(given)) for kind, (asked, given) in _ASKED.items()}
_DEFINED = re.compile(r"((?:\S+ ){1,5}?)(?:is|are|means?|stands? for|es|son|significa) |([^.:]{1,30}):")
_COUNTED = re.compile(
    r"\b(?:how many [\w -]{0,40}?([\w-]{1,30}) (?:are|is) there|cu[aá]nt[oa]s [\w -]{0,40}?([\w-]{1,30}) hay)\b",
    re.IGNORECASE,
)
_NUMBERS = frozenset(
    "two three four five six seven eight nine ten eleven twelve dozen dos tres cuatro cinco seis siete ocho".split()
)
_MARK = re.compile(r"\[\d+\]")
_BEFORE = 3
"""How many words a number stands before what it counts: "seven of these products"."""

_SAYS_YES_OR_NO = re.compile(r"(?:Yes|No|Sí)\b[,.:;]")


def kind_asked(question: str) -> str:
    """Name the kind of thing a question asks for, or give "".

    >>> kind_asked("How long does it take?"), kind_asked("how many people"), kind_asked("What is CRS?")
    ('time', 'number', 'definition')
    """
    return next((kind for kind, (asked, _) in _KINDS.items() if asked.search(question.strip())), "")


def kinds_given(statement: str) -> frozenset[str]:
    """Name the kinds of thing that a statement gives.

    >>> sorted(kinds_given("It takes 2 weeks."))
    ['number', 'time']
    """
    return frozenset(kind for kind, (_, given) in _KINDS.items() if given.search(statement))


def defined(statement: str) -> str:
    """Return the words that a statement says the meaning of, or "".

    >>> defined("A placebo is a dummy treatment."), defined("Grade 3: a fever, and more."), defined("Call at once.")
    ('A placebo ', 'Grade 3', '')
    """
    found = _DEFINED.match(statement)
    return found[1] or found[2] if found else ""


def counted(question: str) -> str:
    """Return the thing that a question asks the number of, or "".

    >>> counted("How many licensed products are there?"), counted("How many weeks does it take?")
    ('products', '')
    """
    found = _COUNTED.search(question)
    return (found[1] or found[2]).casefold() if found else ""


def counts(text: str, is_thing: Callable[[str], bool]) -> bool:
    """Say whether a text has a number shortly before a word for some thing.

    >>> counts("Seven of these products are sold.", lambda word: word == "products")
    True
    """
    words = split(_MARK.sub(" ", text))
    things = [place for place, word in enumerate(words) if is_thing(word)]
    near = (word for place in things for word in words[max(0, place - _BEFORE) : place])
    return any(word[0].isdigit() or word.casefold() in _NUMBERS for word in near)


def says_yes_or_no(statement: str) -> bool:
    """Say whether a statement begins with yes or no.

    >>> says_yes_or_no("No, it is not."), says_yes_or_no("Nobody knows.")
    (True, False)
    """
    return bool(_SAYS_YES_OR_NO.match(statement))
