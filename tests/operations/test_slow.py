"""Visitors whose requests trickle in behind nginx (A11); the long runs are in `make soak`."""

import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.serving import fetched
from benchmarks.slow import BEGINNINGS, hold
from benchmarks.visitors import crowd, meanwhile
from tests.operations.conftest import Serve
from tests.operations.servers import nginx


def _hold_all(url: str, number: int, seconds: float) -> int:
    with ThreadPoolExecutor(len(BEGINNINGS)) as pool:
        held = list(pool.map(lambda kind: hold(url, kind, number, seconds), BEGINNINGS))
    return sum(each.closed for each in held)


def test_behind_nginx_slow_visitors_are_not_even_noticed(serve: Serve, tmp_path: Path) -> None:
    site = serve(TRUSTED_PROXIES="1")
    with nginx(tmp_path, site.url) as proxy, meanwhile(lambda: _hold_all(proxy.plain, 60, 7)):
        answered = crowd(proxy.plain, 7, visitors=4)
    assert answered.failures == {}


def test_an_idle_connection_holds_no_thread(serve: Serve) -> None:
    """More silent connections than there are threads, and a page all the same."""
    site = serve(WEB_CONCURRENCY="1", THREADS="2")
    port = int(site.url.rpartition(":")[2])
    silent = [socket.create_connection(("127.0.0.1", port)) for _ in range(20)]
    try:
        assert fetched(f"{site.url}/readyz", timeout=20) == 200
    finally:
        for sock in silent:
            sock.close()
