"""Read a word with one slip of the finger as the word that was meant, among a small set of words.

A slip is a letter too many, too few, wrong, or two letters swapped (Damerau, https://doi.org/10.1145/363958.363994).
Each known word is filed under itself and under itself without one letter, so a look-up costs one step a letter.
"""

from collections.abc import Container, Iterable, Iterator

SHORTEST = 5
"""Letters a known word must have; shorter words have too many neighbours."""


class Nearly:
    """Find the known word that a mistyped one stands for."""

    def __init__(self, words: Iterable[str], real: Container[str] = ()) -> None:
        """Take the words to find, and the real words that are never read as another word."""
        self._words = frozenset(words)
        self._real = real
        self._filed: dict[str, list[str]] = {}
        for word in sorted(self._words):
            if len(word) >= SHORTEST and word.isalpha():
                for short in {word, *_one_less(word)}:
                    self._filed.setdefault(short, []).append(word)

    def read(self, typed: str) -> str:
        """Return the known word one slip away, or the word itself.

        >>> Nearly(["chest", "fever"], real={"never"}).read("chset")
        'chest'
        """
        if len(typed) < SHORTEST - 1 or typed in self._words or typed in self._real or not typed.isalpha():
            return typed
        for short in (typed, *_one_less(typed)):
            for word in self._filed.get(short, ()):
                if word[0] == typed[0] and one_slip(typed, word):
                    return word
        return typed


def _one_less(word: str) -> Iterator[str]:
    return (word[:place] + word[place + 1 :] for place in range(len(word)))


def one_slip(one: str, other: str) -> bool:
    """Say whether two words differ by one letter added, dropped, changed, or by two neighbours swapped."""
    short, long = sorted((one, other), key=len)
    same = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    rest_short, rest_long = short[same:], long[same:]
    if len(short) < len(long):
        return rest_short == rest_long[1:]
    if rest_short[1:] == rest_long[1:]:
        return True
    return rest_short[:2] == rest_long[1::-1] and rest_short[2:] == rest_long[2:]
