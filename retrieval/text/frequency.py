"""How common a word is in a language at large, from the small word list of the installed wordfreq."""

import gzip
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import files

import msgpack
import numpy as np

RAREST, RAREST_SHORT = 2.0, 1.5
"""The Zipf values from which a word counts as written by people; below them the large list has many slips, fewer in
words of up to SHORT letters."""

SHORT = 5

DRUG = tuple("mab nib sib clib rib mib leucel platin taxel bicin limus kinra cept trexate trexed clax stat".split())
SHORTEST_DRUG = 6
"""How the names of drugs end, and the length from which that says something."""


@cache
def general_frequency(language: str = "en") -> Mapping[str, float]:
    """Return the Zipf value (log10 of occurrences in a billion words, 3 to 8) of every common word of a language.

    Reads wordfreq's packed list without importing wordfreq, which would cost 49 MB (Robyn Speer, wordfreq,
    https://doi.org/10.5281/zenodo.7199437). A language without a list gives an empty mapping.

    >>> general_frequency()["the"] > general_frequency()["cancer"] > 3
    True
    """
    return {word: zipf for zipf, words in _bins("small", language) for word in words}


class _Seen:
    """Words that people do write, though rarely, as hashes: 1 MB instead of 20."""

    def __init__(self, words: Iterable[str]) -> None:
        self._hashes = np.sort(np.fromiter(map(hash, words), np.int64))

    def __contains__(self, word: object) -> bool:
        place = int(np.searchsorted(self._hashes, hash(word)))
        return place < len(self._hashes) and bool(self._hashes[place] == hash(word))


@cache
def seen_words(language: str = "en") -> _Seen:
    """Return the words of a language that people do write, though rarely, and the names of drugs among them.

    >>> "murine" in seen_words(), "therepy" in seen_words()
    (True, False)
    """
    return _Seen(
        word
        for zipf, words in _bins("large", language)
        for word in words
        if zipf >= RAREST or (zipf >= RAREST_SHORT and len(word) <= SHORT) or looks_like_drug(word)
    )


def looks_like_drug(word: str) -> bool:
    """Say whether a word ends as the names of drugs do (WHO, stems of international nonproprietary names).

    >>> looks_like_drug("lapatinib"), looks_like_drug("tociluzumab"), looks_like_drug("cancel")
    (True, True, False)
    """
    return len(word) > SHORTEST_DRUG and word.endswith(DRUG)


def _bins(size: str, language: str) -> Iterator[tuple[float, list[str]]]:
    """Yield (Zipf value, words) from a packed list of wordfreq, or nothing when it has none of that language."""
    name = f"{size}_{language}.msgpack.gz"
    found = next((file for file in files("wordfreq") or () if file.name == name), None)
    if found is not None:
        with gzip.open(str(found.locate())) as packed:
            unpacker = msgpack.Unpacker(packed)
            bins = unpacker.read_array_header() - 1
            unpacker.skip()
            yield from ((9 - centibels / 100, unpacker.unpack()) for centibels in range(bins))
