"""Tell a number that is a dose, a result or a public identifier from one that could be somebody's."""

import re
from collections.abc import Sequence

_AMOUNT = r"\d{1,4}(?:,\d{3})*(?:[.,]\d{1,2})?"
_UNIT = (
    r"%|percent|°[cf]?|degrees?|celsius|fahrenheit|[cf]|mc?g|[µu]g|k?g|[mdµu]?l|[mckn]?m|iu|units?|mmhg|bpm"
    r"|(?:p|n|µ|u|m|mc)?(?:g|l|iu|u|mol)/(?:m?l|dl|kg|m2|day|week)|iu/kg|mmol/l|minutes?|mins?|hours?|hrs?|h|days?|weeks?|wks?"
    r"|months?|years?|yrs?|times?|doses?|cycles?|infusions?|sessions?|tablets?|pills?|cells?|nodes?|people|patients?"
    r"|usd|gbp|eur|dollars?|pounds?|euros?|horas?|d[ií]as?|semanas?|mes(?:es)?|años?|grados?|veces|pacientes|personas"
)
_MEASURE = re.compile(rf"{_AMOUNT}(?:-{_AMOUNT})?")
_WITH_UNIT = re.compile(rf"{_AMOUNT}(?:-{_AMOUNT})?-?(?:{_UNIT})")
_UNITS = re.compile(_UNIT)
_BY_ITSELF = re.compile(
    r"\d{1,3}\.\d{1,4}(?:-\d{1,3}\.\d{1,4})?|\d{1,3}(?:\.\d+)?e\d{1,2}|\d{1,2}:\d{1,2}|\d{1,3}(?:,\d{3})+"
    r"|cd\d{1,3}[a-z]?|il-?\d{1,2}[a-z]{0,2}\d?|nct\d{8}|isrctn\d{8}|20\d\d-\d{6}-\d\d|pmc\d{6,8}|10\.\d{4,9}/\S+"
)
"""Decimals, powers of ten, ratios, thousands, antigens, interleukins; registered trials and papers."""

_SMALL = re.compile(r"\d{1,3}[abc]?|[iv]{1,3}[abc]?")
_LABELS = frozenset(
    "phase stage grade level type day days week month cycle cohort dose arm line ecog score fase etapa grado nivel"
    " tipo día ciclo".split()
)
_PAPERS = frozenset(("pmid", "pubmed", "nct", "isrctn"))
_JOINTS = frozenset(("of", "in", "out", "to", "or", "de", "a", "o"))
_WHEN = frozenset(("in", "since", "from", "until", "en", "desde"))
_YEAR = re.compile(r"20[1-3]\d")


MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul"
    " aug sep sept oct nov dec enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre"
    " diciembre".split()
)
"""Beside the number of a day they are part of a date, which goes."""


def is_quantity(words: Sequence[str], place: int) -> bool:
    """Say whether the word at a place, all in lower case, is part of a number that says nothing about a person.

    ["take", "10", "mg"], 1 and 2 -> True; ["flat", "10"], 1 -> False; ["64", "years", "old"], 0 -> False
    """
    word, before, after, second = words[place], *(_at(words, place + step) for step in (-1, 1, 2))
    if _BY_ITSELF.fullmatch(word) or (before in _PAPERS and word.isdigit()):
        return True
    if before in _LABELS and _SMALL.fullmatch(word):
        return True
    if _UNITS.fullmatch(word) and _MEASURE.fullmatch(before):
        return True
    if _WITH_UNIT.fullmatch(word) or (_MEASURE.fullmatch(word) and _UNITS.fullmatch(after)):
        return not before.isdigit() and not (after.startswith("year") and second == "old")
    if word in MONTHS:
        return bool(_YEAR.fullmatch(after)) and not before[:1].isdigit()
    earlier = _at(words, place - 2)
    if _YEAR.fullmatch(word):
        return before in _WHEN or not any(one[:1].isdigit() for one in (before, earlier, after))
    joint, other = (after, second) if after in _JOINTS else (before, earlier)
    return joint in _JOINTS and bool(_SMALL.fullmatch(word) and _SMALL.fullmatch(other))


def _at(words: Sequence[str], place: int) -> str:
    return words[place] if 0 <= place < len(words) else ""
