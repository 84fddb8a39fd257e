"""`flask faq diff` and `flask faq find`: which answers change with the next version, and which commit a version is."""

import json
import textwrap
from collections.abc import Callable, Iterable
from pathlib import Path

import click
from flask import current_app, render_template

from commands.ask import WIDTH, open_engine
from commands.content import faq
from commands.journal import opened_store
from commands.terminal import count
from faq.problem import ContentError
from faq.versions import NoHistoryError, commit_of, earlier_library
from journal.rows import Noted
from retrieval.engine import Engine
from retrieval.review.changes import HEADINGS, ChangeKind, Comparison, compare
from retrieval.review.differences import differences

MOST_RECENT = 2000
SHORTEST = 6
NAMED = 3
"""Questions named for each change; the JSON and the page have all of them."""


def _summary(comparison: Comparison) -> str:
    lost, changed, new, further = (len(comparison.of(kind)) for kind in ChangeKind)
    counts = f"{lost} lost, {changed} changed, {new} new, {further} with other questions or passages beside them"
    return f"{comparison.asked} of {comparison.known} known questions can be touched and were asked: {counts}."


def _as_text(comparison: Comparison, revision: str) -> str:
    """Return every change, before and after, and the counts."""
    lines: list[str] = []
    for kind, heading in HEADINGS.items():
        found = comparison.of(kind)
        lines += [f"{heading} ({count(len(found), 'question')})"] if found else []
        for difference in differences(found):
            named = [f'"{asking.shown}" ({asking.source})' for asking in difference.askings[:NAMED]]
            more = len(difference.askings) - len(named)
            asked = "; ".join([*named, *([f"and {more} more"] if more else [])])
            gone, come = map(_bracketed, (difference.gone, difference.come))
            lines.append("")
            for name, text in (("asked:", asked), ("before:", gone), ("after:", come)):
                lines += textwrap.wrap(text, WIDTH, initial_indent=f"  {name:8}", subsequent_indent=" " * 10)
        lines += [""] if found else []
    return "\n".join([*lines, f"Compared with {revision}. {_summary(comparison)}"])


def _bracketed(pieces: Iterable[tuple[str, str]]) -> str:
    return " ".join(words if how == "same" else f"[{words}]" for how, words in pieces)


def _as_json(comparison: Comparison, revision: str) -> str:
    """Return one JSON object with every change and both replies whole."""
    changes = [
        {
            "kind": change.kind,
            "question": change.asking.shown,
            "source": change.asking.source,
            "lang": change.asking.lang,
            "before": change.before.as_json(),
            "after": change.after.as_json(),
        }
        for change in comparison.changes
    ]
    found = {"compared_with": revision, "asked": comparison.asked, "changes": changes}
    return json.dumps(found, ensure_ascii=False, indent=2)


def _as_html(comparison: Comparison, revision: str) -> str:
    """Return a page that stands alone, with the words that went and came marked."""
    shown = {"headings": HEADINGS, "differences": differences, "summary": _summary(comparison)}
    return render_template("staff/changes.html", comparison=comparison, revision=revision, **shown)


FORMATS: dict[str, Callable[[Comparison, str], str]] = {"text": _as_text, "json": _as_json, "html": _as_html}


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
    click.echo(FORMATS[form](compare(before, after, _recent(), whole=whole), revision))


def _recent() -> list[str]:
    """Return what patients asked lately, each once, where the journal is on; the report does not repeat their words."""
    if not current_app.config.get("JOURNAL"):
        return []
    with opened_store() as store:
        texts = dict.fromkeys(row.question for row in store.rows(Noted))
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
