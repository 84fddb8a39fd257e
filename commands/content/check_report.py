"""The result of a check, for people, for programs, and for a code host that marks the lines."""

import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict

from commands.terminal import count
from faq.problem import Level, Problem
from faq.reading.texts import FILL_IN
from faq.rules.checking import Checked

SHOWN = 3
"""Warnings of one kind that are shown; the others are counted, and shown when asked for."""


class CheckReport:
    """What a check found, errors and warnings apart; `whole` shows every warning."""

    def __init__(self, checked: Checked, whole: bool = False) -> None:
        self.checked = checked
        self.whole = whole
        self.errors = [problem for problem in checked.problems if problem.level is Level.ERROR]
        self.warnings = [problem for problem in checked.problems if problem.level is Level.WARNING]

    def verdict(self) -> str:
        """Return the first line: whether the content can be published, and what is in the way."""
        if not self.errors:
            return "Ready to be published." + (" A second look is asked for below." if self.warnings else "")
        to_fill_in = sum(FILL_IN in problem.message for problem in self.errors)
        rest = len(self.errors) - to_fill_in
        said = [f"{count(to_fill_in, 'place')} to fill in"] * bool(to_fill_in) + [count(rest, "error")] * bool(rest)
        return f"Not ready to be published: {' and '.join(said)}."

    def warnings_by_kind(self) -> dict[str, list[Problem]]:
        """Return the warnings by the rule that found them, the largest kind last."""
        kinds: dict[str, list[Problem]] = defaultdict(list)
        for problem in self.warnings:
            kinds[problem.kind or "what the files say"].append(problem)
        return dict(sorted(kinds.items(), key=lambda kind: len(kind[1])))

    def exit_code(self, strict: bool) -> int:
        """Return 1 when something keeps the content from being published, or is to be looked at and `strict`."""
        return int(bool(self.errors or (strict and self.warnings)))

    def summary(self) -> str:
        """Return the last line: `7 articles, 101 sections: 0 errors, 3 warnings`."""
        read = f"{count(self.checked.articles, 'article')}, {count(self.checked.sections, 'section')}"
        return f"{read}: {count(len(self.errors), 'error')}, {count(len(self.warnings), 'warning')}"


def check_as_text(report: CheckReport) -> str:
    """Return the verdict, the errors, the warnings by kind, what was left out, and the count."""
    parts = [
        [report.verdict()],
        [str(problem) for problem in report.errors],
        *(_kind_as_text(kind, found, report.whole) for kind, found in report.warnings_by_kind().items()),
        list(report.checked.notes),
        [report.summary()],
    ]
    return "\n\n".join("\n".join(part) for part in parts if part)


def _kind_as_text(kind: str, found: list[Problem], whole: bool) -> list[str]:
    shown = found if whole else found[:SHOWN]
    hidden = len(found) - len(shown)
    more = [f"and {hidden} more: flask faq check --all"] if hidden else []
    return [f"Warnings, {kind} ({len(found)}):", *map(str, shown), *more]


def check_as_json(report: CheckReport) -> str:
    """Return one JSON object."""
    found = {
        "problems": [asdict(problem) for problem in report.errors + report.warnings],
        "articles": report.checked.articles,
        "sections": report.checked.sections,
        "errors": len(report.errors),
        "warnings": len(report.warnings),
        "notes": report.checked.notes,
    }
    return json.dumps(found, ensure_ascii=False, indent=2)


def as_annotations(report: CheckReport) -> str:
    """Return workflow commands of GitHub Actions, which show each problem on its line of a pull request."""
    lines = [annotation(problem) for problem in report.errors + report.warnings]
    return "\n".join([*lines, *report.checked.notes, report.summary()])


def annotation(problem: Problem) -> str:
    """Return one workflow command (GitHub Docs, "Workflow commands for GitHub Actions").

    >>> annotation(Problem("faq/articles/x.md", 3, "50% is new.", "Check it."))
    '::error file=faq/articles/x.md,line=3::50%25 is new. Check it.'
    """
    file = escape_annotation(problem.file).replace(":", "%3A").replace(",", "%2C")
    said = escape_annotation(f"{problem.message} {problem.remedy}")
    return f"::{problem.level} file={file},line={problem.line}::{said}"


def escape_annotation(text: str) -> str:
    """Escape what ends a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


FORMATS: dict[str, Callable[[CheckReport], str]] = {
    "text": check_as_text,
    "json": check_as_json,
    "github": as_annotations,
}
