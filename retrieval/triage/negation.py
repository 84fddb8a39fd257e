"""Tell a symptom that somebody has from one that is denied, asked about in general, feared, past or a figure of speech.

Each negation is a list of phrases and where they must stand, as written in `faq/emergencies.toml`.
"""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from retrieval.triage.patterns import Phrase, SentenceReading, Span

PLACES = ("just before", "just after", "before", "after", "part", "sentence")
"""Where a negation may stand: beside the symptom, on one side of it, in its part of the sentence, or anywhere."""

STRANGE_IN_LIST = 2
"""Words that are no symptoms which an "or" list of denied things may hold."""

REACH = 15
"""Words over which a denial reaches at most."""

PERSON, NOW = "{person}", "{now}"
"""The lists of [words] that show a real person, and that it is happening."""


@dataclass(frozen=True, slots=True)
class Negation:
    """Phrases that take the alarm out of a symptom, and what puts it back."""

    name: str
    where: str
    phrases: tuple[Phrase, ...]
    unless: tuple[Phrase, ...] = ()
    unless_person: bool = False
    unless_now: bool = False

    def places(self, reading: SentenceReading) -> list[Span]:
        """Return where the phrases of this negation stand in a sentence."""
        return [span for phrase in self.phrases for span in reading.spans(phrase)]

    def covers(self, reading: SentenceReading, places: Iterable[Span], match: Span, symptoms: Set[int]) -> bool:
        """Say whether this negation, standing at `places`, holds for a symptom at `match`.

        `symptoms` are the places of all words of symptoms in the sentence.
        """
        return any(
            self._stands(reading, span, match, symptoms) and not self._outweighed(reading, span, match)
            for span in places
        )

    def _stands(self, reading: SentenceReading, span: Span, match: Span, symptoms: Set[int]) -> bool:
        if self.where == "just before":
            alone = any(place not in symptoms for place in range(*span))
            return alone and span[1] <= match[0] and _bridged(reading, span[1], match[0], symptoms)
        if self.where == "just after":
            joined = match[1] == span[0] or reading.parts[match[1] - 1] == reading.parts[span[0]]
            return match[1] <= span[0] and joined and reading.close(match[1], span[0], 0)
        if self.where == "before":
            return span[0] < match[0] and span[1] < match[1]
        if self.where == "after":
            return match[0] < span[0] and match[1] < span[1] and _same_part(reading, match, span)
        return self.where == "sentence" or _same_part(reading, match, span)

    def _outweighed(self, reading: SentenceReading, span: Span, match: Span) -> bool:
        """Say whether words beside the negation show that it is happening to somebody after all."""
        if self.unless_now and _any_outside(reading.found.get(NOW, ()), span):
            return True
        if self.unless_person and self._somebody(reading, span, match):
            return True
        return reading.has_any(self.unless)

    def _somebody(self, reading: SentenceReading, span: Span, match: Span) -> bool:
        people = reading.found.get(PERSON, ())
        if self.where == "before":
            return any(span[1] <= start < match[1] for start, _ in people)
        if self.where == "after":
            people = [place for place in people if _same_part(reading, match, place)]
        return _any_outside(people, span)


def _any_outside(places: Sequence[Span], span: Span) -> bool:
    """Say whether a place is more than words of the negation itself: "is this" counts beside "is"."""
    return any(start < span[0] or end > span[1] for start, end in places)


def _same_part(reading: SentenceReading, match: Span, span: Span) -> bool:
    return reading.parts[span[0]] in reading.parts[match[0] : match[1]]


def _bridged(reading: SentenceReading, start: int, end: int, symptoms: Set[int]) -> bool:
    """Say whether a denial reaches a symptom: over small words and other symptoms, further only in an "or" list.

    "no fever, aches or chest pain" denies all three, "no fever, chest pain since noon" only the first.
    """
    if end - start > REACH:
        return False
    words, parts, lexicon = reading.words, reading.parts, reading.lexicon
    strange = sum(words[place] not in lexicon.carried and place not in symptoms for place in range(start, end))
    over_comma = start > 0 and parts[start - 1] != parts[end]
    if not strange and not over_comma:
        return True
    last_part = [words[place] for place in range(start, len(words)) if place >= end or parts[place] == parts[end]]
    return strange <= STRANGE_IN_LIST and any(word in lexicon.joins for word in last_part)
