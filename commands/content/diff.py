"""`flask faq diff` and `flask faq find`: which answers change with the next version, and which commit a version is."""

import os
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import click
from flask import current_app

from commands.ask import open_engine
from commands.content import faq
from commands.content.diff_report import FORMATS
from commands.journal import opened_store
from faq.problem import ContentError
from faq.versions import NoHistoryError, commit_of, earlier_library
from retrieval.engine import Engine
from retrieval.review.changes import compare

MOST_RECENT = 2000
SHORTEST = 6


@faq.command("diff")
@click.argument("revision", default="HEAD", metavar="[GIT_REF]")
@click.option("--format", "form", type=click.Choice(sorted(FORMATS)), default="text", show_default=True)
@click.option("--all", "whole", is_flag=True, help="Ask every known question, not only those the change can touch.")
def diff(revision: str, form: str, whole: bool) -> None:
    """Ask the known questions of the content at GIT_REF (HEAD when not given) and of the content as it is now.

    Prints each answer that is lost, changed or new, before and after. Exits with 0 whatever changes, and with 1
    when one of the two versions cannot be read.
    """
    before, after = _earlier(revision), open_engine()
    try:
        found = compare(before, after, _recent(), processes=os.cpu_count() or 1, whole=whole)
    except BrokenProcessPool:
        remedy = "Often the machine had too little memory: close other programs and try again."
        raise click.ClickException(f"A process that compared the answers was ended from outside. {remedy}") from None
    click.echo(FORMATS[form](found, revision))


def _recent() -> list[str]:
    """Return what patients asked lately, each once, where the journal is on; the report does not repeat their words."""
    if not current_app.config.get("JOURNAL"):
        return []
    with opened_store() as store:
        texts = dict.fromkeys(row.question for row in store.questions())
    return list(texts)[-MOST_RECENT:]


def _earlier(revision: str) -> Engine:
    folder: Path = current_app.config["FAQ_DIR"]
    try:
        return Engine(earlier_library(folder, revision), current_app.config["ANSWER_OPTIONS"])
    except NoHistoryError:
        raise click.ClickException(f'git has no version "{revision}" of {folder}.') from None
    except ContentError as error:
        lines = "\n".join(map(str, error.problems))
        raise click.ClickException(f'The version "{revision}" cannot be read:\n{lines}') from None


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
