"""Take out of a text what says who somebody is, before anything is kept. Medical facts stay, letter for letter.

Numbers, dates and addresses are told by their shape and by the words beside them; names only where somebody announces
them. A name that nobody announces may remain, and the page says so.
"""

import re
import unicodedata
from collections.abc import Container, Iterable

from journal.birthdays import after_names, birthdays
from journal.found import Found
from journal.names import names
from journal.numbers import emails, phones, records
from journal.places import addresses, postcodes
from journal.vocabulary import WRITTEN

LONGEST = 2000
"""Characters that are kept of a text at most; a question is shorter."""

COVER = "\u25a0"
"""Stands for each letter of a piece that is kept, so that no pattern sees it."""

_ALWAYS_KEPT = re.compile(
    r"\b10\.\d{4,9}/[^\s,;)]+|\bNCT ?\d{6,8}\b"
    r"|\b(?:PMID|PubMed|PMC|ISRCTN|ChiCTR|EudraCT|EUCT|DOI|arXiv)[:\s#]{0,3}[\w.-]*\d[\w./-]*"
    r"|\b20\d\d-5?\d{5}-\d\d(?:-\d\d)?\b|\bhttps?://[^\s?#@]+",
    re.IGNORECASE,
)


def redact(text: str, known: Container[str] = ()) -> str:
    """Return the text with "[name]", "[phone]" and the like in place of personal details.

    `known` holds the words of the articles in lower case; a word of theirs with a digit in it is never touched, and
    none of them is taken for a name where its announcement is weak.

    >>> redact("My name is Ann Lee, call 07700 900123. Is CA19-9 of 38.0 high?")
    'My name is [name], call [phone]. Is CA19-9 of 38.0 high?'
    """
    text = unicodedata.normalize("NFC", text)[:LONGEST]
    covered = _cover(text, known)
    named = list(names(covered, known))
    found = [
        *emails(covered),
        *phones(covered),
        *records(covered),
        *birthdays(covered),
        *after_names(covered, named),
        *addresses(covered),
        *postcodes(covered),
        *named,
    ]
    return _replaced(text, found)


def _cover(text: str, known: Container[str]) -> str:
    """Hide what is always kept: numbers of trials and papers, and words of the articles that hold a digit."""

    def covered(match: re.Match[str]) -> str:
        return COVER * len(match[0])

    def covered_if_known(match: re.Match[str]) -> str:
        word = match[0]
        mixed = any(c.isdigit() for c in word) and any(c.isalpha() for c in word)
        return COVER * len(word) if mixed and word.casefold() in known else word

    return WRITTEN.sub(covered_if_known, _ALWAYS_KEPT.sub(covered, text))


def _replaced(text: str, found: Iterable[Found]) -> str:
    """Write the replacements; of pieces that overlap the whole stretch goes, under the label of the first."""
    pieces, end = [], 0
    for piece in _merged(sorted(found)):
        pieces += [text[end : piece.start], piece.instead]
        end = piece.end
    return "".join([*pieces, text[end:]])


def _merged(found: Iterable[Found]) -> list[Found]:
    merged: list[Found] = []
    for piece in found:
        if merged and piece.start < merged[-1].end:
            merged[-1] = merged[-1]._replace(end=max(piece.end, merged[-1].end))
        else:
            merged.append(piece)
    return merged
