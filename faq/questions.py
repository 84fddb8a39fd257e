"""The clinic's own test questions: the shape of `questions.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from faq.naming import did_you_mean
from faq.problem import Findings
from faq.reading.toml_file import TomlEntry, entries, judge_keys, judge_tables, string_of, strings_of


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
    golden = GoldenQuestions(
        tuple(filter(None, (_answer(e, findings) for e in entries(parsed, text, "must_answer", findings)))),
        tuple(filter(None, (_refuse(e, findings) for e in entries(parsed, text, "must_refuse", findings)))),
        tuple(filter(None, (_alarm(e, findings) for e in entries(parsed, text, "emergency", findings)))),
    )
    _look_for_repeats(golden, findings)
    return golden


def _answer(entry: TomlEntry, findings: Findings) -> MustAnswer | None:
    if not judge_keys(entry.values, ("question", "section"), entry.line, findings):
        return None
    question = string_of(entry.values["question"], "question", entry.line, findings)
    section = entry.values["section"]
    ids = strings_of(section if isinstance(section, list) else [section], "section", entry.line, findings)
    return MustAnswer(question, ids, entry.line) if question and ids else None


def _refuse(entry: TomlEntry, findings: Findings) -> MustRefuse | None:
    if not judge_keys(entry.values, ("question",), entry.line, findings):
        return None
    question = string_of(entry.values["question"], "question", entry.line, findings)
    return MustRefuse(question, entry.line) if question else None


def _alarm(entry: TomlEntry, findings: Findings) -> MustAlarm | None:
    if not judge_keys(entry.values, ("question", "kind"), entry.line, findings):
        return None
    question = string_of(entry.values["question"], "question", entry.line, findings)
    kind = string_of(entry.values["kind"], "kind", entry.line, findings)
    if kind and kind not in KINDS:
        remedy = did_you_mean(kind, KINDS, f"Write one of: {', '.join(KINDS)}.")
        findings.error(entry.line, f'"kind" cannot be "{kind}".', remedy)
    return MustAlarm(question, kind, entry.line) if question and kind else None


def _look_for_repeats(golden: GoldenQuestions, findings: Findings) -> None:
    first: dict[str, int] = {}
    tests: tuple[MustAnswer | MustRefuse | MustAlarm, ...] = (
        *golden.must_answer,
        *golden.must_refuse,
        *golden.emergency,
    )
    for test in tests:
        before = first.setdefault(test.question.casefold(), test.line)
        if before != test.line:
            findings.error(test.line, f'"{test.question}" is tested already on line {before}.', "Delete one of them.")
