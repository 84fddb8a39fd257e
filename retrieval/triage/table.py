"""Read the tables of emergencies and distress: patterns, negations and lists of words, every mistake named by line."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from faq.naming import did_you_mean
from faq.problem import Problem
from retrieval.triage.negation import PLACES, Negation
from retrieval.triage.patterns import Phrase, PhraseError, number_range, parse

KINDS = ("emergency", "crisis", "team", "support")
"""The kinds, most urgent first: somebody who took pills to die needs an ambulance before a listener."""

_PATTERN_KEYS = {"kind": str, "name": str, "any_of": list, "together_with": list, "unless": list, "even_when": list}
_NEGATION_KEYS = {"name": str, "where": str, "phrases": list, "unless": list, "unless_person": bool, "unless_now": bool}


@dataclass(frozen=True, slots=True)
class Pattern:
    """One kind of symptom: the phrases that name it, those that rule it out, and the negations that do not hold.

    Where there are phrases `together_with`, one of them must stand somewhere in the question too.
    """

    kind: str
    name: str
    any_of: tuple[Phrase, ...]
    together_with: tuple[Phrase, ...] = ()
    unless: tuple[Phrase, ...] = ()
    even_when: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Triage:
    """All tables as one: the lists of words by name, the negations, the patterns, and what is wrong in the files."""

    lists: Mapping[str, Sequence[str]]
    negations: Sequence[Negation]
    patterns: Sequence[Pattern]
    problems: list[Problem]


def read_tables(parsed: Mapping[str, Mapping[str, Any]], sources: Mapping[str, str]) -> Triage:
    """Read parsed files by name, with their texts: a list of the same name adds to the one of an earlier file.

    What is not mistaken is used all the same, so that the caller decides whether to serve it.
    """
    names = {name for table in parsed.values() for name in _words(table)}
    negations = [str(row.get("name")) for table in parsed.values() for _, row in _rows(table, "negation")]
    tables = [_Table(table, sources.get(file, ""), file, names, negations) for file, table in parsed.items()]
    lists: dict[str, list[str]] = {}
    for table in tables:
        for name, words in table.lists().items():
            lists.setdefault(name, []).extend(words)
    patterns = [
        found for table in tables for at, row in _rows(table.table, "pattern") if (found := table.pattern(at, row))
    ]
    denials = [
        denial for table in tables for at, row in _rows(table.table, "negation") if (denial := table.negation(at, row))
    ]
    problems = sorted(problem for table in tables for problem in table.problems)
    if not patterns:
        remedy = "Add at least one [[pattern]]."
        message = "there is no pattern: no emergency would be noticed."
        problems.append(Problem(next(iter(parsed), ""), 1, message, remedy))
    return Triage(lists, denials, patterns, problems)


def _words(table: Mapping[str, Any]) -> Mapping[str, Any]:
    given = table.get("words", {})
    return given if isinstance(given, Mapping) else {}


def _rows(table: Mapping[str, Any], kind: str) -> Iterator[tuple[tuple[str, int], Mapping[str, Any]]]:
    """Yield (where it stands, row) for every `[[kind]]`: its kind and how many stand before it."""
    return (((kind, number), row) for number, row in enumerate(table.get(kind, ())) if isinstance(row, Mapping))


@dataclass
class _Table:
    """A table while it is read; `problems` collects what is wrong, the rest is usable.

    `known_lists` and `known_negations` are the names in all the tables.
    """

    table: Mapping[str, Any]
    source: str
    file: str
    known_lists: Collection[str]
    known_negations: Sequence[str]
    problems: list[Problem] = field(default_factory=list)

    def lists(self) -> dict[str, list[str]]:
        """Return the lists of [words]: name -> words."""
        given = _words(self.table)
        if given is not self.table.get("words", given):
            self._add(["[words]"], "words must be a table.", "Begin it with a line [words].")
        good = {name: words for name, words in given.items() if _texts(words)}
        for name in given.keys() - good.keys():
            self._add([name], f'the list "{name}" is not a list of words.', f'Write {name} = ["one", "two"].')
        return good

    def negation(self, at: tuple[str, int], row: Mapping[str, Any]) -> Negation | None:
        """Return the negation of a row, None where it cannot be read."""
        if not self._shaped(at, row, _NEGATION_KEYS, ("name", "where", "phrases")):
            return None
        if row["where"] not in PLACES:
            self._wrong(at, row["where"], "is no place", PLACES)
            return None
        rest = {key: row[key] for key in ("unless_person", "unless_now") if key in row}
        phrases = self._phrases(at, row["phrases"])
        return Negation(row["name"], row["where"], phrases, self._phrases(at, row.get("unless", ())), **rest)

    def pattern(self, at: tuple[str, int], row: Mapping[str, Any]) -> Pattern | None:
        """Return the pattern of a row, None where it cannot be read."""
        if not self._shaped(at, row, _PATTERN_KEYS, ("kind", "name", "any_of")):
            return None
        if row["kind"] not in KINDS:
            self._wrong(at, row["kind"], "is no kind", KINDS)
            return None
        for negation in row.get("even_when", ()):
            if negation not in self.known_negations:
                self._wrong(at, negation, "is no negation", self.known_negations)
        any_of, together_with, unless = (
            self._phrases(at, row.get(key, ())) for key in ("any_of", "together_with", "unless")
        )
        return Pattern(row["kind"], row["name"], any_of, together_with, unless, tuple(row.get("even_when", ())))

    def _shaped(
        self, at: tuple[str, int], row: Mapping[str, Any], keys: Mapping[str, type], needed: Sequence[str]
    ) -> bool:
        """Check the keys of a row and the types of their values."""
        before = len(self.problems)
        for key in needed:
            if not row.get(key):
                self._add([f"[[{at[0]}]]"], f'[[{at[0]}]] has no "{key}".', f"Add a line {key} = ... under it.", at)
        for key, value in row.items():
            if key not in keys:
                self._wrong(at, key, "is no key here", list(keys))
            elif not (_texts(value) if keys[key] is list else isinstance(value, keys[key])):
                wanted = {str: 'a text in "quotes"', bool: "true or false", list: 'a list: ["one", "two"]'}[keys[key]]
                self._add([key], f'"{key}" is not {wanted}.', f"Write it as {wanted}.", at)
        return len(self.problems) == before

    def _phrases(self, at: tuple[str, int], texts: Sequence[str]) -> tuple[Phrase, ...]:
        found: list[Phrase] = []
        for text in texts:
            try:
                phrases = parse(text)
            except PhraseError as error:
                self._add([f'"{text}"'], f'the phrase "{text}" {error}.', "Write words, or a list as {name}.", at)
                continue
            self._check_lists(at, text, phrases[0])
            found += phrases
        return tuple(found)

    def _check_lists(self, at: tuple[str, int], text: str, phrase: Phrase) -> None:
        for element in phrase.elements:
            name = element.strip("{}")
            if element.startswith("{") and name not in self.known_lists and not number_range(element):
                self._wrong(at, name, f'in the phrase "{text}" is no list of [words]', [*self.known_lists], f'"{text}"')

    def _wrong(self, at: tuple[str, int], name: str, why: str, allowed: Sequence[str], seek: str = "") -> None:
        remedy = did_you_mean(name, allowed, f"Use one of: {', '.join(sorted(allowed))}.")
        self._add([seek or f'"{name}"', name], f'"{name}" {why}.', remedy, at)

    def _add(self, seek: Sequence[str], message: str, remedy: str, at: tuple[str, int] | None = None) -> None:
        self.problems.append(Problem(self.file, self._line(seek, at), message, remedy))

    def _line(self, seek: Sequence[str], at: tuple[str, int] | None) -> int:
        """Find the line of a text, from the header of its row on; the header itself when it is not found."""
        lines = self.source.splitlines()
        header = f"[[{at[0]}]]" if at else ""
        headers = [number for number, line in enumerate(lines) if at and line.strip().startswith(header)]
        first = headers[at[1]] if at and at[1] < len(headers) else 0
        found = (number for text in seek for number in range(first, len(lines)) if text in lines[number])
        return next(found, first) + 1


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)
