"""Read the tables of emergencies and distress: patterns, negations and lists of words, every mistake named by line."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, NamedTuple

from faq.problem import Findings, Problem
from faq.reading.toml_file import Kind, TomlFile
from faq.staff_lists import KINDS
from retrieval.triage.negation import PLACES, Negation
from retrieval.triage.patterns import Phrase, PhraseError, number_range, parse

_OPTIONAL = ("unless", "unless_person", "unless_now", "together_with", "even_when")


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


class Triage(NamedTuple):
    """All tables as one: the lists of words by name, the negations, the patterns, and what is wrong in the files."""

    lists: Mapping[str, Sequence[str]]
    negations: Sequence[Negation]
    patterns: Sequence[Pattern]
    problems: list[Problem]


def read_tables(files: Sequence[TomlFile]) -> Triage:
    """Read some files, the first of which must not be missing: a list adds to the one of that name in an earlier file.

    What is not mistaken is used all the same, so that the caller decides whether to serve it.
    """
    problems: list[Problem] = []
    files = [replace(file, findings=Findings(file.findings.file, problems)) for file in files]
    lists = _lists(files)
    known = _known(lists)
    rows = [(file, *entry) for file in files for entry in file.entries(known, _OPTIONAL, beside=("words",))]
    negations = [Negation(**given) for _, name, _, given in rows if name == "negation"]
    patterns = [Pattern(**given) for _, name, _, given in rows if name == "pattern"]
    names = [negation.name for negation in negations]
    for file, name, line, given in rows:
        if name == "negation":
            _judge(file, line, [given["where"]], "place", PLACES)
        else:
            _judge(file, line, [given["kind"]], "kind", KINDS)
            _judge(file, line, given.get("even_when", ()), "negation", names)
    if not patterns:
        message = "there is no pattern: no emergency would be noticed."
        files[0].findings.error(1, message, "Add at least one [[pattern]].")
    return Triage(lists, negations, patterns, sorted(problems))


def _known(lists: Mapping[str, object]) -> Mapping[str, Mapping[str, Kind]]:
    """Return the keys of each entry with what reads their values."""
    phrases = partial(_phrases, lists)
    return {
        "negation": {
            "name": TomlFile.words,
            "where": TomlFile.words,
            "phrases": phrases,
            "unless": phrases,
            "unless_person": _switch,
            "unless_now": _switch,
        },
        "pattern": {
            "kind": TomlFile.words,
            "name": TomlFile.words,
            "any_of": phrases,
            "together_with": phrases,
            "unless": phrases,
            "even_when": TomlFile.several,
        },
    }


def _lists(files: Iterable[TomlFile]) -> dict[str, list[str]]:
    """Return the lists of [words] of all files: name -> words."""
    lists: dict[str, list[str]] = {}
    for file in files:
        given = file.values.get("words", {})
        if isinstance(given, dict):
            for name, words in given.items():
                lists.setdefault(name, []).extend(file.several(name, words, file.line(f"words.{name}")))
        else:
            file.findings.error(file.line("words"), "words must be a table.", "Begin it with a line [words].")
    return lists


def _switch(file: TomlFile, key: str, value: Any, line: int) -> bool:
    if not isinstance(value, bool):
        file.findings.error(line, f'"{key}" is not true or false.', f"Write {key} = true.")
    return value is True


def _phrases(lists: Mapping[str, object], file: TomlFile, key: str, value: Any, line: int) -> tuple[Phrase, ...]:
    """Read phrases, noting those that cannot be read and words in {} that are no list."""
    found: list[Phrase] = []
    for text in file.several(key, value, line):
        try:
            phrases = parse(text)
        except PhraseError as error:
            message = f'the phrase "{text}" {error}.'
            file.findings.error(file.line_of(text, line), message, "Write words, or a list as {name}.")
            continue
        found += phrases
        for element in phrases[0].elements:
            name = element.strip("{}")
            if element.startswith("{") and name not in lists and not number_range(element):
                message = f'"{name}" in the phrase "{text}" is no list of [words].'
                file.findings.misnamed(file.line_of(text, line), message, name, sorted(lists), "Use one of:")
    return tuple(found)


def _judge(file: TomlFile, line: int, names: Iterable[str], what: str, allowed: Collection[str]) -> None:
    """Note names that are none of those allowed."""
    for name in names:
        if name not in allowed:
            message = f'"{name}" is no {what}.'
            file.findings.misnamed(file.line_of(name, line), message, name, sorted(allowed), "Use one of:")
