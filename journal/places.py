"""Find postal addresses and post codes."""

import re
from collections.abc import Iterator

from journal.found import Found

ADDRESS, POSTCODE = "[address]", "[post code]"

_STATES = (
    "AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA|RI|SC"
    "|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|DC"
)
_ZIP = rf"(?:{_STATES})\.? \d{{5}}(?:-\d{{4}})?"
_BRITISH = r"[A-Z]{1,2}\d[A-Z\d]?(?: |(?<=\d\d)|(?<=[A-Z]{2}\d))\d(?!CM|MG|KG|ML|AM|PM|MM|KM|IU|IN|OR|TO|ON)[A-Z]{2}"
_CANADIAN = r"[ABCEGHJ-NPRSTVXY]\d[A-Z] ?\d[A-Z]\d"
_CODE = re.compile(rf"(?<![\w-])(?:{_ZIP}|{_BRITISH}|{_CANADIAN})(?![\w-])")
_SMALL_CODE = re.compile(r"(?<![\w-])[a-z]{1,2}\d[a-z\d]? \d(?!st|nd|rd|th)[abd-hjlnp-uw-z]{2}(?![\w-])")
_NAMED_CODE = re.compile(
    r"\b(?:zip|zip ?code|post ?code|postal code|plz)\b(?:\s*(?:is|:|=))*\s*"
    r"(?P<code>[A-Za-z]{1,2}\d[A-Za-z\d]? ?\d[A-Za-z]{2}|\d{4,5}(?:-\d{3,4})?)\b",
    re.IGNORECASE,
)
_WORD = r"[A-ZÀ-ÖØ-Þ][\w'’.-]{0,30}"
_STREET = (
    r"Street|St|Road|Rd|Avenue|Ave|Av|Lane|Ln|Drive|Dr|Close|Cl|Court|Ct|Crescent|Cres|Way|Terrace|Place|Pl|Square|Sq|Gardens?"
    r"|Grove|Hill|Park|Row|Walk|Mews|Boulevard|Blvd|Highway|Hwy|Parade|Green|View|Rise|Circle|Parkway|Wharf|Quay|Villas"
)
_TOWNS = rf"(?:,? (?:in )?{_WORD}(?: {_WORD}){{0,2}}){{0,3}}"
_FLAT = r"(?:(?:flat|apartment|apt|unit|suite|room|house)\.? ?#?\w{1,4},? ){0,2}"
_NUMBERED = re.compile(
    rf"(?i:{_FLAT})(?<![\w.])\d{{1,5}}[A-Za-z]?(?:-\d{{1,4}})?,? (?:{_WORD} ){{1,4}}(?:{_STREET})\b\.?"
    rf"{_TOWNS}(?:,? ?(?:{_ZIP}|{_BRITISH}))?"
)
_SMALL_STREET = re.compile(
    r"(?<![\w.])\d{1,5}[a-z]? "
    r"(?!(?:weeks?|days?|months?|years?|hours?|minutes?|miles?|people|patients?|of|in|on|the|down)\b)"
    r"(?:[a-z]+ ){1,2}(?:street|road|avenue|lane|crescent|terrace|boulevard)\b(?:, ?[a-z]+)?"
)
_FOREIGN = re.compile(
    rf"\b{_WORD}?(?:stra(?:ß|ss)e|str\.|weg|gasse|platz) \d{{1,4}}[a-z]?\b(?:,? \d{{4,5}} {_WORD})?"
    rf"|\b(?:\d{{1,4}},? )?(?:Rue|Calle|Via|Avenida|Rua|Ulica|Ul\.|Chemin|Plaza|Piazza) "
    rf"(?:(?:de|del|della|la|du|des|da|do) ){{0,2}}"
    rf"{_WORD}(?: {_WORD}){{0,2}}(?:,? \d{{1,5}}[a-z]?)?"
)
_BOX = re.compile(r"\bP\.? ?O\.? ?Box \d+", re.IGNORECASE)
_LIVES = re.compile(
    r"\b(?:send (?:it|them|that|this|the \w+|everything|post|letters?|a copy) to"
    r"|(?:post|mail|deliver|forward) (?:it|them|that|this) to"
    r"|address(?: is|:| =)|liv(?:e|es|ing) at|stay(?:ing|s)? at|moved (?:in)?to|resid(?:es?|ing) at|based at|home is) ",
    re.IGNORECASE,
)
_NAMED_HOUSE = re.compile(
    rf"(?:\d{{1,5}}[A-Za-z]?,? )?(?:[Tt]he )?{_WORD}(?: {_WORD}){{0,3}}(?:, {_WORD}(?: {_WORD}){{0,2}}){{1,3}}"
)


def postcodes(text: str) -> Iterator[Found]:
    """Find post codes: "TH4 9ZZ", "OH 45999", "zip 45999"."""
    for pattern in (_CODE, _SMALL_CODE):
        yield from (Found(*match.span(), POSTCODE) for match in pattern.finditer(text))
    yield from (Found(*match.span("code"), POSTCODE) for match in _NAMED_CODE.finditer(text))


def addresses(text: str) -> Iterator[Found]:
    """Find streets with a house number, and named houses after words such as "send it to"."""
    for pattern in (_NUMBERED, _SMALL_STREET, _FOREIGN, _BOX):
        yield from (Found(*match.span(), ADDRESS) for match in pattern.finditer(text))
    for lead in _LIVES.finditer(text):
        house = _NAMED_HOUSE.match(text, lead.end())
        if house:
            yield Found(*house.span(), ADDRESS)
