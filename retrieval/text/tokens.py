"""Turn text into the terms it is found by: one function for questions and passages alike."""

import re
import unicodedata
from functools import cache
from threading import Lock

import Stemmer

from retrieval.text.british import american

LANGUAGES = {"en": "english", "es": "spanish"}
"""The stemmer for each language an article may be written in."""

_WORD = re.compile(r"[^\W_]+(?:['\-.&+][^\W_]+)*")
_JOINT = re.compile(r"['\-.&+]")
_HYPHEN = re.compile(r"['\-&+]")
_BORDER = re.compile(r"(?<=[^\W\d_]{2})(?=\d)|(?<=\d)(?=[^\W\d_]{2})")
_DECIMAL = re.compile(r"\d\.\d")
_THOUSANDS = re.compile(r",(?<=\d,)(?=\d{3}\b)")
_APOSTROPHES = str.maketrans("\u2019\u2018\u02bc\u2010\u2011\u2013\u00ad", "'''---\u00ad")
_NAMES = "alpha beta gamma delta epsilon zeta eta theta kappa lambda mu sigma phi omega".split()
_GREEK = dict(zip("αβγδεζηθκλμσφω", _NAMES, strict=True))
_LETTER = f"[{''.join(_GREEK)}]"
_GREEK_LETTER = re.compile(rf"(?<![^\W\d_]){_LETTER}(?![^\W\d_])|(?<=[a-z]){_LETTER}|{_LETTER}(?=[a-z])", re.IGNORECASE)
_TILDE = "\u0303"


def clean_text(text: str) -> str:
    """Return the text in one way of writing: NFKC, plain apostrophes and hyphens, Greek letters by name.

    >>> clean_text("IFN\u2010γ isn\u2019t ﬁne")
    "IFN-gamma isn't fine"
    """
    if not text.isascii():
        text = _GREEK_LETTER.sub(_greek_name, unicodedata.normalize("NFKC", text).translate(_APOSTROPHES))
    return _THOUSANDS.sub("", text)


def _greek_name(match: re.Match[str]) -> str:
    name = _GREEK[match[0].lower()]
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    return ("-" if before.isalnum() else "") + name + ("-" if after.isalnum() else "")


def split(text: str) -> list[str]:
    """Return the words of a text as they are written, names and numbers whole.

    >>> split("CAR-T, Claudin18.2 and 38.5 degrees.")
    ['CAR-T', 'Claudin18.2', 'and', '38.5', 'degrees']
    """
    return _WORD.findall(clean_text(text))


def fold(word: str) -> str:
    """Return a word in lower case and without accents; ñ is a letter of its own and stays.

    >>> fold("Québec"), fold("NIÑO")
    ('quebec', 'niño')
    """
    word = word.casefold()
    if word.isascii():
        return word
    marks = unicodedata.normalize("NFKD", word)
    kept = "".join(mark for mark in marks if mark == _TILDE or not unicodedata.combining(mark))
    return unicodedata.normalize("NFKC", kept)


INFLAMED = "itis"
"""How the inflammation of an organ ends: hepatitis is a disease, hepatic only says where, and both have one stem."""


def _subwords(word: str) -> list[str]:
    """Cut a compound at its joints and between letters and digits; a decimal number stays whole.

    >>> _subwords("car-t"), _subwords("claudin18.2"), _subwords("5mg"), _subwords("h1n1")
    (['car', 't'], ['claudin', '18.2'], ['5', 'mg'], ['h1n1'])
    """
    joints = _HYPHEN.split(word) if _DECIMAL.search(word) else _JOINT.split(word)
    return [piece for part in joints for piece in _BORDER.split(part)]


def compound(word: str) -> str:
    """Write a compound as one word, keeping the point of a decimal number.

    >>> compound("car-t"), compound("u.s"), compound("claudin18.2")
    ('cart', 'us', 'claudin18.2')
    """
    return _HYPHEN.sub("", word) if _DECIMAL.search(word) else _JOINT.sub("", word)


class TermReader:
    """Turns one written word into the terms it is found by. It remembers words of a library, never one that was typed.

    The first term is the word itself; a compound gives its parts too, so that either way of writing finds the other.
    """

    def __init__(self, language: str) -> None:
        self._english = language == "english"
        self._snowball = Stemmer.Stemmer(language, 0)
        self._one_at_a_time = Lock()
        self._learned: dict[str, tuple[str, ...]] = {}

    def __call__(self, written: str) -> tuple[str, ...]:
        """Return the terms of a word."""
        word = written.casefold()
        return self._learned.get(word) or self._terms(word)

    def learn(self, written: str) -> tuple[str, ...]:
        """Return the terms of a word of a library, and remember them."""
        word = written.casefold()
        return self._learned.setdefault(word, self._terms(word))

    def _terms(self, word: str) -> tuple[str, ...]:
        word = word.removesuffix("'s")
        whole = self._stem(compound(word))
        if "'" in word:
            return (whole,)
        parts = _subwords(word)
        return (whole, *map(self._stem, parts)) if len(parts) > 1 else (whole,)

    def _stem(self, word: str) -> str:
        """Return the Snowball stem of a word in lower case (https://snowballstem.org); accents go last."""
        word = american(word) if self._english else word
        if word.endswith(INFLAMED):
            return fold(word)
        with self._one_at_a_time:
            return fold(self._snowball.stemWord(word))


@cache
def reader(language: str) -> TermReader:
    """Return the reader of a language, the same for all who ask; threads may share it.

    >>> reader("english")("CAR-T"), reader("english")("Claudin18.2"), reader("english")("patient's")
    (('cart', 'car', 't'), ('claudin18.2', 'claudin', '18.2'), ('patient',))
    >>> reader("english")("treatments"), reader("spanish")("tratamientos")
    (('treatment',), ('tratamient',))
    """
    return TermReader(language)
