"""Does this text sound like an emergency? Patterns that staff edit, read one sentence at a time.

A sentence raises the alarm when a pattern of `faq/emergencies.toml` stands in it and no excuse takes it back:
denied, asked in general, feared, long past, somebody in the news, a figure of speech.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from faq.problem import Problem
from retrieval.text.frequency import general_frequency
from retrieval.text.sentences import sentences
from retrieval.triage.negation import Excuse
from retrieval.triage.patterns import Lexicon, Phrase, Reading, Span
from retrieval.triage.table import KINDS, Pattern, Table

RULED_OUT = "ruled out by the pattern"
"""The excuse of a finding whose pattern has an `unless` that stands in the sentence."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A pattern found in a question: its kind and name, the words that matched, and the excuse that held, if any."""

    kind: str
    pattern: str
    words: str
    excuse: str | None

    def __str__(self) -> str:
        verdict = f"not counted: {self.excuse}" if self.excuse else "counted"
        return f'{self.kind}: {self.pattern}, in "{self.words}" ({verdict})'


class Emergencies:
    """Spot emergencies by the patterns and excuses of one table."""

    def __init__(
        self, lists: Mapping[str, Sequence[str]], excuses: Sequence[Excuse], patterns: Sequence[Pattern]
    ) -> None:
        self._excuses = excuses
        self._by_first: dict[str, list[tuple[Pattern, Phrase]]] = {}
        for pattern in patterns:
            for phrase in pattern.any_of:
                self._by_first.setdefault(phrase.elements[0], []).append((pattern, phrase))
        self._lexicon = Lexicon(lists, _phrases(excuses, patterns), general_frequency("en"))

    @classmethod
    def compile(cls, table: Mapping[str, Any], source: str, file: str) -> "tuple[Emergencies, list[Problem]]":
        """Build from the parsed table; `source` is its text, to name the line of each mistake in `file`.

        What is not mistaken is used all the same, so that the caller decides whether to serve it.
        """
        reader = Table(table, source, file)
        emergencies = cls(reader.lists(), reader.excuses(), reader.patterns())
        return emergencies, sorted(reader.problems)

    def spot(self, question: str) -> str | None:
        """Give the most urgent kind that a question sounds like ("emergency", "crisis", "team"), or None."""
        kinds = {finding.kind for finding in self.why(question) if finding.excuse is None}
        return next((kind for kind in KINDS if kind in kinds), None)

    def why(self, question: str) -> list[Finding]:
        """Give every pattern found in a question, counted or not, in the order of the sentences."""
        return [
            finding
            for sentence in sentences(question)
            for finding in self._in_sentence(self._lexicon.reading(sentence))
        ]

    def _in_sentence(self, reading: Reading) -> Iterator[Finding]:
        matches = self._matches(reading)
        symptoms = {place for _, span in matches for place in range(*span)}
        excuses = [(excuse, excuse.places(reading)) for excuse in self._excuses] if matches else []
        for pattern, span in matches:
            held = (
                excuse.name
                for excuse, places in excuses
                if excuse.name not in pattern.even_when and excuse.covers(reading, places, span, symptoms)
            )
            excuse = RULED_OUT if reading.has_any(pattern.unless) else next(held, None)
            yield Finding(pattern.kind, pattern.name, " ".join(reading.words[slice(*span)]), excuse)

    def _matches(self, reading: Reading) -> list[tuple[Pattern, Span]]:
        found = {
            (pattern.name, span): (pattern, span)
            for element in reading.found
            for pattern, phrase in self._by_first.get(element, ())
            for span in reading.spans(phrase)
        }
        return list(found.values())


def _phrases(excuses: Sequence[Excuse], patterns: Sequence[Pattern]) -> Iterator[Phrase]:
    for excuse in excuses:
        yield from (*excuse.phrases, *excuse.unless)
    for pattern in patterns:
        yield from (*pattern.any_of, *pattern.unless)
