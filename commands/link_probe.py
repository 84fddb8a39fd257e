"""Ask web addresses whether they answer: only for the head of each page, and a few at a time."""

import socket
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from http.client import HTTPException
from queue import Empty, SimpleQueue
from threading import Event, Thread
from time import monotonic
from urllib.error import HTTPError, URLError
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

AT_ONCE = 4
AGENT = "patient-faq-links (a clinic looks whether the sources of its articles are still there)"
REFUSALS = frozenset((401, 403, 405, 406, 429, 451, 999))
"""What sites say to programs although a reader would see the page; 999 is one network's own."""


class LinkOutcome(StrEnum):
    """What became of an address: `SILENT` is a site that could not be reached, `UNTRIED` one there was no time for."""

    ANSWERS = "answers"
    REFUSED = "refused"
    GONE = "gone"
    SILENT = "silent"
    UNTRIED = "untried"


@dataclass(frozen=True, slots=True)
class Probe:
    """The outcome for one address; `said` is the reason in words, such as `404 Not Found`."""

    outcome: LinkOutcome
    said: str = ""


def probe_all(addresses: Iterable[str], seconds: float, patience: float) -> dict[str, Probe]:
    """Ask every address, at most `AT_ONCE` at a time, for at most `seconds` in all and `patience` seconds a time.

    The threads are daemons: a site that hangs keeps nobody waiting after the time is up.
    """
    results = {address: Probe(LinkOutcome.UNTRIED) for address in addresses}
    waiting: SimpleQueue[str] = SimpleQueue()
    for address in results:
        waiting.put(address)
    time_is_up = Event()

    def work() -> None:
        while not time_is_up.is_set():
            try:
                address = waiting.get_nowait()
            except Empty:
                return
            results[address] = probe(address, patience)

    ends = monotonic() + seconds
    threads = [Thread(target=work, daemon=True) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(0.0, ends - monotonic()))
    time_is_up.set()
    return dict(results)


def probe(address: str, patience: float) -> Probe:
    """Ask for the head of a page, and for the page itself where a site answers only that."""
    opener = _opener()
    found = _ask(opener, address, "HEAD", patience)
    return _ask(opener, address, "GET", patience) if found.outcome in (LinkOutcome.REFUSED, LinkOutcome.GONE) else found


def _opener() -> OpenerDirector:
    """Return an opener that follows redirects and knows http and https only: no address opens a local file."""
    opener = OpenerDirector()
    for handler in (ProxyHandler, HTTPHandler, HTTPSHandler, HTTPDefaultErrorHandler, HTTPRedirectHandler):
        opener.add_handler(handler())
    opener.add_handler(HTTPErrorProcessor())
    return opener


def _ask(opener: OpenerDirector, address: str, method: str, patience: float) -> Probe:
    try:
        request = Request(address, method=method, headers={"User-Agent": AGENT})  # noqa: S310, see _opener
        with opener.open(request, timeout=patience):
            return Probe(LinkOutcome.ANSWERS)
    except HTTPError as error:
        with error:
            return Probe(
                LinkOutcome.REFUSED if error.code in REFUSALS else LinkOutcome.GONE, f"{error.code} {error.reason}"
            )
    except URLError as error:
        return Probe(LinkOutcome.SILENT, _reason(error.reason, patience))
    except (OSError, HTTPException, ValueError) as error:
        return Probe(LinkOutcome.SILENT, _reason(error, patience))


def _reason(error: str | BaseException, patience: float) -> str:
    if isinstance(error, TimeoutError):
        return f"nothing came within {patience:g} seconds"
    if isinstance(error, socket.gaierror):
        return "there is no site of this name"
    return str(getattr(error, "strerror", None) or error)
