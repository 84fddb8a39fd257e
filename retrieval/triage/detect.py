"""Does this text sound like an emergency? Patterns that staff edit, read one sentence at a time.

A sentence raises the alarm when a pattern of `faq/emergencies.toml` (or of the files that add to it) stands in it and
no negation takes it back: denied, asked in general, feared, long past, somebody in the news, a figure of speech.
Distress that is no emergency is spotted by the same patterns, in `faq/distress.toml`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from faq.reading.toml_file import TomlFile
from faq.staff_lists import KINDS
from retrieval.text.frequency import general_frequency
from retrieval.text.sentences import split_sentences
from retrieval.triage.patterns import Phrase, SentenceReading, Span, WordLists
from retrieval.triage.table import Pattern, read_tables

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
    """Spot emergencies and distress by patterns and negations; `problems` is what is wrong in their tables."""

    def __init__(self, files: Sequence[TomlFile]) -> None:
        """Compile the tables of some files, taken together."""
        lists, negations, patterns, self.problems = read_tables(files)
        self._negations = negations
        self._by_first: dict[str, list[tuple[Pattern, Phrase]]] = {}
        for pattern in patterns:
            for phrase in pattern.any_of:
                self._by_first.setdefault(phrase.elements[0], []).append((pattern, phrase))
        denying = [negation.phrases + negation.unless for negation in negations]
        raising = [pattern.any_of + pattern.together_with + pattern.unless for pattern in patterns]
        self._lexicon = WordLists(lists, chain(*denying, *raising), general_frequency("en"))

    def spot(self, question: str) -> str | None:
        """Return the most urgent kind that a question sounds like, or None."""
        return next(iter(self.kinds(question)), None)

    def kinds(self, question: str) -> list[str]:
        """Return every kind that a question sounds like, the most urgent first."""
        kinds = {finding.kind for finding in self.why(question) if finding.negation is None}
        return [kind for kind in KINDS if kind in kinds]

    def why(self, question: str) -> list[Finding]:
        """Return every pattern found in a question, counted or not, in the order of the sentences."""
        readings = [self._lexicon.reading(sentence) for sentence in split_sentences(question)]
        return [finding for reading in readings for finding in self._in_sentence(reading, readings)]

    def _in_sentence(self, reading: SentenceReading, question: Sequence[SentenceReading]) -> Iterator[Finding]:
        """Yield what stands in one sentence of a question."""
        matches = [match for match in self._matches(reading) if _is_complete(match[0], question)]
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


def _is_complete(pattern: Pattern, question: Sequence[SentenceReading]) -> bool:
    """Say whether what a pattern goes together with stands anywhere in the question."""
    return not pattern.together_with or any(sentence.has_any(pattern.together_with) for sentence in question)
