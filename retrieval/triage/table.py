"""Read the tables of emergencies and distress: patterns, negations and lists of words, every mistake named by line."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from faq.naming import did_you_mean
from faq.problem import Findings, Problem
from faq.reading.toml_file import TomlEntry, entries, judge_tables, line_of_key, strings_of
from retrieval.triage.negation import PLACES, Negation
from retrieval.triage.patterns import Phrase, PhraseError, number_range, parse

KINDS = ("emergency", "crisis", "team", "support")
"""The kinds, most urgent first: somebody who took pills to die needs an ambulance before a listener."""


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
    problems: list[Problem] = []
    files = [(table, sources.get(file, ""), Findings(file, problems)) for file, table in parsed.items()]
    lists: dict[str, list[str]] = {}
    for table, text, findings in files:
        judge_tables(table, ("words", "negation", "pattern"), text, findings)
        for name, words in _words(table, text, findings).items():
            lists.setdefault(name, []).extend(strings_of(words, name, line_of_key(text, f"words.{name}"), findings))
    tables = [(table, _Reader(text, findings, lists)) for table, text, findings in files]
    negations = [negation for table, reader in tables for negation in reader.negations(table)]
    names = [negation.name for negation in negations]
    patterns = [pattern for table, reader in tables for pattern in reader.patterns(table, names)]
    if not any(table.get("pattern") for table in parsed.values()):
        message = "there is no pattern: no emergency would be noticed."
        problems.append(Problem(next(iter(parsed), ""), 1, message, "Add at least one [[pattern]]."))
    return Triage(lists, negations, patterns, sorted(problems))


def _words(table: Mapping[str, Any], text: str, findings: Findings) -> Mapping[str, Any]:
    """Return the lists of [words] by name."""
    given = table.get("words", {})
    if isinstance(given, Mapping):
        return given
    findings.error(line_of_key(text, "words"), "words must be a table.", "Begin it with a line [words].")
    return {}


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the entries of a file; `lists` are the lists of words of all files."""

    text: str
    findings: Findings
    lists: Collection[str]

    def negations(self, table: Mapping[str, Any]) -> Iterator[Negation]:
        """Yield the negations of the file."""
        needed, optional = ("name", "where", "phrases"), ("unless", "unless_person", "unless_now")
        for entry in entries(table, self.text, "negation", needed, self.findings, optional):
            where = self._known(entry, entry.string("where"), "place", PLACES)
            phrases, unless = (self._phrases(entry, key) for key in ("phrases", "unless"))
            flags = (self._flag(entry, key) for key in ("unless_person", "unless_now"))
            yield Negation(entry.string("name"), where, phrases, unless, *flags)

    def patterns(self, table: Mapping[str, Any], negations: Sequence[str]) -> Iterator[Pattern]:
        """Yield the patterns of the file; `negations` are the names of those of all files."""
        needed, optional = ("kind", "name", "any_of"), ("together_with", "unless", "even_when")
        for entry in entries(table, self.text, "pattern", needed, self.findings, optional):
            kind = self._known(entry, entry.string("kind"), "kind", KINDS)
            any_of, together, unless = (self._phrases(entry, key) for key in ("any_of", "together_with", "unless"))
            even_when = self._strings(entry, "even_when")
            for name in even_when:
                self._known(entry, name, "negation", negations)
            yield Pattern(kind, entry.string("name"), any_of, together, unless, even_when)

    def _strings(self, entry: TomlEntry, key: str) -> tuple[str, ...]:
        return entry.strings(key) if key in entry.values else ()

    def _flag(self, entry: TomlEntry, key: str) -> bool:
        value = entry.values.get(key, False)
        if not isinstance(value, bool):
            self.findings.error(self._line(entry, key), f'"{key}" must be true or false.', f"Write {key} = true.")
        return value is True

    def _phrases(self, entry: TomlEntry, key: str) -> tuple[Phrase, ...]:
        """Return the phrases of a key, noting those that cannot be read or name a list that is none."""
        found: list[Phrase] = []
        for text in self._strings(entry, key):
            try:
                phrases = parse(text)
            except PhraseError as error:
                line = self._line(entry, f'"{text}"')
                self.findings.error(line, f'the phrase "{text}" {error}.', "Write words, or a list as {name}.")
                continue
            for element in phrases[0].elements:
                if element.startswith("{") and not number_range(element):
                    self._known(entry, element.strip("{}"), "list of [words]", self.lists, f'"{text}"')
            found += phrases
        return tuple(found)

    def _known(self, entry: TomlEntry, name: str, what: str, allowed: Collection[str], phrase: str = "") -> str:
        """Return a name, after noting that it is none of those that are allowed; `phrase` is where it stands."""
        if name and name not in allowed:
            where = f" in the phrase {phrase}" if phrase else ""
            remedy = did_you_mean(name, allowed, f"Use one of: {', '.join(sorted(allowed))}.")
            line = self._line(entry, phrase or f'"{name}"')
            self.findings.error(line, f'"{name}"{where} is no {what}.', remedy)
        return name

    def _line(self, entry: TomlEntry, text: str) -> int:
        """Find the line of a text, from the header of its entry on; the header itself when it is not found."""
        lines = self.text.split("\n")
        return next((n for n in range(entry.line, len(lines) + 1) if text in lines[n - 1]), entry.line)
