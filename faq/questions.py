"""The clinic's own test questions: the shape of `questions.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from faq.naming import did_you_mean
from faq.problem import Findings
from faq.reading.toml_file import TomlEntry, entries, judge_tables


class MustAnswer(NamedTuple):
    """A question that one of `sections` (ids) must answer first; `line` is where it stands."""

    question: str
    sections: tuple[str, ...]
    line: int


class MustRefuse(NamedTuple):
    """A question that must not be answered."""

    question: str
    line: int


class MustAlarm(NamedTuple):
    """A question that must bring up what to do now; `kind` is "emergency", "team", "crisis" or "support"."""

    question: str
    kind: str
    line: int


@dataclass(frozen=True, slots=True)
class GoldenQuestions:
    """Every test question of the clinic, by what must come of it."""

    must_answer: tuple[MustAnswer, ...] = ()
    must_refuse: tuple[MustRefuse, ...] = ()
    emergency: tuple[MustAlarm, ...] = ()


KINDS = ("emergency", "team", "crisis", "support")


def read_golden(parsed: Mapping[str, Any], text: str, findings: Findings) -> GoldenQuestions:
    """Read `[[must_answer]]`, `[[must_refuse]]` and `[[emergency]]`, noting what is wrong and what stands twice."""
    judge_tables(parsed, ("must_answer", "must_refuse", "emergency"), text, findings)
    asked = entries(parsed, text, "must_refuse", ("question",), findings)
    answers = (_answer(e) for e in entries(parsed, text, "must_answer", ("question", "section"), findings))
    refusals = (MustRefuse(e.string("question"), e.line) for e in asked)
    alarms = (_alarm(e) for e in entries(parsed, text, "emergency", ("question", "kind"), findings))
    golden = GoldenQuestions(tuple(filter(all, answers)), tuple(filter(all, refusals)), tuple(filter(all, alarms)))
    tests: list[MustAnswer | MustRefuse | MustAlarm] = [*golden.must_answer, *golden.must_refuse, *golden.emergency]
    first: dict[str, int] = {}
    for test in tests:
        before = first.setdefault(test.question.casefold(), test.line)
        if before != test.line:
            findings.error(test.line, f'"{test.question}" is tested already on line {before}.', "Delete one of them.")
    return golden


def _answer(entry: TomlEntry) -> MustAnswer:
    section = entry.values["section"]
    ids = entry.strings("section") if isinstance(section, list) else tuple(filter(None, [entry.string("section")]))
    return MustAnswer(entry.string("question"), ids, entry.line)


def _alarm(entry: TomlEntry) -> MustAlarm:
    kind = entry.string("kind")
    if kind and kind not in KINDS:
        remedy = did_you_mean(kind, KINDS, f"Write one of: {', '.join(KINDS)}.")
        entry.findings.error(entry.line, f'"kind" cannot be "{kind}".', remedy)
    return MustAlarm(entry.string("question"), kind, entry.line)
