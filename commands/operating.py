"""What operators run: `flask settings` and `flask release`.

The first shows every setting, its value and where the value comes from, secrets masked. The second says what must be
right before a new version is served; a platform runs it once for each deploy.
"""

from collections.abc import Sequence

import click
from flask import current_app
from flask.cli import with_appcontext

from commands.content.check import check_as_text, check_content
from commands.journal import opened_store, purged


@click.command("settings")
@with_appcontext
def show_settings() -> None:
    """Print every setting; exit with 1 when one is bad."""
    click.echo("\n".join(current_app.config["SETTINGS"]))
    problems: Sequence[str] = current_app.config["SETTINGS_PROBLEMS"]
    for line in (*current_app.config["SETTINGS_WARNINGS"], *problems):
        click.echo(line, err=True)
    raise click.exceptions.Exit(int(bool(problems)))


@click.command("release")
@with_appcontext
def release() -> None:
    """Check settings and content, make the journal's tables, delete what is too old in it.

    Exits with 1 when a setting or an article is wrong or the journal is out of reach: the platform then keeps serving
    the version before. It may run twice at once.
    """
    problems: tuple[str, ...] = current_app.config["SETTINGS_PROBLEMS"]
    click.echo("\n".join(problems), err=True, nl=bool(problems))
    checked = check_content()
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
