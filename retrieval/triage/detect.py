"""Does this text sound like an emergency? Patterns that staff edit, read one sentence at a time.

A sentence raises the alarm when a pattern of `faq/emergencies.toml` stands in it and no negation takes it back:
denied, asked in general, feared, long past, somebody in the news, a figure of speech.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from faq.problem import Problem
from retrieval.text.frequency import general_frequency
from retrieval.text.sentences import split_sentences
from retrieval.triage.negation import Negation
from retrieval.triage.patterns import Phrase, SentenceReading, Span, WordLists
from retrieval.triage.table import KINDS, Pattern, Table

RULED_OUT = "ruled out by the pattern"
"""The negation of a finding whose pattern has an `unless` that stands in the sentence."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A pattern found in a question: its kind and name, the words that matched, and the negation that held, if any."""

    kind: str
    pattern: str
    words: str
    negation: str | None

    def __str__(self) -> str:
        verdict = f"not counted: {self.negation}" if self.negation else "counted"
        return f'{self.kind}: {self.pattern}, in "{self.words}" ({verdict})'


class Emergencies:
    """Spot emergencies by the patterns and negations of one table."""

    def __init__(
        self, lists: Mapping[str, Sequence[str]], negations: Sequence[Negation], patterns: Sequence[Pattern]
    ) -> None:
        self._negations = negations
        self._by_first: dict[str, list[tuple[Pattern, Phrase]]] = {}
        for pattern in patterns:
            for phrase in pattern.any_of:
                self._by_first.setdefault(phrase.elements[0], []).append((pattern, phrase))
        self._lexicon = WordLists(lists, _phrases(negations, patterns), general_frequency("en"))

    @classmethod
    def compile(cls, table: Mapping[str, Any], source: str, file: str) -> "tuple[Emergencies, list[Problem]]":
        """Build from the parsed table; `source` is its text, to name the line of each mistake in `file`.

        What is not mistaken is used all the same, so that the caller decides whether to serve it.
        """
        reader = Table(table, source, file)
        emergencies = cls(reader.lists(), reader.negations(), reader.patterns())
        return emergencies, sorted(reader.problems)

    def spot(self, question: str) -> str | None:
        """Return the most urgent kind that a question sounds like ("emergency", "crisis", "team"), or None."""
        kinds = {finding.kind for finding in self.why(question) if finding.negation is None}
        return next((kind for kind in KINDS if kind in kinds), None)

    def why(self, question: str) -> list[Finding]:
        """Return every pattern found in a question, counted or not, in the order of the sentences."""
        return [
            finding
            for sentence in split_sentences(question)
            for finding in self._in_sentence(self._lexicon.reading(sentence))
        ]

    def _in_sentence(self, reading: SentenceReading) -> Iterator[Finding]:
        matches = self._matches(reading)
        symptoms = {place for _, span in matches for place in range(*span)}
        negations = [(negation, negation.places(reading)) for negation in self._negations] if matches else []
        for pattern, span in matches:
            held = (
                negation.name
                for negation, places in negations
                if negation.name not in pattern.even_when and negation.covers(reading, places, span, symptoms)
            )
            negation = RULED_OUT if reading.has_any(pattern.unless) else next(held, None)
            yield Finding(pattern.kind, pattern.name, " ".join(reading.words[slice(*span)]), negation)

    def _matches(self, reading: SentenceReading) -> list[tuple[Pattern, Span]]:
        found = {
            (pattern.name, span): (pattern, span)
            for element in reading.found
            for pattern, phrase in self._by_first.get(element, ())
            for span in reading.spans(phrase)
        }
        return list(found.values())


def _phrases(negations: Sequence[Negation], patterns: Sequence[Pattern]) -> Iterator[Phrase]:
    for negation in negations:
        yield from (*negation.phrases, *negation.unless)
    for pattern in patterns:
        yield from (*pattern.any_of, *pattern.unless)
