"""The result of a check, for people, for programs, and for a code host that marks the lines."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import asdict

from commands.terminal import count
from faq.problem import Level, Problem
from faq.reading.texts import FILL_IN
from faq.rules.checking import Checked

SHOWN = 3
"""Warnings of one kind that are shown; the others are counted, and shown when asked for."""


class CheckReport:
    """What a check found, errors and warnings apart; `whole` shows every warning.

    `summary` is the last line: `7 articles, 101 sections: 0 errors, 3 warnings`.
    """

    def __init__(self, checked: Checked, whole: bool = False) -> None:
        self.checked, self.whole = checked, whole
        self.errors, self.warnings = ([p for p in checked.problems if p.level is level] for level in Level)
        read = f"{count(checked.articles, 'article')}, {count(checked.sections, 'section')}"
        self.summary = f"{read}: {count(len(self.errors), 'error')}, {count(len(self.warnings), 'warning')}"


def check_as_text(report: CheckReport) -> str:
    """Return the verdict, the errors, the warnings by kind, the largest last, what was left out, and the count."""
    kinds: dict[str, list[Problem]] = defaultdict(list)
    for problem in report.warnings:
        kinds[problem.kind or "what the files say"].append(problem)
    parts: list[Iterable[object]] = [
        [_verdict(report)],
        report.errors,
        *(_of_kind(kind, found, report.whole) for kind, found in sorted(kinds.items(), key=lambda kind: len(kind[1]))),
        report.checked.notes,
        [report.summary],
    ]
    return "\n\n".join("\n".join(map(str, part)) for part in parts if part)


def _verdict(report: CheckReport) -> str:
    """Return whether the content can be published, and what is in the way."""
    if not report.errors:
        return "Ready to be published." + (" A second look is asked for below." if report.warnings else "")
    to_fill_in = sum(FILL_IN in problem.message for problem in report.errors)
    rest = len(report.errors) - to_fill_in
    said = [f"{count(to_fill_in, 'place')} to fill in"] * bool(to_fill_in) + [count(rest, "error")] * bool(rest)
    return f"Not ready to be published: {' and '.join(said)}."


def _of_kind(kind: str, found: list[Problem], whole: bool) -> list[str]:
    shown = found if whole else found[:SHOWN]
    hidden = len(found) - len(shown)
    more = [f"and {hidden} more: flask faq check --all"] if hidden else []
    return [f"Warnings, {kind} ({len(found)}):", *map(str, shown), *more]


def _as_json(report: CheckReport) -> str:
    found = {
        "problems": [asdict(problem) for problem in report.errors + report.warnings],
        "articles": report.checked.articles,
        "sections": report.checked.sections,
        "errors": len(report.errors),
        "warnings": len(report.warnings),
        "notes": report.checked.notes,
    }
    return json.dumps(found, ensure_ascii=False, indent=2)


def _as_annotations(report: CheckReport) -> str:
    """Return workflow commands of GitHub Actions, which show each problem on its line of a pull request."""
    lines = [_annotation(problem) for problem in report.errors + report.warnings]
    return "\n".join([*lines, *report.checked.notes, report.summary])


def _annotation(problem: Problem) -> str:
    """Return one workflow command (GitHub Docs, "Workflow commands for GitHub Actions"), escaped as that page says.

    >>> _annotation(Problem("faq/articles/x.md", 3, "50% is new.", "Check it."))
    '::error file=faq/articles/x.md,line=3::50%25 is new. Check it.'
    """
    file, said = (
        text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        for text in (problem.file, f"{problem.message} {problem.remedy}")
    )
    file = file.replace(":", "%3A").replace(",", "%2C")
    return f"::{problem.level} file={file},line={problem.line}::{said}"


FORMATS: dict[str, Callable[[CheckReport], str]] = {
    "text": check_as_text,
    "json": _as_json,
    "github": _as_annotations,
}
