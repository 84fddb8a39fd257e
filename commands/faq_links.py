"""`flask faq links`: whether the sources that readers are sent to are still there."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from commands.link_probe import LinkOutcome, Probe, probe_all
from faq.files import read_files
from faq.problem import Findings, Level, Problem
from faq.reading.links import written_addresses


@dataclass(frozen=True, slots=True)
class Place:
    """Where an address is written."""

    file: str
    line: int
    address: str


@click.command("links")
@click.option("--seconds", type=click.IntRange(1), default=300, show_default=True, help="Stop after so long in all.")
@click.option("--patience", type=click.FloatRange(0.1), default=10, show_default=True, help="Seconds for one site.")
@with_appcontext
def links(seconds: int, patience: float) -> None:
    """Try every web address of the content and name those that do not answer.

    It needs a network and asks other people's sites, so run it by hand or once a week. Exits with 1 when an address
    does not answer. A site that refuses programs is only named: open it by hand.
    """
    folder: Path = current_app.config["FAQ_DIR"]
    places = list(written_places(folder))
    probes = probe_all({place.address for place in places}, seconds, patience)
    outcomes = Counter(found.outcome for found in probes.values())
    if probes and outcomes[LinkOutcome.SILENT] + outcomes[LinkOutcome.UNTRIED] == len(probes):
        raise click.ClickException("No site could be reached, so nothing was checked. This needs a network.")
    problems = [problem for place in places for problem in judge(place, probes[place.address])]
    for problem in sorted(problems, key=lambda problem: (problem.level, problem)):
        click.echo(str(problem))
    click.echo(summary(outcomes))
    raise click.exceptions.Exit(int(any(problem.level is Level.ERROR for problem in problems)))


def written_places(folder: Path) -> Iterator[Place]:
    """Yield every web address of the content files with its file and line."""
    for file in read_files(folder, Findings(folder.name)):
        for line, address in written_addresses(file.content.decode("utf-8", "replace")):
            yield Place(file.shown, line, address)


def judge(place: Place, found: Probe) -> Iterator[Problem]:
    """Yield what to say about an address, nothing when it answers or was not tried."""
    if found.outcome in (LinkOutcome.GONE, LinkOutcome.SILENT):
        yield Problem(
            place.file,
            place.line,
            f'the address "{place.address}" does not answer: {found.said}.',
            "Find where the page went, or another source.",
        )
    elif found.outcome is LinkOutcome.REFUSED:
        yield Problem(
            place.file,
            place.line,
            f'the address "{place.address}" refuses programs: {found.said}.',
            "Look by hand: a reader may well see the page.",
            Level.WARNING,
        )


def summary(outcomes: Counter[LinkOutcome]) -> str:
    """Return the last line: `Addresses: 140 answer, 2 do not, 9 to look at by hand`."""
    answering, refused = outcomes[LinkOutcome.ANSWERS], outcomes[LinkOutcome.REFUSED]
    dead, untried = outcomes[LinkOutcome.GONE] + outcomes[LinkOutcome.SILENT], outcomes[LinkOutcome.UNTRIED]
    late = f", {untried} not tried: the time was up, give more --seconds" if untried else ""
    return f"Addresses: {answering} answer, {dead} do not, {refused} to look at by hand{late}"
