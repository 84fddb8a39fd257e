"""The lists that staff keep: words that patients use (`synonyms.toml`), and test questions (`questions.toml`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from faq.naming import did_you_mean
from faq.problem import Findings
from faq.reading.toml_file import TomlEntry, entries, judge_tables

KINDS = ("emergency", "team", "crisis", "support")
"""What a test question may have to bring up."""


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Two lists that staff keep.

    `equal`: groups of wordings that may stand for each other.
    `one_way`: (patients' wording, the articles' wording); the second never finds the first.
    """

    equal: tuple[tuple[str, ...], ...] = ()
    one_way: tuple[tuple[str, str], ...] = ()


def read_synonyms(parsed: Mapping[str, Any], text: str, findings: Findings) -> Synonyms:
    """Read `[[equal]] words = [...]` and `[[one_way]] lay = "...", means = "..."`, noting what is wrong."""
    judge_tables(parsed, ("equal", "one_way"), text, findings)
    equal = [_equal(entry) for entry in entries(parsed, text, "equal", ("words",), findings)]
    one_way = [_one_way(entry) for entry in entries(parsed, text, "one_way", ("lay", "means"), findings)]
    return Synonyms(tuple(filter(None, equal)), tuple(pair for pair in one_way if all(pair)))


def _equal(entry: TomlEntry) -> tuple[str, ...]:
    group = entry.strings("words")
    if group and len({wording.casefold() for wording in group}) < max(2, len(group)):
        remedy = 'Write words = ["tummy", "abdomen"].'
        entry.findings.error(entry.line, "equal words must be 2 or more different ones.", remedy)
    return group


def _one_way(entry: TomlEntry) -> tuple[str, str]:
    lay, means = entry.string("lay"), entry.string("means")
    if lay and lay.casefold() == means.casefold():
        entry.findings.error(entry.line, f'"{lay}" means itself here.', "Change lay or means, or delete the entry.")
    return lay, means


class GoldenQuestion(NamedTuple):
    """A test question; `line` is where it stands.

    `sections` are the ids of which one must answer it first, `kind` is what to do now that it must bring up: one of
    `KINDS`. A question that must be refused has neither.
    """

    question: str
    line: int
    sections: tuple[str, ...] = ()
    kind: str = ""


@dataclass(frozen=True, slots=True)
class GoldenQuestions:
    """Every test question of the clinic, by what must come of it."""

    must_answer: tuple[GoldenQuestion, ...] = ()
    must_refuse: tuple[GoldenQuestion, ...] = ()
    emergency: tuple[GoldenQuestion, ...] = ()


def read_golden(parsed: Mapping[str, Any], text: str, findings: Findings) -> GoldenQuestions:
    """Read `[[must_answer]]`, `[[must_refuse]]` and `[[emergency]]`, noting what is wrong and what stands twice."""
    judge_tables(parsed, ("must_answer", "must_refuse", "emergency"), text, findings)
    answers = (_answer(e) for e in entries(parsed, text, "must_answer", ("question", "section"), findings))
    asked = entries(parsed, text, "must_refuse", ("question",), findings)
    refusals = (GoldenQuestion(entry.string("question"), entry.line) for entry in asked)
    alarms = (_alarm(e) for e in entries(parsed, text, "emergency", ("question", "kind"), findings))
    golden = GoldenQuestions(
        must_answer=tuple(test for test in answers if test.question and test.sections),
        must_refuse=tuple(test for test in refusals if test.question),
        emergency=tuple(test for test in alarms if test.question and test.kind),
    )
    first: dict[str, int] = {}
    for test in (*golden.must_answer, *golden.must_refuse, *golden.emergency):
        before = first.setdefault(test.question.casefold(), test.line)
        if before != test.line:
            findings.error(test.line, f'"{test.question}" is tested already on line {before}.', "Delete one of them.")
    return golden


def _answer(entry: TomlEntry) -> GoldenQuestion:
    section = entry.values["section"]
    ids = entry.strings("section") if isinstance(section, list) else tuple(filter(None, [entry.string("section")]))
    return GoldenQuestion(entry.string("question"), entry.line, sections=ids)


def _alarm(entry: TomlEntry) -> GoldenQuestion:
    kind = entry.string("kind")
    if kind and kind not in KINDS:
        remedy = did_you_mean(kind, KINDS, f"Write one of: {', '.join(KINDS)}.")
        entry.findings.error(entry.line, f'"kind" cannot be "{kind}".', remedy)
    return GoldenQuestion(entry.string("question"), entry.line, kind=kind)
