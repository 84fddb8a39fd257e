"""How common a word is in a language at large, from the small word list of the installed wordfreq."""

import gzip
from collections.abc import Mapping
from functools import cache
from importlib.metadata import files

import msgpack

RARE = 3.0
"""The Zipf value of the rarest words on the list; a word that is not on it is rarer."""


@cache
def general_frequency(language: str = "en") -> Mapping[str, float]:
    """Give the Zipf value (log10 of occurrences in a billion words, 3 to 8) of every common word of a language.

    Reads wordfreq's packed list without importing wordfreq, which would cost 49 MB (Robyn Speer, wordfreq,
    https://doi.org/10.5281/zenodo.7199437). A language without a list gives an empty mapping.

    >>> general_frequency()["the"] > general_frequency()["cancer"] > 3
    True
    """
    name = f"small_{language}.msgpack.gz"
    found = next((file for file in files("wordfreq") or () if file.name == name), None)
    if found is None:
        return {}
    with gzip.open(str(found.locate())) as packed:
        bins = msgpack.load(packed)
    return {word: 9 - centibels / 100 for centibels, words in enumerate(bins[1:]) for word in words}
