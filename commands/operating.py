"""What operators run: `flask settings` and `flask release`.

The first shows every setting, its value and where the value comes from, secrets masked. The second says what must be
right before a new version is served; a platform runs it once for each deploy.
"""

from collections.abc import Sequence
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from commands.content.check import check_as_text
from commands.journal import opened_store, purged
from faq.rules.checking import check_folder
from retrieval.review.checks import publishing_rules
from settings_kinds import SettingRow


@click.command("settings")
@click.option("--markdown", is_flag=True, help="Print the table of docs/operating.md.")
@with_appcontext
def show_settings(markdown: bool) -> None:
    """Print every setting; exit with 1 when one is bad."""
    rows: Sequence[SettingRow] = current_app.config["SETTINGS"]
    if markdown:
        click.echo(settings_table(rows))
        return
    for row in rows:
        click.echo(f"{row.name:18} {row.value or '(empty)'}  [{row.source}]")
        click.echo(f"{'':18} {row.help} Allowed: {row.allowed}.")
    problems: Sequence[str] = current_app.config["SETTINGS_PROBLEMS"]
    for line in (*current_app.config["SETTINGS_WARNINGS"], *problems):
        click.echo(line, err=True)
    raise click.exceptions.Exit(int(bool(problems)))


def settings_table(rows: Sequence[SettingRow]) -> str:
    """Write the settings as a Markdown table."""
    lines = ["| setting | default | what it does | allowed |", "|---|---|---|---|"]
    for row in rows:
        default = f"`{row.default}`" if row.default else "empty"
        secret = " Secret: may be given as a file with `" + row.name + "_FILE`." if row.secret else ""
        lines.append(f"| `{row.name}` | {default} | {row.help}{secret} | {row.allowed} |")
    return "\n".join(lines)


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
    checked = check_folder(folder, rules)
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
