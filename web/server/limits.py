"""How many questions one address may ask, on one machine or on all that share a Redis, and a worker answer at once.

Addresses are never stored: a key is HMAC(address, key of the day), so that yesterday's keys cannot be linked.
Without Redis each worker process counts for itself: a site of n workers allows up to n times the limit.
"""

import hashlib
import hmac
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from functools import partial, update_wrapper
from ipaddress import ip_network
from threading import BoundedSemaphore
from typing import Any

from flask import Flask, Response, current_app, request
from flask_limiter import Limiter, RequestLimit
from limits.errors import StorageError
from werkzeug.exceptions import ServiceUnavailable

from web.server.redis import trouble

STAFF_TRIES = "5/minute"
"""How often one address may try the staff password."""

SHARE = 4
"""One of so many threads may be answering; the rest serve pages and health checks, or wait."""

PATIENCE = 1.0
"""Seconds that a question waits for its turn before it is refused."""

RETRY_AFTER = 2
"""Seconds after which a refused visitor should try again."""


def visitor_key(address: str, secret: str, day: date) -> str:
    """Return the key that one address is counted under on one day.

    An IPv6 visitor owns a whole /64 network, which is therefore counted as one address.
    """
    with suppress(ValueError):  # what is no address is counted as it is written
        address = str(ip_network(f"{address}/64" if ":" in address else address, strict=False))
    day_key = hmac.digest(secret.encode(), f"limits {day.isoformat()}".encode(), hashlib.sha256)
    return hmac.digest(day_key, address.encode(), hashlib.sha256).hex()[:32]


def install_limits(
    app: Flask,
    rate: str,
    secret: str,
    pool: Any = None,
    questions: Iterable[str] = (),
    staff_logins: Iterable[str] = (),
) -> None:
    """Limit the question views named together at `rate` (empty: not at all), and staff log-ins at 5 a minute.

    `pool` is the shared Redis or None. While Redis is out of reach each worker counts in its own memory, and
    `limits_in_memory` says so.
    """
    questions, staff_logins = tuple(questions) if rate else (), tuple(staff_logins)
    if not questions and not staff_logins:
        return
    limiter = Limiter(
        lambda: visitor_key(request.remote_addr or "", secret, datetime.now(UTC).date()),
        storage_uri="redis://" if pool else "memory://",
        storage_options={"connection_pool": pool, "wrap_exceptions": True} if pool else {},
        in_memory_fallback_enabled=pool is not None,
        swallow_errors=True,  # of two threads that lose Redis at once the library lets the second one fail
        key_prefix="patientfaq",
        app=app,
    )
    for view in app.view_functions.values():
        if isinstance(view, partial):  # the library knows a view by its name, and logs an error for one without
            update_wrapper(view, view.func)
    for scope, limit, endpoints in (("questions", rate, questions), ("staff", STAFF_TRIES, staff_logins)):
        for endpoint in endpoints:
            shared: Any = limiter.shared_limit(limit, scope=scope, methods=["POST"])
            app.view_functions[endpoint] = shared(app.view_functions[endpoint])

    @app.after_request
    def say_when(response: Response) -> Response:
        limit = limiter.current_limit
        if response.status_code == 429 and limit:
            response.headers["Retry-After"] = str(_wait(limit))
        return response


def limits_in_memory() -> bool:
    """Say whether the current app counts in memory because Redis is out of reach."""
    return any(each.limiter.storage is not each.storage for each in current_app.extensions.get("limiter", ()))


def limiter_state(pool: Any) -> str:
    """Say where the current app counts: "redis", or "memory" and why it is not Redis where there should be one."""
    if not pool:
        return "memory"
    why = trouble(pool) or ("until Redis is tried again" if limits_in_memory() else "")
    return f"memory ({why})" if why else "redis"


def _wait(limit: RequestLimit) -> int:
    """Return the whole seconds until the visitor may ask again.

    It is never longer than the limit's own time, though Redis has just gone or a clock was set back.
    """
    longest = limit.limit.get_expiry()
    with suppress(StorageError):
        return min(longest, max(1, int(limit.reset_at - time.time())))
    return longest


def install_overload(
    app: Flask, threads: int, endpoints: Iterable[str], shed: Callable[[], None] = lambda: None
) -> None:
    """Cap the questions in flight in the views named; a refused one gets 503 with Retry-After.

    Python runs one thread at a time, so answering more at once makes no answer faster; it only takes memory.
    """
    places = BoundedSemaphore(max(1, threads // SHARE))

    @contextmanager
    def a_place() -> Iterator[None]:
        if not places.acquire(timeout=PATIENCE):
            shed()
            raise ServiceUnavailable(retry_after=RETRY_AFTER)
        try:
            yield
        finally:
            places.release()

    for endpoint in endpoints:
        app.view_functions[endpoint] = a_place()(app.view_functions[endpoint])
