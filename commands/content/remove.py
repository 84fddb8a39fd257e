"""`flask faq remove`: take an article away with everything that points at it."""

import difflib
from pathlib import Path

import click
from flask import current_app

from commands.content import faq
from commands.terminal import count
from faq.editing import without_article


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
