"""Find dates of birth; dates of treatment stay."""

import re
from collections.abc import Iterable, Iterator

from journal.found import Found

BORN = "[date of birth]"

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:\d{4}|['’]?\d{2})"
DATE = (
    rf"(?<![\w./-])(?:\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}}|\d{{1,2}} ?[-./] ?\d{{1,2}} ?[-./] ?{_YEAR}"
    rf"|\d{{1,2}} \d{{1,2}} \d{{4}}"
    rf"|(?:the )?{_DAY}[ -]?(?:of )?{_MONTH},?[ -]?{_YEAR}|{_MONTH} {_DAY},? {_YEAR})(?![\w/-]|\.\d)"
)
_ANY_DATE = re.compile(DATE, re.IGNORECASE)
_COMPACT = re.compile(r"(?<![\w./-])(?:\d{8}|\d{6})(?![\w/-]|\.\d)")
_BIRTH = r"(?:d\.? ?o\.? ?b\.?|date of birth|birth ?date|birth ?day|born|b\.|geboren|née?|nacid[oa]|birth)"
_BEFORE = re.compile(
    rf"\b{_BIRTH}[\s:=,(-]*(?:(?:is|was|on|in|date|the|my|his|her|of|as)[\s:=,(-]+){{0,3}}$", re.IGNORECASE
)
_AFTER = re.compile(
    rf"[\s,)]*(?:(?:is|was|being|as|are)\s+)?(?:(?:my|his|her|their|the|our)\s+)?(?:\w+(?:['’]s)?\s+)?{_BIRTH}\b",
    re.IGNORECASE,
)
_YEAR_AFTER_BORN = re.compile(
    rf"\bborn (?:in |on |around )?(?:{_MONTH} )?(?:of )?(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE
)
_CARE = re.compile(
    r"\b(?:diagnos\w*|surger\w*|operat\w*|treat\w*|infus\w*|chemo\w*|scan\w*|since|remission|relaps\w*|trial|publish\w*|approv\w*"
    r"|had|dose|cycle|started|stopped|transplant\w*|radio\w*|biops\w*|appointment|admitted|discharged|until|from|after|before)\b",
    re.IGNORECASE,
)
_GAP = re.compile(r"\s{0,3}[(,;:-]?\s{0,3}")
OLD = 2005
"""A whole date up to this year, without a word of treatment before it, is taken for a birthday."""


def birthdays(text: str) -> Iterator[Found]:
    """Find dates beside a word such as "born", in brackets after a person, or so old that they are birthdays."""
    for match in _ANY_DATE.finditer(text):
        before = text[max(0, match.start() - 45) : match.start()]
        if _BEFORE.search(before) or _AFTER.match(text, match.end()) or _old(match[0], before):
            yield Found(*match.span(), BORN)
    for match in _COMPACT.finditer(text):
        if _BEFORE.search(text[max(0, match.start() - 45) : match.start()]):
            yield Found(*match.span(), BORN)
    for match in _YEAR_AFTER_BORN.finditer(text):
        yield Found(*match.span("year"), BORN)


def after_names(text: str, names: Iterable[Found]) -> Iterator[Found]:
    """Find the date that follows a name at once: "Priya (1949-11-30)", "Priya, 30/11/1949"."""
    for name in names:
        gap = _GAP.match(text, name.end)
        match = _ANY_DATE.match(text, gap.end()) if gap else None
        if match:
            yield Found(*match.span(), BORN)


def _old(date: str, before: str) -> bool:
    years = [int(year) for year in re.findall(r"\d{4}", date)]
    return bool(years) and 1900 <= years[0] <= OLD and not _CARE.search(before[-25:])
