"""`flask faq check`: whether the content can be published, for people, programs and code hosts."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

import click
from flask import current_app

from commands.content import faq
from commands.terminal import count
from faq.problem import Problem
from faq.reading.texts import FILL_IN
from faq.rules.checking import Checked, check_folder
from retrieval.review.checks import publishing_rules

SHOWN = 3
"""Warnings of one kind that are shown; the others are counted, and shown when asked for."""


def check_content(files: Sequence[Path] = ()) -> Checked:
    """Check the content that the settings name, or some files as if they were part of it."""
    folder: Path = current_app.config["FAQ_DIR"]
    return check_folder(folder, publishing_rules(folder, current_app.config["ANSWER_OPTIONS"]), files)


def check_as_text(checked: Checked, whole: bool = False) -> str:
    """Return the verdict, the errors, the warnings by kind, the largest last, what was left out, and the count.

    Of each kind a few are shown, all of them when `whole`.
    """
    kinds: dict[str, list[Problem]] = defaultdict(list)
    for problem in checked.warnings:
        kinds[problem.kind or "what the files say"].append(problem)
    parts: list[Iterable[object]] = [
        [_verdict(checked)],
        checked.errors,
        *(_of_kind(kind, found, whole) for kind, found in sorted(kinds.items(), key=lambda kind: len(kind[1]))),
        checked.notes,
        [_summary(checked)],
    ]
    return "\n\n".join("\n".join(map(str, part)) for part in parts if part)


def _summary(checked: Checked) -> str:
    """Return the last line: `7 articles, 101 sections: 0 errors, 3 warnings`."""
    read = f"{count(checked.articles, 'article')}, {count(checked.sections, 'section')}"
    return f"{read}: {count(len(checked.errors), 'error')}, {count(len(checked.warnings), 'warning')}"


def _verdict(checked: Checked) -> str:
    """Return whether the content can be published, and what is in the way."""
    if not checked.errors:
        return "Ready to be published." + (" A second look is asked for below." if checked.warnings else "")
    to_fill_in = sum(FILL_IN in problem.message for problem in checked.errors)
    rest = len(checked.errors) - to_fill_in
    said = [f"{count(to_fill_in, 'place')} to fill in"] * bool(to_fill_in) + [count(rest, "error")] * bool(rest)
    return f"Not ready to be published: {' and '.join(said)}."


def _of_kind(kind: str, found: list[Problem], whole: bool) -> list[str]:
    shown = found if whole else found[:SHOWN]
    hidden = len(found) - len(shown)
    more = [f"and {hidden} more: flask faq check --all"] if hidden else []
    return [f"Warnings, {kind} ({len(found)}):", *map(str, shown), *more]


def _as_json(checked: Checked, _: bool) -> str:
    found = {
        "problems": [asdict(problem) for problem in checked.errors + checked.warnings],
        "articles": checked.articles,
        "sections": checked.sections,
        "errors": len(checked.errors),
        "warnings": len(checked.warnings),
        "notes": checked.notes,
    }
    return json.dumps(found, ensure_ascii=False, indent=2)


def _as_annotations(checked: Checked, _: bool) -> str:
    """Return workflow commands of GitHub Actions, which show each problem on its line of a pull request."""
    lines = [_annotation(problem) for problem in checked.errors + checked.warnings]
    return "\n".join([*lines, *checked.notes, _summary(checked)])


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


FORMATS: dict[str, Callable[[Checked, bool], str]] = {
    "text": check_as_text,
    "json": _as_json,
    "github": _as_annotations,
}


@faq.command("check")
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings too.")
@click.option("--all", "whole", is_flag=True, help="Show every warning, not three of each kind.")
@click.option("--format", "form", type=click.Choice(sorted(FORMATS)), default="text", show_default=True)
def check(files: tuple[Path, ...], strict: bool, whole: bool, form: str) -> None:
    """Check all content, or only FILES, and name every problem with its line.

    A file outside the content folder is checked as if it were one of the articles. Exits with 0 when nothing is
    wrong (warnings allowed), with 1 when something is, with 2 when the command was used wrongly.
    """
    strangers = [file for file in files if file.suffix not in (".md", ".toml")]
    if strangers:
        raise click.UsageError(f"{strangers[0]} is neither an article (.md) nor a list (.toml).")
    checked = check_content(files)
    click.echo(FORMATS[form](checked, whole))
    raise click.exceptions.Exit(int(bool(checked.errors or (strict and checked.warnings))))
