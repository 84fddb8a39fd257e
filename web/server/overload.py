"""How many questions one worker answers at the same time: the others wait a moment, or are told to come back.

Python runs one thread at a time, so answering more at once makes no answer faster; it only takes memory.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from threading import BoundedSemaphore
from typing import Any

from flask import Flask
from werkzeug.exceptions import ServiceUnavailable

SHARE = 4
"""One of so many threads may be answering; the rest serve pages and health checks, or wait."""

PATIENCE = 1.0
"""Seconds that a question waits for its turn before it is refused."""

RETRY_AFTER = 2
"""Seconds after which a refused visitor should try again."""


def at_once(threads: int) -> int:
    """Return the number of questions that a worker with so many threads answers at the same time.

    >>> at_once(32), at_once(2)
    (8, 1)
    """
    return max(1, threads // SHARE)


def install_overload(
    app: Flask, threads: int, endpoints: Iterable[str], shed: Callable[[], None] = lambda: None
) -> None:
    """Cap the questions in flight in the views named; a refused one gets 503 with Retry-After."""
    places = BoundedSemaphore(at_once(threads))

    def guarded(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def answer(**arguments: Any) -> Any:
            if not places.acquire(timeout=PATIENCE):
                shed()
                raise ServiceUnavailable(retry_after=RETRY_AFTER)
            try:
                return view(**arguments)
            finally:
                places.release()

        return answer

    for endpoint in endpoints:
        app.view_functions[endpoint] = guarded(app.view_functions[endpoint])
