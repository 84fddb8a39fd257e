"""The Redis that machines share: one pool of connections that gives up early, so that no answer waits for it."""

from typing import Any

from web.pages.feedback import SpentHere
from web.tokens import FEEDBACK_AGE

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


class SpentShared(SpentHere):
    """Remember which feedback tokens were used, on all machines that share a Redis; here while it is out of reach."""

    def __init__(self, pool: Any) -> None:
        from redis import Redis

        super().__init__()
        self._redis = Redis(connection_pool=pool)

    def first(self, token: str) -> bool:
        """Say whether a token is used for the first time on any machine, and remember it as long as it is valid."""
        from redis import RedisError

        try:
            new = bool(self._redis.set(f"patientfaq:spent:{token}", 1, nx=True, ex=FEEDBACK_AGE))
        except RedisError:
            new = True
        return super().first(token) and new
