"""How many questions one worker answers at the same time: the rest is told to come back, at once.

A few threads always stay free, so that pages and health checks are served while questions wait.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from threading import BoundedSemaphore
from typing import Any

from flask import Flask, g
from werkzeug.exceptions import ServiceUnavailable

KEPT_FREE = 4
"""Threads of a worker that never wait for a question."""

PATIENCE = 0.1
"""Seconds that a question waits for a place before it is refused."""

RETRY_AFTER = 2
"""Seconds after which a refused visitor should try again."""


def in_flight_cap(threads: int) -> int:
    """Give the number of questions that a worker with so many threads answers at once.

    >>> in_flight_cap(32), in_flight_cap(2)
    (28, 1)
    """
    return max(1, threads - KEPT_FREE)


def install_overload(
    app: Flask, threads: int, endpoints: Iterable[str], shed: Callable[[], None] = lambda: None
) -> None:
    """Cap the questions in flight in the views named; a refused one gets 503 with Retry-After."""
    places = BoundedSemaphore(in_flight_cap(threads))

    def guarded(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def answer(**arguments: Any) -> Any:
            if not places.acquire(timeout=PATIENCE):
                shed()
                g.retry_after = RETRY_AFTER
                raise ServiceUnavailable(retry_after=RETRY_AFTER)
            try:
                return view(**arguments)
            finally:
                places.release()

        return answer

    for endpoint in endpoints:
        app.view_functions[endpoint] = guarded(app.view_functions[endpoint])
