"""Visitors whose requests trickle in behind nginx (A11); the long runs are in `make soak`."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.slow import BEGINNINGS, hold
from benchmarks.visitors import crowd, meanwhile
from tests.operations.conftest import Serve
from tests.operations.servers import nginx


def _hold_all(url: str, number: int, seconds: float) -> int:
    with ThreadPoolExecutor(len(BEGINNINGS)) as pool:
        return sum(pool.map(lambda kind: hold(url, kind, number, seconds), BEGINNINGS))


def test_behind_nginx_slow_visitors_are_not_even_noticed(serve: Serve, tmp_path: Path) -> None:
    site = serve(TRUSTED_PROXIES="1")
    with nginx(tmp_path, site.url) as proxy, meanwhile(lambda: _hold_all(proxy.plain, 60, 7)):
        answered = crowd(proxy.plain, 7, visitors=4)
    assert answered.failures == {}
