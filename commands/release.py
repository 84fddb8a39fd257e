"""`flask release`: what must be right before a new version is served. A platform runs it once for each deploy."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from commands.content.check_report import CheckReport, check_as_text
from commands.journal import opened_store, purged
from faq.rules.checking import check_folder
from retrieval.review.checks import publishing_rules


@click.command("release")
@with_appcontext
def release() -> None:
    """Check settings and content, make the journal's tables, delete what is too old in it.

    Exits with 1 when a setting or an article is wrong or the journal is out of reach: the platform then keeps serving
    the version before. It may run twice at once.
    """
    problems: tuple[str, ...] = current_app.config["SETTINGS_PROBLEMS"]
    click.echo("\n".join(problems), err=True, nl=bool(problems))
    folder: Path = current_app.config["FAQ_DIR"]
    rules = publishing_rules(folder, current_app.config["ANSWER_OPTIONS"])
    checked = CheckReport(check_folder(folder, rules))
    click.echo(check_as_text(checked), err=bool(checked.errors))
    if problems or checked.errors:
        click.echo("Nothing is released.", err=True)
        raise click.exceptions.Exit(1)
    with opened_store(must_exist=False) as store:
        if current_app.config["JOURNAL"]:
            store.prepare()
            click.echo(f"The journal is ready in {store.place}. {purged(store)}")
        elif store.exists():
            click.echo(f"The journal is off, but {store.place} still keeps rows. {purged(store)}")
            click.echo("To delete all of it: flask journal erase")
