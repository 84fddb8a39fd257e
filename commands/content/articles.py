"""`flask faq check`, `new` and `remove`: whether the content can be published, an article that comes, one that goes."""

import difflib
from datetime import date
from pathlib import Path

import click
from flask import current_app

from commands.content import faq
from commands.content.check_report import FORMATS, CheckReport
from commands.terminal import count, write_new
from faq.editing import skeleton, without_article
from faq.naming import slug as slug_for
from faq.rules.checking import check_folder
from retrieval.review.checks import publishing_rules


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
    folder: Path = current_app.config["FAQ_DIR"]
    strangers = [file for file in files if file.suffix not in (".md", ".toml")]
    if strangers:
        raise click.UsageError(f"{strangers[0]} is neither an article (.md) nor a list (.toml).")
    rules = publishing_rules(folder, current_app.config["ANSWER_OPTIONS"])
    report = CheckReport(check_folder(folder, rules, files), whole)
    click.echo(FORMATS[form](report))
    raise click.exceptions.Exit(int(bool(report.errors or (strict and report.warnings))))


def today() -> date:
    """Return the day to judge dates by, from the clock that the app was given."""
    day: date = current_app.config["ANSWER_OPTIONS"].today()
    return day


@faq.command("new")
@click.argument("title")
@click.option("--out", type=click.Path(path_type=Path), help="Where to write it.  [default: articles/<title>.md]")
def new(title: str, out: Path | None) -> None:
    """Begin an article called TITLE: a file with every part in its place, for you to fill in."""
    folder: Path = current_app.config["FAQ_DIR"]
    slug = slug_for(title)
    if not slug:
        raise click.UsageError("The title has no letters.")
    path = out or folder / "articles" / f"{slug}.md"
    write_new(path, skeleton(title, today()), "Choose another title.")
    click.echo(f'{path} is written. Fill in every "FILL IN", then run: flask faq check {path}')


@faq.command("remove")
@click.argument("slug")
@click.option("--fix", is_flag=True, help="Do it; without this it is only said what would be done.")
def remove(slug: str, fix: bool) -> None:
    """Remove the article SLUG: its file, its utterances, its test questions, and the links that lead to it.

    It may have been deleted before: what still points at it is cleaned all the same. Patients who have a link then
    read "not found"; an article that patients know is better withdrawn (status: withdrawn).
    """
    folder: Path = current_app.config["FAQ_DIR"]
    found = without_article(folder, slug.removesuffix(".md"))
    if not found:
        raise click.ClickException(f'Nothing in {folder} is called "{slug}" or points at it.')
    for path, text in found.items():
        click.echo(f"{path}: " + ("deleted" if text is None else f"{_lines_changed(path, text)} changed"))
        if fix and text is None:
            path.unlink()
        elif fix and text is not None:
            path.write_text(text, encoding="utf-8", newline="\n")
    todo = f"Nothing is done yet. To do it: flask faq remove {slug} --fix"
    click.echo("Done. Now run: flask faq check" if fix else todo)


def _lines_changed(path: Path, text: str) -> str:
    lines = difflib.ndiff(path.read_text("utf-8").splitlines(), text.splitlines())
    return count(sum(line.startswith("- ") for line in lines), "line")
