"""Find telephone numbers, record numbers and addresses of e-mail; leave doses, results and trial numbers alone."""

import re
from collections.abc import Iterator

from journal.found import Found

PHONE, NUMBER, EMAIL = "[phone]", "[number]", "[e-mail]"

_EMAIL = re.compile(
    r"(?<![\w.+'’-])[\w.+'’-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w.+-])[\w.+-]+ ?[\[(]at[\])] ?[\w-]+(?: ?[\[(]?(?:dot|\.)[\])]? ?[\w-]+)+"
    r"|(?<![\w.+-])[\w.+-]+ at [\w-]+(?: dot [\w-]+)+"
    r"|(?<![\w/@])@[A-Za-z_]\w{2,}",
    re.IGNORECASE,
)
_RUN = re.compile(
    r"(?<![\w.,/@-])(?:\+ ?)?\(?\d(?:\d|[ .\-/\u2010-\u2013]{1,2}(?=[\d(])|\)[ .-]?(?=\d)|\((?=\d))*(?!\w|[.,/]\d|%)"
)
_AMOUNT = re.compile(r"\d{1,4}(?:[.,]\d+)?\s?[-–/]\s?\d{1,4}(?:[.,]\d+)?|\d{1,3}(?:[ ,]\d{3})+|\d+\.\d+")
_DECIMAL = re.compile(r"(?<!\d)\d\.\d")
_DATE = re.compile(r"\d{1,2}[-./ ]\d{1,2}[-./ ](?:\d{4}|\d{2})|\d{4}[-./]\d{1,2}[-./]\d{1,2}")
_AMERICAN = re.compile(r"(?:\+?1\D{0,2})?\(?\d{3}\D{1,2}\d{3}\D\d{4}|\d{3}-\d{2}-\d{4}")
_SHORT = re.compile(r"\d{3}[- ]\d{4}")
_CALL = re.compile(
    r"\b(?:call|calls|phone|tel|telephone|text|txt|ring|mobile|mob|cell|whatsapp|fax|contact|number|reach|sms|landline|no|nr"
    r"|ph)\b[^\d+]{0,25}$",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r" ?(?:mg|mcg|ug|g|kg|ml|l|iu|units?|u/|mmol|umol|pg|ng|cells?|days?|weeks?|months?|years?|yrs?|hours?|hrs?|%"
    r"|patients?|people|adults|children|women|men|participants|usd|dollars|pounds|euros?|gbp|times|cm|mm|percent|per)\b",
    re.IGNORECASE,
)
_SURE = r"MRN|NHS|CHI|SSN|NINO|passport|case|ref|reference|wristband|barcode|(?:id|card)(?= ?[:#]| number| no\b| is\b)"
_KIND = (
    r"hosp(?:ital)?|unit|patient|pt|medical|records?|chart|file|insurance|policy|member(?:ship)?|account|acct|medicare|medicaid"
    r"|licen[cs]e|registration|booking|appointment|national insurance|social security|identity|health|claim|clinic|lab"
)
_LABEL = re.compile(
    rf"\b(?:(?P<sure>{_SURE})|(?:{_KIND}))\b"
    r"(?P<marks>"
    r"(?:[ \t]*(?:\b(?:numbers?|no|num|nr|id|ref(?:erence)?|code|card|record|is|was)\b\.?|[=:#-])){0,5})[ \t]*",
    re.IGNORECASE,
)
_CODE = re.compile(r"[A-Za-z]{0,6}[-/ ]?\d[\dA-Za-z]*(?:[-/][\dA-Za-z]+| \d{2,}\b)*(?![\w%])")
_MARK = re.compile(r"number|\bno\b|num\b|nr\b|\bid\b|\bref|code|[#:=]", re.IGNORECASE)
_INSURANCE = re.compile(r"\b[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b")


def emails(text: str) -> Iterator[Found]:
    """Find addresses of e-mail, also "name at example dot org", and @names."""
    return (Found(*match.span(), EMAIL) for match in _EMAIL.finditer(text))


def phones(text: str) -> Iterator[Found]:
    """Find runs of digits that are telephone numbers, or of ten digits and more and so somebody's number."""
    for match in _RUN.finditer(text):
        run, before = match[0], text[max(0, match.start() - 40) : match.start()]
        called = bool(_CALL.search(before))
        if not _UNIT.match(text, match.end()) and _personal(run, called):
            yield Found(*match.span(), PHONE if run[0] in "+0(" or called else NUMBER)


def _personal(run: str, called: bool) -> bool:
    """Say whether a run of digits is somebody's number; `called` when a word such as "phone" stands before it."""
    digits = sum(character.isdigit() for character in run)
    if digits > 16 or _DATE.fullmatch(run) or _DECIMAL.search(run):
        return False
    if _AMERICAN.fullmatch(run):
        return True
    if _SHORT.fullmatch(run):
        return called or run.startswith("555")
    if _AMOUNT.fullmatch(run) or digits < 6:
        return False
    if digits < 9:
        return called
    return called or run[0] in "+(0" or (run.isdigit() and digits >= 10)


def records(text: str) -> Iterator[Found]:
    """Find numbers of records, policies and the like after the word that names them; the word stays."""
    for match in _LABEL.finditer(text):
        code = _CODE.match(text, match.end())
        if code and _names_somebody(match, code[0]) and not _UNIT.match(text, code.end()):
            yield Found(*code.span(), NUMBER)
    yield from (Found(*match.span(), NUMBER) for match in _INSURANCE.finditer(text))


def _names_somebody(label: re.Match[str], code: str) -> bool:
    """Say whether a code after a label is long enough for a number of somebody: "case 55/40213", not "case 3"."""
    digits = sum(character.isdigit() for character in code)
    marked = bool(_MARK.search(label["marks"]))
    if re.fullmatch(r"(19|20)\d\d", code):
        return False
    return digits >= (3 if marked else 5) and (marked or bool(label["sure"]))
