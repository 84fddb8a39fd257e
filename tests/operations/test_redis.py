"""Limits counted in a Redis that many workers share, and what happens when it goes (A8, A14, P8)."""

import signal
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.serving import Site, until
from benchmarks.visitors import Tally, Visitor, crowd
from tests.operations.conftest import Serve
from tests.operations.servers import Redis, redis, slowed

KEY = "a-key-of-thirty-two-characters!!"


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[Redis]:
    with redis(tmp_path) as server:
        yield server


def answers(site: Site, number: int, address: str = "203.0.113.1") -> Counter[int]:
    """Ask so many questions as one address and count the statuses."""
    visitor = Visitor(site.url)
    return Counter(visitor.ask(headers={"X-Forwarded-For": address})[0] for _ in range(number))


def limited(serve: Serve, shared: Redis, rate: str = "30/minute", address: str = "") -> Site:
    return serve(REDIS_URL=address or shared.url, SECRET_KEY=KEY, RATE_LIMIT=rate, TRUSTED_PROXIES="1")


def ready(site: Site) -> str:
    """What the site says about where it counts."""
    return str(Visitor(site.url).get("/readyz")[1]["limiter"])


def test_two_workers_count_one_limit_and_addresses_are_counted_apart(serve: Serve, shared: Redis) -> None:
    site = limited(serve, shared)
    assert answers(site, 40) == {200: 30, 429: 10}
    assert answers(site, 5, "203.0.113.2") == {200: 5}
    assert answers(site, 5, "6.6.6.6, 203.0.113.1") == {429: 5}, "a hop the visitor makes up is of no use"
    assert {Visitor(site.url).get(path)[0] for path in ("/", "/healthz", "/readyz", "/articles/")} == {200}


def test_a_visitor_who_asks_too_much_reads_when_to_come_back(serve: Serve, shared: Redis) -> None:
    site = limited(serve, shared, "1/minute")
    answers(site, 1)
    status, reply = Visitor(site.url).ask(headers={"X-Forwarded-For": "203.0.113.1"})
    assert status == 429
    assert reply["error"]["code"] == "too_many_questions"
    assert len(reply["error"]["message"].split()) > 5


def test_no_address_is_in_redis(serve: Serve, shared: Redis) -> None:
    site = limited(serve, shared)
    answers(site, 1)
    keys = shared.say("KEYS *")
    assert "LIMITS" in keys
    assert "203.0.113" not in keys
    assert "203.0.113" not in "".join(site.lines())


def test_a_site_starts_and_answers_without_its_redis(serve: Serve, shared: Redis) -> None:
    shared.kill()
    site = limited(serve, shared, "5/minute")
    seen = answers(site, 20)
    assert set(seen) == {200, 429}, "it still counts, each worker for itself"
    assert 5 <= seen[200] <= 10
    shared.start()


@pytest.mark.parametrize("gone", ["killed", "frozen"])
def test_a_redis_that_goes_costs_no_answer(serve: Serve, shared: Redis, gone: str) -> None:
    site = limited(serve, shared, "100000/minute")
    before = crowd(site.url, 1, visitors=4)
    if gone == "killed":
        shared.kill()
    else:
        shared.freeze()
    during = crowd(site.url, 3, visitors=4)
    assert (before.failures, during.failures) == ({}, {})
    assert _slower(during, before) < 2500
    if gone == "killed":
        shared.start()
    else:
        shared.freeze(False)


def _slower(one: Tally, other: Tally) -> float:
    """How many milliseconds later 19 of 20 answers have come."""
    return one.percentile(0.95) - other.percentile(0.95)


def test_redis_is_used_again_when_it_comes_back(serve: Serve, shared: Redis) -> None:
    site = limited(serve, shared, "100000/minute")
    shared.kill()
    assert set(answers(site, 10)) == {200}
    shared.start()
    until(lambda: answers(site, 1) == {200: 1} and "LIMITS" in shared.say("KEYS *"))
    site.signal(signal.SIGTERM)


def test_a_certificate_that_cannot_be_checked_is_named_once_and_can_be_accepted(serve: Serve, tmp_path: Path) -> None:
    """Heroku's Redis signs its own."""
    with redis(tmp_path, tls=True) as server:
        site = limited(serve, server, address=server.secure_url)
        assert answers(site, 8) == {200: 8}
        assert ready(site).startswith("memory (certificate: self")
        said = [line for line in site.lines() if "counted in memory (certificate: self" in line]
        assert 1 <= len(said) <= 2, "each worker says it once"
        accepted = limited(serve, server, address=f"{server.secure_url}?ssl_cert_reqs=none")
        assert answers(accepted, 2) == {200: 2}
        assert ready(accepted) == "redis"


def test_a_password_that_is_refused_is_named(serve: Serve, shared: Redis) -> None:
    shared.say("CONFIG SET requirepass another-password")
    site = limited(serve, shared, address=shared.url.replace("//", "//:wrong-password@"))
    assert answers(site, 4) == {200: 4}
    assert ready(site) == "memory (the password is refused)"
    assert "wrong-password" not in "".join(site.lines())


def test_a_slow_redis_makes_no_answer_slow(serve: Serve, shared: Redis) -> None:
    with slowed(shared.port, 0.15) as port:
        site = limited(serve, shared, "100000/minute", address=f"redis://127.0.0.1:{port}/0")
        assert answers(site, 20) == {200: 20}
        assert ready(site) == "memory (no answer within 0.1 seconds)"


def test_a_site_without_redis_says_so(serve: Serve) -> None:
    assert ready(serve()) == "memory"
