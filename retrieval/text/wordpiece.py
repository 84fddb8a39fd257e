"""Split text into the pieces of a vocabulary, as uncased BERT models read it (Devlin et al. 2019, arXiv 1810.04805).

Equal to the library `tokenizers` on the texts of tests and benchmarks, without its weight.
"""

from collections.abc import Sequence
from unicodedata import category, normalize

MOST_TOKENS = 256
"""Tokens of a text that the model reads; it was trained on no longer ones."""

LONGEST_WORD = 100
"""Letters from which a word is one unknown piece."""

CJK = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2A6DF), (0x2A700, 0x2CEAF), (0x2F800, 0x2FA1F))
"""The code points of Chinese characters, each of which is a word."""


class WordPiece:
    """A vocabulary of pieces, each with its number."""

    def __init__(self, pieces: Sequence[str]) -> None:
        """Take the pieces in their order; raises KeyError where [UNK], [CLS] or [SEP] is missing."""
        self._numbers = {piece: number for number, piece in enumerate(pieces)}
        self._unknown, self._first, self._last = (self._numbers[mark] for mark in ("[UNK]", "[CLS]", "[SEP]"))

    def tokens(self, text: str) -> list[int]:
        """Return the numbers of the pieces of a text between [CLS] and [SEP], at most MOST_TOKENS in all."""
        pieces = [piece for word in _words(text) for piece in self._pieces(word)]
        return [self._first, *pieces[: MOST_TOKENS - 2], self._last]

    def _pieces(self, word: str) -> list[int]:
        """Cut a word into the longest pieces from its start, all but the first marked ##; or one unknown piece."""
        found: list[int] = []
        start = 0
        while start < len(word) <= LONGEST_WORD:
            mark = "##" if start else ""
            ends = range(len(word), start, -1)
            end = next((end for end in ends if mark + word[start:end] in self._numbers), None)
            if end is None:
                return [self._unknown]
            found.append(self._numbers[mark + word[start:end]])
            start = end
        return found or [self._unknown]


def _words(text: str) -> list[str]:
    """Split a text into lower-case words without accents; each punctuation mark and Chinese character is a word."""
    bare = "".join(c for c in normalize("NFD", "".join(map(_spaced, text))) if category(c) != "Mn")
    return "".join(f" {c} " if _punctuation(c) else c for c in bare.lower()).split()


def _spaced(letter: str) -> str:
    if letter in "\t\n\r" or category(letter) == "Zs":
        return " "
    if letter == "\ufffd" or category(letter) in ("Cc", "Cf", "Co", "Cs"):
        return ""
    return f" {letter} " if any(first <= ord(letter) <= last for first, last in CJK) else letter


def _punctuation(letter: str) -> bool:
    return category(letter).startswith("P") or (letter in "$+<=>^`|~")
