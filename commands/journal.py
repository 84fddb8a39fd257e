"""`flask journal`: read what the journal keeps, take it away, delete it. It works with the journal switched off too."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask import current_app
from flask.cli import AppGroup

from commands.terminal import STANDARD_OUTPUT, count, write_new
from journal.recorder import oldest_hour, open_store
from journal.report import Summary, csv_lines, summarise
from journal.rows import KINDS

if TYPE_CHECKING:
    from journal.store import Store

MOST_SECTIONS = 20

journal = AppGroup("journal", help="Read, export or delete the questions that the journal keeps.")


@contextmanager
def opened_store(must_exist: bool = True) -> "Iterator[Store]":
    """Open the journal that the settings name; what is wrong with it ends the command with 1 and a sentence."""
    problems: tuple[str, ...] = current_app.config["SETTINGS_PROBLEMS"]
    if problems:
        first = "Mend the settings first, to be sure which journal is meant:"
        raise click.ClickException("\n".join((first, *problems)))
    try:
        store = open_store(current_app.config["DATABASE_URL"])
    except RuntimeError as error:
        raise click.ClickException(str(error)) from None
    try:
        if must_exist and not store.exists():
            raise click.ClickException(f"There is no journal in {store.place}. It begins with JOURNAL=on.")
        yield store
    except OSError as error:
        raise click.ClickException(f"The journal in {store.place} is out of reach: {error}.") from None
    finally:
        store.close()


@journal.command("report")
def report() -> None:
    """Count what was asked, what became of it and how answers were judged. Prints no question."""
    with opened_store() as store:
        click.echo("\n".join(_report_lines(summarise(store, sections=True))))


@journal.command("export")
@click.option("--what", type=click.Choice(tuple(KINDS)), default="questions", show_default=True)
@click.option("--out", type=click.Path(path_type=Path), default=STANDARD_OUTPUT, help='A new file.  [default: "-"]')
def export(what: str, out: Path) -> None:
    """Write what is kept of questions, or the verdicts, as CSV for a spreadsheet. No file is ever overwritten."""
    with opened_store() as store:
        lines = csv_lines(store.rows(KINDS[what]), KINDS[what])
        if out == STANDARD_OUTPUT:
            for line in lines:
                click.echo(line, nl=False)
            return
        write_new(out, chain(["\ufeff"], lines), private=True)  # the mark lets Excel see that it is UTF-8
    click.echo(f"{out} is written. A name that is an everyday word may be in it: keep it as you keep a letter.")


@journal.command("erase")
@click.confirmation_option(prompt="Delete every question and verdict for good?")
def erase() -> None:
    """Delete everything that the journal keeps, down to the bytes of the SQLite file."""
    with opened_store() as store:
        click.echo(f"{count(store.erase(), 'row')} deleted from {store.place}.")


@journal.command("purge")
def purge() -> None:
    """Delete what is older than RETENTION_DAYS; the running site does so every hour."""
    with opened_store() as store:
        click.echo(purged(store))


def purged(store: "Store") -> str:
    """Delete what is too old and say so."""
    days: int = current_app.config["RETENTION_DAYS"]
    return f"{count(store.purge(oldest_hour(datetime.now(UTC), days)), 'row')} older than {count(days, 'day')} deleted."


def _report_lines(summary: Summary) -> Iterator[str]:
    """Yield the counts as lines of text."""
    asked = f"{count(summary.questions, 'question')} from {_hour(summary.first)} to {_hour(summary.last)}"
    yield asked if summary.questions else "No question is kept."
    for name, counted in (
        ("What became of them", summary.statuses),
        ("Language of the page", summary.languages),
        ("Emergency advice", summary.emergencies),
        ("Sections shown first", summary.sections),
    ):
        if counted:
            yield f"\n{name}:"
            yield from (f"{number:7}  {key}" for key, number in counted.most_common(MOST_SECTIONS))
    if summary.verdicts:
        yield "\nWas this what you asked? (yes, no, section, content version, reasons for no):"
    for section, version, verdicts, reasons in summary.worst_first():
        why = ", ".join(f"{reason} {number}" for reason, number in reasons.most_common())
        yield f"{verdicts['yes']:7}{verdicts['no']:7}  {section}  {version}  {why}".rstrip()


def _hour(hour: str) -> str:
    return f"{hour.replace('T', ' ')}:00 UTC"
