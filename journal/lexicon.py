"""The journal's own words and numbers: subjects that are kept, names that are not, how medicines and illnesses end.

A number that is a dose, a result or a public identifier is told from one that could be somebody's.
"""

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path


def _blocks(name: str) -> list[frozenset[str]]:
    """Return the words under each heading of a list in this folder."""
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    return [frozenset(block.partition("\n")[2].split()) for block in text.split("# ")[1:]]


NAMES, FIRST_NAMES, SURNAMES = _blocks("names.txt")
"""Names among everyday words, without accents: those that are nothing else, and those that are words too."""

SUBJECTS = frozenset[str]().union(*_blocks("subjects.txt"))
"""Medicines, illnesses, tests, days and nations that no article need mention, written as they are written."""

TITLES, _OTHERS, MONTHS, _LABELS = _blocks("words.txt")
ANNOUNCERS = TITLES | _OTHERS
"""Words before a name, months in dates, and words before a number."""

SHORTEST = 7
"""Letters from which the end of a word says what it is."""

_MEDICINE = re.compile(
    r"(?:[iouz]mab|[tdlprv][aiy]nib|[ae][ft][ei]nib|ciclib|parib|zomib|oxifen|platin|taxel|rubicin|[mc]ycin|cillin"
    r"|oxacin|cycline|[ao]zole|statin|sartan|olol|opril|gliptin|gliflozin|glutide|parin|dron(?:ate|ic)|setron|leucel"
    r"|-cel|cept|limus|trex(?:ate|ed)|citabine|[bg]ovir|clovir|navir|profen|triptan|dipine|azepam|olone|asone|terol"
    r"|tecan|poside|ristine|lastine|mustine|zolomide|idomide|grastim|poetin|relin|relix|lutamide|trozole|toclax|fusp)s?$"
)
_ILLNESS = re.compile(
    r"(?:itis|(?:[bclmnrt]|ph|gi|li|te)omas?|osis|a?emi[ac]|path(?:y|ies|ic)|ectomy|ostomy|plasty|oscopy|algia|peni[ac]"
    r"|cytosis|plasia|plastic|plegia|uria|rrhage|rrh?o?ea|edema|trophy|toxic|toxicity|blastic)$"
)

_AMOUNT = r"\d{1,4}(?:,\d{3})*(?:[.,]\d{1,2})?"
_UNIT = (
    r"%|percent|°[cf]?|degrees?|celsius|fahrenheit|[cf]|mc?g|[µu]g|k?g|[mdµu]?l|[mckn]?m|iu|units?|mmhg|bpm"
    r"|(?:p|n|µ|u|m|mc)?(?:g|l|iu|u|mol)/(?:m?l|dl|kg|m2|day|week)|iu/kg|mmol/l|minutes?|mins?|hours?|hrs?|h|days?|weeks?|wks?"
    r"|months?|years?|yrs?|times?|doses?|cycles?|infusions?|sessions?|tablets?|pills?|cells?|nodes?|people|patients?"
    r"|usd|gbp|eur|dollars?|pounds?|euros?|horas?|d[ií]as?|semanas?|mes(?:es)?|años?|grados?|veces|pacientes|personas"
)
_MEASURE = re.compile(rf"{_AMOUNT}(?:-{_AMOUNT})?-?(?:{_UNIT})")
_BY_ITSELF = re.compile(
    r"\d{1,3}\.\d{1,4}(?:-\d{1,3}\.\d{1,4})?|\d{1,3}(?:\.\d+)?e\d{1,2}|\d{1,2}:\d{1,2}|\d{1,3}(?:,\d{3})+"
    r"|cd\d{1,3}[a-z]?|il-?\d{1,2}[a-z]{0,2}\d?|nct\d{8}|isrctn\d{8}|20\d\d-\d{6}-\d\d|pmc\d{6,8}|10\.\d{4,9}/\S+"
)
"""Decimals, powers of ten, ratios, thousands, antigens, interleukins; registered trials and papers."""

_SMALL = re.compile(r"\d{1,3}[abc]?|[iv]{1,3}[abc]?")
_PAPERS = frozenset(("pmid", "pubmed", "nct", "isrctn"))
_JOINTS = frozenset(("of", "in", "out", "to", "or", "de", "a", "o"))
_WHEN = frozenset(("in", "since", "from", "until", "en", "desde"))
_YEAR = re.compile(r"20[1-3]\d")


def is_medicine(word: str) -> bool:
    """Say whether a word in lower case ends as medicines do (WHO, "The use of stems in the selection of INN", 2018).

    >>> is_medicine("tamoxifen"), is_medicine("april")
    (True, False)
    """
    return len(word) >= SHORTEST and _MEDICINE.search(word) is not None


def is_illness(word: str) -> bool:
    """Say whether a word in lower case ends as illnesses and operations do: "pancreatitis", "neuropathy"."""
    return len(word) >= SHORTEST and _ILLNESS.search(word) is not None


def bare(word: str) -> str:
    """Return a word without the ending of a possessive: "Graves'" -> "Graves"."""
    return re.sub(r"'[sS]?$", "", word)


def unaccented(word: str) -> str:
    """Return a word without accents: "maría" -> "maria"."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def is_quantity(words: Sequence[str], place: int) -> bool:
    """Say whether the word at a place, all in lower case, is part of a number that says nothing about a person.

    ["take", "10", "mg"], 1 and 2 -> True; ["flat", "10"], 1 -> False; ["64", "years", "old"], 0 -> False
    """
    earlier, before, word, after, second = ["", "", *words, "", ""][place : place + 5]
    if _BY_ITSELF.fullmatch(word) or (before in _PAPERS and word.isdigit()):
        return True
    if before in _LABELS and _SMALL.fullmatch(word):
        return True
    if any(map(_MEASURE.fullmatch, (before + word, word, word + after))):
        return not (after.startswith("year") and second == "old")
    if word in MONTHS:
        return bool(_YEAR.fullmatch(after)) and not before[:1].isdigit()
    if _YEAR.fullmatch(word):
        return before in _WHEN or not any(one[:1].isdigit() for one in (before, earlier, after))
    joint, other = (after, second) if after in _JOINTS else (before, earlier)
    return joint in _JOINTS and bool(_SMALL.fullmatch(word) and _SMALL.fullmatch(other))
