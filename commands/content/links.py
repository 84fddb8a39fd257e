"""`flask faq links`: whether the sources that readers are sent to are still there.

Addresses are asked politely: each once, a few at a time, and of a page no more is taken than its beginning.
"""

import socket
from collections.abc import Iterable, Mapping
from contextlib import suppress
from http.client import HTTPException
from multiprocessing import TimeoutError as TimeIsUpError
from multiprocessing.pool import ThreadPool
from time import monotonic
from typing import NamedTuple
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import click
from flask import current_app

from commands.content import faq
from faq.files import read_files
from faq.problem import Findings, Level, Problem
from faq.reading.links import written_addresses

AT_ONCE = 4
AGENT = "patient-faq-links (a clinic looks whether the sources of its articles are still there)"
REFUSALS = frozenset((401, 403, 405, 406, 429, 451, 999))
"""What sites say to programs although a reader would see the page; 999 is one network's own."""


class _Probe(NamedTuple):
    """What came of asking: the status, 0 when no site was reached, and what is wrong, such as `404 Not Found`."""

    status: int
    wrong: str


@faq.command("links")
@click.option("--seconds", type=click.IntRange(1), default=300, show_default=True, help="Stop after so long in all.")
@click.option("--patience", type=click.FloatRange(0.1), default=10, show_default=True, help="Seconds for one site.")
def links(seconds: int, patience: float) -> None:
    """Try every web address of the content and name those that do not answer.

    It needs a network and asks other people's sites, so run it by hand or once a week. Exits with 1 when an address
    does not answer. A site that refuses programs is only named: open it by hand.
    """
    files = read_files(current_app.config["FAQ_DIR"], Findings(current_app.config["FAQ_DIR"].name))
    places = [(f.shown, *place) for f in files for place in written_addresses(f.content.decode("utf-8", "replace"))]
    addresses = {address for *_, address in places}
    probes = _probe_all(addresses, seconds, patience)
    if addresses and not any(probe.status for probe in probes.values()):
        raise click.ClickException("No site could be reached, so nothing was checked. This needs a network.")
    wrong = {address: probe for address, probe in probes.items() if probe.wrong}
    problems = [_problem(file, line, address, wrong[address]) for file, line, address in places if address in wrong]
    for problem in sorted(problems, key=lambda problem: (problem.level, problem)):
        click.echo(str(problem))
    click.echo(_summary(probes, len(addresses) - len(probes)))
    raise click.exceptions.Exit(int(any(problem.level is Level.ERROR for problem in problems)))


def _problem(file: str, line: int, address: str, probe: _Probe) -> Problem:
    if probe.status in REFUSALS:
        remedy = "Look by hand: a reader may well see the page."
        return Problem(file, line, f'the address "{address}" refuses programs: {probe.wrong}.', remedy, Level.WARNING)
    remedy = "Find where the page went, or another source."
    return Problem(file, line, f'the address "{address}" does not answer: {probe.wrong}.', remedy)


def _summary(probes: Mapping[str, _Probe], untried: int) -> str:
    """Return the last line: `Addresses: 140 answer, 2 do not, 9 to look at by hand`."""
    answering = sum(not probe.wrong for probe in probes.values())
    refused = sum(probe.status in REFUSALS for probe in probes.values())
    late = f", {untried} not tried: the time was up, give more --seconds" if untried else ""
    dead = len(probes) - answering - refused
    return f"Addresses: {answering} answer, {dead} do not, {refused} to look at by hand{late}"


def _probe_all(addresses: Iterable[str], seconds: float, patience: float) -> dict[str, _Probe]:
    """Ask addresses, at most `AT_ONCE` at a time, for at most `seconds` in all and `patience` seconds a time.

    The threads are daemons: a site that hangs keeps nobody waiting after the time is up.
    """
    results: dict[str, _Probe] = {}
    ends = monotonic() + seconds
    with ThreadPool(AT_ONCE) as pool, suppress(TimeIsUpError, StopIteration):
        found = pool.imap_unordered(lambda address: (address, _probe(address, patience)), addresses)
        while True:
            address, probe = found.next(max(0.0, ends - monotonic()))
            results[address] = probe
    return results


def _probe(address: str, patience: float) -> _Probe:
    """Ask once; the addresses begin with http:// or https://, and no redirect leads to a local file."""
    try:
        with urlopen(Request(address, headers={"User-Agent": AGENT}), timeout=patience) as page:  # noqa: S310  # nosec B310
            return _Probe(page.status, "")
    except HTTPError as error:
        with error:
            return _Probe(error.code, f"{error.code} {error.reason}")
    except (OSError, HTTPException, ValueError) as error:
        return _Probe(0, _reason(error.reason if isinstance(error, URLError) else error, patience))


def _reason(error: str | BaseException, patience: float) -> str:
    if isinstance(error, TimeoutError):
        return f"nothing came within {patience:g} seconds"
    if isinstance(error, socket.gaierror):
        return "there is no site of this name"
    return str(getattr(error, "strerror", None) or error)
