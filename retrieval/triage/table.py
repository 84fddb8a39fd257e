"""Read `faq/emergencies.toml`: patterns, negations and lists of words, with every mistake named by line."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from faq.problem import Problem
from retrieval.triage.negation import PLACES, Negation
from retrieval.triage.patterns import Phrase, PhraseError, number_range, parse

KINDS = ("emergency", "crisis", "team")
"""The kinds, most urgent first: somebody who took pills to die needs an ambulance before a listener."""

_PATTERN_KEYS = {"kind": str, "name": str, "any_of": list, "unless": list, "even_when": list}
_EXCUSE_KEYS = {"name": str, "where": str, "phrases": list, "unless": list, "unless_person": bool, "unless_now": bool}


@dataclass(frozen=True, slots=True)
class Pattern:
    """One kind of symptom: the phrases that name it, those that rule it out, and the negations that do not hold."""

    kind: str
    name: str
    any_of: tuple[Phrase, ...]
    unless: tuple[Phrase, ...] = ()
    even_when: tuple[str, ...] = ()


@dataclass
class Table:
    """The table while it is read; `problems` collects what is wrong, the rest is usable."""

    table: Mapping[str, Any]
    source: str
    file: str
    problems: list[Problem] = field(default_factory=list)

    def lists(self) -> dict[str, list[str]]:
        """Return the lists of [words]: name -> words."""
        given = self.table.get("words", {})
        if not isinstance(given, Mapping):
            self._add(["[words]"], "words must be a table.", "Begin it with a line [words].")
            return {}
        good = {name: words for name, words in given.items() if _texts(words)}
        for name in given.keys() - good.keys():
            self._add([name], f'the list "{name}" is not a list of words.', f'Write {name} = ["one", "two"].')
        return good

    def negations(self) -> list[Negation]:
        """Return the negations that could be read."""
        return [negation for number, row in self._rows("negation") if (negation := self._excuse(number, row))]

    def patterns(self) -> list[Pattern]:
        """Return the patterns that could be read."""
        patterns = [pattern for number, row in self._rows("pattern") if (pattern := self._pattern(number, row))]
        if not patterns:
            self._add([], "there is no pattern: no emergency would be noticed.", "Add at least one [[pattern]].")
        return patterns

    def _excuse(self, number: int, row: Mapping[str, Any]) -> Negation | None:
        at = ("negation", number)
        if not self._shaped(at, row, _EXCUSE_KEYS, ("name", "where", "phrases")):
            return None
        if row["where"] not in PLACES:
            self._wrong(at, row["where"], "is no place", PLACES)
            return None
        rest = {key: row[key] for key in ("unless_person", "unless_now") if key in row}
        phrases = self._phrases(at, row["phrases"])
        return Negation(row["name"], row["where"], phrases, self._phrases(at, row.get("unless", ())), **rest)

    def _pattern(self, number: int, row: Mapping[str, Any]) -> Pattern | None:
        at = ("pattern", number)
        if not self._shaped(at, row, _PATTERN_KEYS, ("kind", "name", "any_of")):
            return None
        if row["kind"] not in KINDS:
            self._wrong(at, row["kind"], "is no kind", KINDS)
            return None
        names = [negation.get("name") for _, negation in self._rows("negation")]
        for negation in row.get("even_when", ()):
            if negation not in names:
                self._wrong(at, negation, "is no negation", [str(name) for name in names])
        any_of, unless = self._phrases(at, row["any_of"]), self._phrases(at, row.get("unless", ()))
        return Pattern(row["kind"], row["name"], any_of, unless, tuple(row.get("even_when", ())))

    def _rows(self, kind: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
        rows = self.table.get(kind, ())
        return ((number, row) for number, row in enumerate(rows) if isinstance(row, Mapping))

    def _shaped(
        self, at: tuple[str, int], row: Mapping[str, Any], keys: Mapping[str, type], needed: Sequence[str]
    ) -> bool:
        """Check the keys of a row and the types of their values."""
        before = len(self.problems)
        for key in needed:
            if not row.get(key):
                self._add([_header(at)], f'[[{at[0]}]] has no "{key}".', f"Add a line {key} = ... under it.", at)
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
        known = self.table.get("words", {})
        for element in phrase.elements:
            name = element.strip("{}")
            if element.startswith("{") and name not in known and not number_range(element):
                self._wrong(at, name, f'in the phrase "{text}" is no list of [words]', list(known), f'"{text}"')

    def _wrong(self, at: tuple[str, int], name: str, why: str, allowed: Sequence[str], seek: str = "") -> None:
        near = get_close_matches(name, allowed, 1)
        remedy = f'Did you mean "{near[0]}"?' if near else f"Use one of: {', '.join(sorted(allowed))}."
        self._add([seek or f'"{name}"', name], f'"{name}" {why}.', remedy, at)

    def _add(self, seek: Sequence[str], message: str, remedy: str, at: tuple[str, int] | None = None) -> None:
        self.problems.append(Problem(self.file, self._line(seek, at), message, remedy))

    def _line(self, seek: Sequence[str], at: tuple[str, int] | None) -> int:
        """Find the line of a text, from the header of its row on; the header itself when it is not found."""
        lines = self.source.splitlines()
        header = f"[[{at[0]}]]" if at else ""
        headers = [number for number, line in enumerate(lines) if at and line.strip().startswith(header)]
        first = headers[at[1]] if at and at[1] < len(headers) else 0
        for text in seek:
            for number in range(first, len(lines)):
                if text in lines[number]:
                    return number + 1
        return first + 1


def _header(at: tuple[str, int]) -> str:
    return f"[[{at[0]}]]"


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)
