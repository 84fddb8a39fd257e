"""Read an unknown word as the known word the patient meant."""

import re
from collections.abc import Callable, Container, Mapping
from functools import cache
from math import log10

from retrieval.text.edit_cost import SHORTEST, WordList
from retrieval.text.frequency import general_frequency, looks_like_drug, seen_words
from retrieval.text.tokens import fold

_SILENT = re.compile("[aeiouyh]")
_REPEATED = re.compile(r"(.)\1+")
_ALIKE = str.maketrans("cqzv", "kksf")

LIMITS = {4: 0.75, 5: 1.0, 6: 1.25, 7: 1.5}
LIMIT = 2.0
"""What the slips in a word may cost, by its length and for longer ones."""

CLEAR_LIMIT = 0.5
"""The limit for a word that people do write, though rarely: only swapped and doubled letters are sure to be slips."""

DRUG_LIMIT = 0.75
"""The limit for a word that looks like the name of a drug: one likely slip, for many names are two letters apart."""

SHORT_NAME, SHORT_NAME_LIMIT, NAME_LIMIT = 6, 0.95, 1.45
"""The limits for a name of so many letters, and for a longer one."""

SLIP_LIMIT = 1.25
"""What the slips may cost in a word that is taken for a common one the library lacks."""

WRITTEN_SLIP, PLAIN_WORD = 0.75, 5.0
"""What the slip may cost in a word that people do write, and the Zipf value of the plain word it is then a slip of."""

LONG, COMMON = 8, 4.2
"""Letters of a word, and the Zipf value of the one it is near to, from which it is a misspelling that many write."""

SOUNDING, REACH = 7, 3
"""Letters of words that are compared by sound, and how many more one of them may have."""

FREQUENT = 0.1
"""What one step on the Zipf scale (ten times as frequent) makes up for."""

OWN = 0.25
"""What makes up for a slip when the word is the library's own."""


class Speller:
    """The words of the library and of the language.

    A word is read as another only when the library does not know it, it is not common either, and the nearest word
    is one the library knows. A nearer common word that the library lacks is what was meant, and is left alone:
    "functino" is no "junction".
    """

    def __init__(self, vocabulary: Mapping[str, int], knows: Callable[[str], bool], code: str = "") -> None:
        """Take the library's words with their counts, and the code of a language ("en") to know its words too."""
        self._vocabulary = vocabulary
        self._knows = knows
        self._english = general_frequency(code) if code else {}
        self._seen: Container[str] = seen_words(code) if code else ()
        self._common = _common_words(code) if code else WordList({})
        own = {word.removesuffix("'s"): n for word, n in vocabulary.items()}
        self._own = WordList({word: self._english.get(word, 2 + log10(n)) for word, n in own.items()})
        self._by_sound: dict[str, list[str]] = {}
        for word in own:
            if len(word) >= SOUNDING and word.isalpha():
                self._by_sound.setdefault(_sound_of(word), []).append(word)

    def correct(self, word: str, name: bool = False) -> str | None:
        """Return the known word that `word` was most likely meant to be, or None when it stands or nothing is near.

        A `name` (written with a capital letter inside a sentence) is corrected for one likely slip only: Wilms is not
        wills, and Signatera is not signature.
        """
        if len(word) < SHORTEST or not word.isalpha() or word in self._vocabulary or word in self._english:
            return None
        limit = self._limit(word)
        if name:
            limit = min(limit, SHORT_NAME_LIMIT if len(word) <= SHORT_NAME else NAME_LIMIT)
        own = [(cost - OWN - FREQUENT * zipf, meant) for cost, meant, zipf in self._own.near(word, limit)]
        common = [(cost - FREQUENT * zipf, meant) for cost, meant, zipf in self._common.near(word, limit)]
        nearest = min(own + common, default=(0.0, ""))[1]
        if not nearest and not name:
            nearest = self._misspelt(word) or self._sounding(word) or ""
        return nearest if nearest and self._knows(nearest) else None

    def _misspelt(self, word: str) -> str | None:
        """Return the common word that a long one, itself often written so, is a misspelling of: "excercise"."""
        if word not in self._seen or len(word) < LONG:
            return None
        near = self._own.near(word, 1.0)
        return next((meant for _, meant, zipf in sorted(near) if zipf >= COMMON), None)

    def _sounding(self, word: str) -> str | None:
        """Return the library's only word that sounds like one nobody writes: "hemroids" -> "hemorrhoids"."""
        if word in self._seen or looks_like_drug(word) or len(word) < SOUNDING:
            return None
        alike = {known for known in self._by_sound.get(_sound_of(word), ()) if abs(len(known) - len(word)) <= REACH}
        return alike.pop() if len(alike) == 1 else None

    def common(self, word: str) -> float:
        """Return the Zipf value of a word, or of the common word that one nobody writes was most likely typed for.

        "alergy" is as common as allergy, and "peple", which many write, as people; a name that is written, though
        rarely, is as rare as it is.
        """
        if word in self._english or len(word) < SHORTEST or not word.isalpha():
            return self._english.get(word, 0.0)
        seen = word in self._seen
        near = self._common.near(word, WRITTEN_SLIP if seen else min(self._limit(word), SLIP_LIMIT))
        return max((zipf for _, _, zipf in near if not seen or zipf >= PLAIN_WORD), default=0.0)

    def _limit(self, word: str) -> float:
        if word in self._seen:
            return CLEAR_LIMIT
        return DRUG_LIMIT if looks_like_drug(word) else LIMITS.get(len(word), LIMIT)


def _sound_of(word: str) -> str:
    """Return the consonants of a word as they sound, each once in a row; h and vowels count only at the start.

    >>> _sound_of("hemroids"), _sound_of("haemorrhoids"), _sound_of("sjögren")
    ('hmrds', 'hmrds', 'sjgrn')
    """
    folded = fold(word).replace("ph", "f")
    kept = folded[:1] + _SILENT.sub("", folded[1:])
    return _REPEATED.sub(r"\1", kept.translate(_ALIKE))


@cache
def _common_words(code: str) -> WordList:
    """Return the common words of a language, ready to be searched."""
    return WordList(general_frequency(code))
