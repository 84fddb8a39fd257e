"""`flask faq find`: which commit a content version is."""

from pathlib import Path

import click
from flask import current_app

from commands.content import faq
from faq.versions import NoHistoryError, commit_of

SHORTEST = 6


@faq.command("find")
@click.argument("version")
def find(version: str) -> None:
    """Find the commit that has the content VERSION, which every reply and the foot of every page name."""
    folder: Path = current_app.config["FAQ_DIR"]
    if len(version) < SHORTEST:
        raise click.UsageError(f"Give at least {SHORTEST} characters of the version.")
    try:
        found = commit_of(folder, version.lower())
    except NoHistoryError:
        raise click.ClickException(f"{folder} is not under git.") from None
    if found is None:
        raise click.ClickException(f"No commit has the content version {version}. It may not have been committed.")
    click.echo(found)
