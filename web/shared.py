"""The Redis that machines share: one pool of connections that gives up early, so that no answer waits for it."""

from typing import Any

TIME_OUT = 0.2
"""Seconds to connect or to wait for a reply before Redis counts as gone."""


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
        socket_connect_timeout=TIME_OUT,
        socket_timeout=TIME_OUT,
        retry=Retry(NoBackoff(), 0),
        health_check_interval=0,
    )


def client_of(pool: Any) -> Any:
    """Give a Redis client on the pool, for counting what may happen only once on all machines."""
    from redis import Redis

    return Redis(connection_pool=pool)
