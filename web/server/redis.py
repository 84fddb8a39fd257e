"""The Redis that machines share: one pool of connections that gives up early, so that no answer waits for it."""

import socket
import ssl
from threading import Lock
from typing import Any

from web.tokens import FEEDBACK_AGE

TIME_TO_CONNECT, TIME_TO_REPLY = 0.2, 0.1
"""Seconds after which Redis counts as gone: one that is slow would make every answer slow."""


def open_pool(url: str) -> Any:
    """Make a pool of connections to a Redis; nothing is sent until it is used.

    The library is imported here, so that a site without Redis does not load it. It tries once: by default
    it would try again, and a Redis that hangs would hold up an answer for seconds.
    """
    from redis import ConnectionPool
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    return ConnectionPool.from_url(
        url,
        socket_connect_timeout=TIME_TO_CONNECT,
        socket_timeout=TIME_TO_REPLY,
        retry=Retry(NoBackoff(), 0),
        health_check_interval=0,
    )


def trouble(pool: Any) -> str:
    """Return why a Redis cannot be used at the moment, in words for an operator; "" when it answers."""
    from redis import Redis, RedisError, exceptions

    try:
        Redis(connection_pool=pool).ping()
    except exceptions.AuthenticationError:
        return "the password is refused"
    except exceptions.TimeoutError:
        return f"no answer within {TIME_TO_REPLY:g} seconds"
    except RedisError as error:
        return _cause(error)
    return ""


def _cause(error: BaseException) -> str:
    """Return what lies behind an error of the library, without the address, which may hold a password."""
    cause = error.__cause__ or error.__context__
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"certificate: {cause.verify_message}"
    if isinstance(cause, ssl.SSLError):
        return f"TLS: {cause.reason}"
    if isinstance(cause, socket.gaierror):
        return "the host name is not known"
    if isinstance(cause, OSError) and cause.strerror:
        return cause.strerror.lower()
    return _cause(cause) if cause else type(error).__name__


class SpentTokens:
    """Remember which feedback tokens were used: the last `most` in this process, and on machines that share a Redis."""

    def __init__(self, pool: Any = None, most: int = 50_000) -> None:
        self._pool, self._most = pool, most
        self._lock = Lock()
        self._used: dict[str, None] = {}

    def first(self, token: str) -> bool:
        """Say whether a token is used for the first time, and remember it; without its Redis each process decides."""
        with self._lock:
            if token in self._used:
                return False
            self._used[token] = None
            if len(self._used) > self._most:
                self._used.pop(next(iter(self._used)))
        return not self._pool or _is_first(self._pool, token)


def _is_first(pool: Any, token: str) -> bool:
    """Ask Redis whether no machine used a token, and leave it there as long as it is valid: both in one step."""
    from redis import Redis, RedisError

    try:
        return bool(Redis(connection_pool=pool).set(f"patientfaq:spent:{token}", 1, nx=True, ex=FEEDBACK_AGE))
    except RedisError:
        return True
