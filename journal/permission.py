"""Keep of a question only the words that may be kept; everything else becomes "…".

Nothing personal has to be recognised. A word stays when it is everyday language, stands in the articles or in
`subjects.txt`, or has the shape of a medicine or an illness; a number when it is a dose, a result or a public
identifier. Names that are everyday words stand in `names.txt`.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from journal.lexicon import (
    ANNOUNCERS,
    FIRST_NAMES,
    MONTHS,
    NAMES,
    SUBJECTS,
    SURNAMES,
    TITLES,
    bare,
    is_illness,
    is_medicine,
    is_quantity,
    unaccented,
)

GONE = "…"
LONGEST = 2000
"""Characters of a text that are looked at; a question is shorter."""

_WORD = re.compile(r"\d+:\d+(?!\d)|[^\W_](?:[\w.,+/'@&-]*[\w+])?(?:%|°[CF]?|'(?=[\s.,?!]))?")
_PART = re.compile(r"[^\W_](?:[\w']*[^\W_])?")
_SENTENCE_END = frozenset(".!?:;\n¿¡")
_UNCOMMON = re.compile(r"[^\s.,;:?!¿¡()\[\]'\"’“”/<>=%&+°$£€-]")
_DAY = re.compile(r"[0-3]?\d(?:st|nd|rd|th)?")
_SPELT_ADDRESS = re.compile(r"\S+\s*[(\[]?\bat\b[)\]]?\s*\S+\s*[(\[]?\bdot\b[)\]]?\s*\w+", re.IGNORECASE)
_TAIL = re.compile(r"[^\w%°]*$")
_SPACES = re.compile(r"\s+")
_LINKS = frozenset(("is", "was", "es", "me"))
_I = frozenset(("I", "I'm", "I've", "I'd", "I'll"))


class _WrittenWord(NamedTuple):
    """A word of a text, what stands between it and the word before, and whether its capital may say nothing.

    That is so where a sentence begins, and everywhere in a text without capitals or with nothing else.
    """

    gap: str
    word: str
    starts: bool


Piece = tuple[str, str]
"""What stands before a word, and the word, "" when it may not be kept."""


def _written_words(text: str) -> list[_WrittenWord]:
    """Return the words of a text: "Is CD19 high? 38.5 C" -> Is, CD19, high, 38.5, C."""
    text, one_case, end = text.replace("’", "'"), text.isupper() or text.islower(), 0
    found: list[_WrittenWord] = []
    for match in _WORD.finditer(text):
        gap = text[end : match.start()]
        starts = one_case or not found or not _SENTENCE_END.isdisjoint(gap)
        found.append(_WrittenWord(gap, match[0], starts))
        end = match.end()
    return found


class Permission:
    """The words that may be kept of a question in one language.

    `texts` are the articles'; `everyday` says whether a word in lower case is common in the language at large.
    """

    def __init__(self, texts: Iterable[str], everyday: Callable[[str], bool]) -> None:
        self._everyday = everyday
        self._written, self._lower = set(SUBJECTS), {word.casefold() for word in SUBJECTS}
        for text in texts:
            found = _written_words(text)
            self._lower |= {bare(token.word).casefold() for token in found if not token.word.isdigit()}
            self._written |= {bare(token.word) for token in found if not (token.starts and token.word.istitle())}

    def kept(self, text: str) -> str:
        """Return the text with "…" in place of each run of words that may not be kept; every database takes it.

        >>> Permission([], "my name is and i have a rash".split().__contains__).kept("My name is Ann. I have a rash")
        'My name is … I have a rash'
        """
        text = _SPELT_ADDRESS.sub("x@x", unicodedata.normalize("NFC", text)[:LONGEST])
        return _joined(self._pieces(_written_words(text)), (_TAIL.search(text) or [""])[0])

    def _pieces(self, found: list[_WrittenWord]) -> Iterator[Piece]:
        words = [token.word.casefold() for token in found]
        announced = titled = named = False
        for place, token in enumerate(found):
            low, capital = unaccented(bare(words[place])), token.word[0].isupper()
            of_a_term = low[0].isdigit() and "".join(words[place - 1 : place + 1]) in self._lower  # CA 125, for CA125
            if of_a_term or is_quantity(words, place):
                pieces = [(token.gap, token.word)]
            elif (
                "@" in token.word
                or "//" in token.gap
                or (titled and capital)
                or (low in MONTHS and any(map(_DAY.fullmatch, words[max(0, place - 1) : place + 2])))
                or (low in FIRST_NAMES and (capital or announced))
                or (low in SURNAMES and (titled or named))
            ):
                pieces = [(token.gap, "")]
            else:
                pieces = list(self._parts(token))
            yield from pieces
            named = not pieces[-1][1]
            titled = low in TITLES
            announced = low in ANNOUNCERS or (announced and low in _LINKS)

    def _parts(self, token: _WrittenWord) -> Iterator[Piece]:
        """Yield a word that may be kept whole, or else its parts, each by itself: "CAR-T/Siobhan"."""
        if self._allows(token.word, token.starts):
            yield token.gap, token.word
            return
        end = 0
        for part in _PART.finditer(token.word):
            gap = token.word[end : part.start()] if end else token.gap
            can_be_name = unaccented(part[0].casefold()) in FIRST_NAMES | SURNAMES
            allowed = not can_be_name and self._allows(part[0], token.starts and not end)
            yield gap, part[0] if allowed else ""
            end = part.end()

    def _allows(self, word: str, starts: bool) -> bool:
        """Say whether a word may be kept; a capital inside a sentence must stand so in the articles."""
        base = bare(word).rstrip("+")
        low = base.casefold()
        if base in self._written or word in _I:
            return any(letter.isalpha() for letter in base)
        if base != low and not starts:
            return is_medicine(low)
        if unaccented(low) in NAMES:
            return False
        if low in self._lower or is_medicine(low) or is_illness(low):
            return True
        return not any(letter.isdigit() for letter in low) and (self._everyday(word.casefold()) or self._everyday(low))


def _joined(pieces: Iterable[Piece], tail: str) -> str:
    """Write the words with the plain signs between them, and "…" for each run of those that are gone."""
    out, gone = "", False
    for gap, word in pieces:
        if word:
            out += (" " if gone else _plain(gap)) + word
        elif not gone:
            out += " " + GONE if out else GONE
        gone = not word
    return out if gone else out + _plain(tail)


def _plain(gap: str) -> str:
    return _SPACES.sub(" ", _UNCOMMON.sub("", gap))
