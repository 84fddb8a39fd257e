"""`flask faq links`: whether the sources that readers are sent to are still there.

Addresses are asked politely: only for the head of each page, each once, and a few at a time.
"""

import socket
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from enum import StrEnum
from http.client import HTTPException
from multiprocessing import TimeoutError as TimeIsUpError
from multiprocessing.pool import ThreadPool
from time import monotonic
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


class _LinkOutcome(StrEnum):
    """What became of an address: `SILENT` is a site that could not be reached, `UNTRIED` one there was no time for."""

    ANSWERS = "answers"
    REFUSED = "refused"
    GONE = "gone"
    SILENT = "silent"
    UNTRIED = "untried"


JUDGED = dict.fromkeys(
    (_LinkOutcome.GONE, _LinkOutcome.SILENT),
    ("does not answer", "Find where the page went, or another source.", Level.ERROR),
) | {_LinkOutcome.REFUSED: ("refuses programs", "Look by hand: a reader may well see the page.", Level.WARNING)}
"""What is said of an address for each outcome that is worth a word: what is wrong, what to do, how bad it is."""


Probe = tuple[_LinkOutcome, str]
"""The outcome for one address, and the reason in words, such as `404 Not Found`."""


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
    probes = _probe_all({address for *_, address in places}, seconds, patience)
    outcomes = Counter(outcome for outcome, _ in probes.values())
    if probes and outcomes[_LinkOutcome.SILENT] + outcomes[_LinkOutcome.UNTRIED] == len(probes):
        raise click.ClickException("No site could be reached, so nothing was checked. This needs a network.")
    problems = [problem for file, line, address in places for problem in _judge(file, line, address, probes[address])]
    for problem in sorted(problems, key=lambda problem: (problem.level, problem)):
        click.echo(str(problem))
    click.echo(_summary(outcomes))
    raise click.exceptions.Exit(int(any(problem.level is Level.ERROR for problem in problems)))


def _judge(file: str, line: int, address: str, found: Probe) -> Iterator[Problem]:
    """Yield what to say about an address, nothing when it answers or was not tried."""
    outcome, said = found
    if outcome in JUDGED:
        wrong, remedy, level = JUDGED[outcome]
        yield Problem(file, line, f'the address "{address}" {wrong}: {said}.', remedy, level)


def _summary(outcomes: Counter[_LinkOutcome]) -> str:
    """Return the last line: `Addresses: 140 answer, 2 do not, 9 to look at by hand`."""
    answering, refused = outcomes[_LinkOutcome.ANSWERS], outcomes[_LinkOutcome.REFUSED]
    dead, untried = outcomes[_LinkOutcome.GONE] + outcomes[_LinkOutcome.SILENT], outcomes[_LinkOutcome.UNTRIED]
    late = f", {untried} not tried: the time was up, give more --seconds" if untried else ""
    return f"Addresses: {answering} answer, {dead} do not, {refused} to look at by hand{late}"


def _probe_all(addresses: Iterable[str], seconds: float, patience: float) -> dict[str, Probe]:
    """Ask every address, at most `AT_ONCE` at a time, for at most `seconds` in all and `patience` seconds a time.

    The threads are daemons: a site that hangs keeps nobody waiting after the time is up.
    """
    results = dict.fromkeys(addresses, (_LinkOutcome.UNTRIED, ""))
    ends = monotonic() + seconds
    with ThreadPool(AT_ONCE) as pool, suppress(TimeIsUpError):
        found = pool.imap_unordered(lambda address: (address, _probe(address, patience)), list(results))
        for _ in range(len(results)):
            address, probe = found.next(max(0.0, ends - monotonic()))
            results[address] = probe
    return results


def _probe(address: str, patience: float) -> Probe:
    """Ask for the head of a page, and for the page itself where a site answers only that."""
    found = _ask(address, "HEAD", patience)
    return _ask(address, "GET", patience) if found[0] in (_LinkOutcome.REFUSED, _LinkOutcome.GONE) else found


def _ask(address: str, method: str, patience: float) -> Probe:
    """Ask once; the addresses begin with http:// or https://, and no redirect leads to a local file."""
    try:
        request = Request(address, method=method, headers={"User-Agent": AGENT})  # noqa: S310
        with urlopen(request, timeout=patience):  # noqa: S310  # nosec B310
            return _LinkOutcome.ANSWERS, ""
    except HTTPError as error:
        with error:
            outcome = _LinkOutcome.REFUSED if error.code in REFUSALS else _LinkOutcome.GONE
            return outcome, f"{error.code} {error.reason}"
    except (OSError, HTTPException, ValueError) as error:
        return _LinkOutcome.SILENT, _reason(error.reason if isinstance(error, URLError) else error, patience)


def _reason(error: str | BaseException, patience: float) -> str:
    if isinstance(error, TimeoutError):
        return f"nothing came within {patience:g} seconds"
    if isinstance(error, socket.gaierror):
        return "there is no site of this name"
    return str(getattr(error, "strerror", None) or error)
