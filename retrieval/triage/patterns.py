"""Phrases that staff can write, and where they stand in a sentence.

chest pain            these words in this order; small words between them ("the", "really") do not count
chest ... {pain}      up to three other words between; {pain} is a list of words of the table [words]
chest + {pain}        both, in either order, up to three other words between
{took} & {pills}      all of them, in any order, up to eight other words between
{temp} ... {38 to 43} a number in a range; {38.0 to 43.0} one that was written with a decimal
^ is                  only at the beginning of a sentence, or after a comma
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, permutations

from retrieval.text.edit_cost import WordList
from retrieval.text.sentences import SentenceWord, split_sentences

GAP = 3
"""Words that may stand for "..."; small words come on top."""

FAR = 8
"""Words that may stand between what "&" joins; small words come on top."""

SMALL = 6
"""Small words that may stand between two words of a phrase."""

SHORTEST_MEANT = 5
"""Letters of the words that a slip is read as; shorter ones have too many neighbours."""

SLIP = 1.0
"""What the slips in such a word may cost (retrieval.text.edit_cost): one of any sort, or two likely ones."""

Span = tuple[int, int]

_SIGN = re.compile(r"\{([^{}]*)\}|(\.\.\.)|([^{}]+?)(?=\{|\.\.\.|$)")
_RANGE = re.compile(r"(\d+(?:\.\d+)?) to (\d+(?:\.\d+)?)")


class PhraseError(ValueError):
    """A phrase that cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Elements in order: words, "{lists}" and "{number ranges}", with the words that may stand before each."""

    elements: tuple[str, ...]
    gaps: tuple[int, ...]
    at_start: bool = False
    at_end: bool = False


def parse(written: str) -> list[Phrase]:
    """Read a phrase of the table; one with "+" or "&" gives a phrase for each order. Raises PhraseError.

    >>> [phrase.elements for phrase in parse("chest + {pain}")]
    [('chest', '{pain}'), ('{pain}', 'chest')]
    """
    written = written.strip()
    sign, gap = ("&", FAR) if " & " in written else ("+", GAP)
    sides = [_elements(side) for side in written.removeprefix("^").removesuffix("$").split(f" {sign} ")]
    return [_joined(order, written, gap) for order in permutations(sides)]


def _elements(text: str) -> list[tuple[str, int]]:
    """Return (element, gap before it) for a text without "+"."""
    found: list[tuple[str, int]] = []
    gap = 0
    for name, dots, words in _SIGN.findall(text):
        if dots:
            gap = GAP
            continue
        for element in [f"{{{name.strip()}}}"] if name else _literals(words):
            found.append((element, gap))
            gap = 0
    if not found:
        raise PhraseError("has no words")
    if text.count("{") != text.count("}"):
        raise PhraseError("has a { without its }")
    return found


def _joined(sides: Sequence[list[tuple[str, int]]], written: str, apart: int) -> Phrase:
    elements, gaps = [], []
    for number, side in enumerate(sides):
        for place, (element, gap) in enumerate(side):
            elements.append(element)
            gaps.append(apart if number and not place else gap)
    return Phrase(tuple(elements), tuple(gaps), written.startswith("^"), written.endswith("$"))


def _literals(text: str) -> tuple[str, ...]:
    """Read words of the table as questions are read: "can not" -> ("cant",)."""
    return tuple(word.text for sentence in split_sentences(text) for word in sentence)


def number_range(element: str) -> tuple[float, float, bool] | None:
    """Return (least, most, only with a decimal) for "{38.0 to 43.0}", or None when it is no range."""
    match = _RANGE.fullmatch(element.strip("{}"))
    return (float(match[1]), float(match[2]), "." in match[1] and "." in match[2]) if match else None


class WordLists:
    """The words and lists that phrases use; reads a sentence as the elements that stand in it."""

    def __init__(self, lists: Mapping[str, Sequence[str]], phrases: Iterable[Phrase], real: Iterable[str] = ()) -> None:
        """Take the lists of [words], every phrase that will be looked for, and real words that are no slips."""
        elements = {element for phrase in phrases for element in phrase.elements}
        self._ranges = {element: limits for element in elements if (limits := number_range(element))}
        self._names: dict[tuple[str, ...], list[str]] = {(e,): [e] for e in elements if not e.startswith("{")}
        for name, entries in lists.items():
            for entry in entries:
                self._names.setdefault(_literals(entry), []).append(f"{{{name}}}")
        self._longest: dict[str, int] = {}
        for words in self._names:
            self._longest[words[0]] = max(len(words), self._longest.get(words[0], 0))
        self.small, self.negations, self.joins = (
            frozenset(_literals(" ".join(lists.get(name, ())))) for name in ("small", "negations", "joins")
        )
        self.carried = self.small | self.joins | frozenset(_literals(" ".join(lists.get("carried", ()))))
        known = {word for words in self._names for word in words}
        self._known = known | {*real, *lists.get("real", ())}
        self._meant = WordList({word: 0.0 for word in known if len(word) >= SHORTEST_MEANT})

    def reading(self, sentence: Sequence[SentenceWord]) -> "SentenceReading":
        """Say which elements stand where in a sentence."""
        words = [word.text if word.value is not None else self._as_meant(word.text) for word in sentence]
        found: dict[str, list[Span]] = {}
        for start, first in enumerate(words):
            for length in range(1, min(self._longest.get(first, 0), len(words) - start) + 1):
                for name in self._names.get(tuple(words[start : start + length]), ()):
                    found.setdefault(name, []).append((start, start + length))
        numbers = ((place, word, word.value) for place, word in enumerate(sentence) if word.value is not None)
        for place, word, value in numbers:
            for name, (least, most, decimal) in self._ranges.items():
                if least <= value <= most and (word.decimal or not decimal):
                    found.setdefault(name, []).append((place, place + 1))
        return SentenceReading(words, [word.part for word in sentence], found, self)

    def _as_meant(self, typed: str) -> str:
        """Read a word that nobody writes as the word of a phrase it was most likely typed for: "chset" -> "chest"."""
        if len(typed) < SHORTEST_MEANT - 1 or typed in self._known or not (typed.isascii() and typed.isalpha()):
            return typed
        return min(((cost, word) for cost, word, _ in self._meant.near(typed, SLIP)), default=(0.0, typed))[1]


class SentenceReading:
    """A sentence read through a lexicon: its words, their parts, and where each element stands."""

    def __init__(self, words: list[str], parts: list[int], found: dict[str, list[Span]], lexicon: WordLists) -> None:
        self.words, self.parts, self.found = words, parts, found
        self.lexicon = lexicon
        self._content = list(accumulate((word not in lexicon.small for word in words), initial=0))
        self._negations = list(accumulate((word in lexicon.negations for word in words), initial=0))

    def spans(self, phrase: Phrase) -> list[Span]:
        """Return every place where a phrase stands, as (first word, one past the last)."""
        if any(element not in self.found for element in phrase.elements):
            return []
        chains = self.found[phrase.elements[0]]
        if phrase.at_start:
            chains = [span for span in chains if self._begins(span[0])]
        for element, gap in zip(phrase.elements[1:], phrase.gaps[1:], strict=True):
            chains = [span for after in self.found[element] if (span := self._chained(chains, after, gap))]
        return [span for span in chains if self._ends(span[1])] if phrase.at_end else chains

    def has_any(self, phrases: Sequence[Phrase]) -> bool:
        """Say whether one of the phrases stands in the sentence."""
        return any(self.spans(phrase) for phrase in phrases)

    def _begins(self, place: int) -> bool:
        return place == 0 or self.parts[place - 1] != self.parts[place]

    def _ends(self, place: int) -> bool:
        return place == len(self.words) or self.parts[place - 1] != self.parts[place]

    def _chained(self, chains: Sequence[Span], after: Span, gap: int) -> Span | None:
        """Lengthen the last chain that ends close enough before `after`."""
        for start, end in reversed(chains):
            if end <= after[0]:
                if self.close(end, after[0], gap):
                    return (start, after[1])
                if after[0] - end > gap + SMALL:
                    return None
        return None

    def close(self, end: int, start: int, gap: int) -> bool:
        """Say whether at most `gap` words that count, and no negation, stand between two places."""
        return (
            self._content[start] - self._content[end] <= gap
            and start - end <= gap + SMALL
            and self._negations[start] == self._negations[end]
        )
