"""Two machines and more behind nginx, which share nothing but Redis and PostgreSQL."""

import http.client
import json
import os
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from benchmarks.serving import Site, free_port, until
from benchmarks.visitors import Visitor, crowd, meanwhile
from tests.operations.conftest import Serve
from tests.operations.servers import nginx, redis
from tests.operations.test_journal import released
from tests.services import Postgres, postgres

__all__ = ["postgres"]

TOKEN = "a-token-for-the-metrics"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
JSON = {"Content-Type": "application/json"}


@pytest.fixture
def shared(tmp_path: Path, book: Path, postgres: Postgres) -> Iterator[dict[str, str]]:
    """What every machine is told: the same Redis, the same PostgreSQL, the same key."""
    folder = tmp_path / "redis"
    folder.mkdir()
    with redis(folder) as server:
        settings = {
            "REDIS_URL": server.url,
            "DATABASE_URL": postgres.database(),
            "JOURNAL": "on",
            "SECRET_KEY": "a-key-of-thirty-two-characters!!",
            "TRUSTED_PROXIES": "1",
            "RATE_LIMIT": "100000/minute",
            "METRICS_TOKEN": TOKEN,
        }
        released(book, **settings)
        yield settings


def test_one_of_two_machines_is_replaced_and_no_patient_sees_an_error(
    serve: Serve, tmp_path: Path, book: Path, shared: dict[str, str]
) -> None:
    """Machine A dies. Machine B stays. Machine C has an edited article: during the roll both versions answer."""
    article = book / "articles" / "til-therapy-melanoma.md"
    text = article.read_text(encoding="utf-8")
    article.write_text(text.replace("\nsummary: ", "\nsummary: Edited. ", 1), encoding="utf-8")
    first, second = serve(**shared), serve(**shared)
    port = free_port()
    with nginx(tmp_path, first.url, second.url, f"http://127.0.0.1:{port}") as proxy:
        versions: set[str] = set()  # of which two answer side by side
        with meanwhile(lambda: crowd(proxy.plain, 9, visitors=6, act=_as_the_page_asks)) as visitors:
            time.sleep(1.5)
            _kill_whole(first)
            time.sleep(1)
            third = serve(**shared, PORT=str(port), FAQ_DIR=str(book))
            until(lambda: _both_answer(proxy.plain, versions))
        assert visitors.result().failures == {}
        _links_and_follow_ups_are_honoured_by_both(proxy.plain)
        _feedback_counts_once(proxy.plain, second, third)


def _both_answer(url: str, versions: set[str]) -> bool:
    versions.add(str(Visitor(url).get("/readyz")[1]["version"]))
    return len(versions) == 2


def _as_the_page_asks(visitor: Visitor) -> tuple[int, object]:
    """Ask, and once more when the connection broke off in the middle of an answer, as the page's script does."""
    try:
        return visitor.ask()
    except (OSError, http.client.HTTPException):
        return visitor.ask()


def _kill_whole(site: Site) -> None:
    """Lose a machine: master and workers at once."""
    for pid in [site.pid, *site.workers()]:
        os.kill(pid, signal.SIGKILL)
    site.process.wait(10)


def _links_and_follow_ups_are_honoured_by_both(url: str) -> None:
    """What one machine gave, the other takes; asked often enough to reach both."""
    visitor = Visitor(url)
    reply = visitor.ask("What is TIL therapy?")[1]
    assert {visitor.get(reply["passages"][0]["url"].partition("#")[0])[0] for _ in range(8)} == {200}
    body = json.dumps({"question": "how long does it take?", "context": reply["context"]})
    replies = [visitor.send("POST", "/api/ask", body, JSON)[1] for _ in range(8)]
    assert {reply["passages"][0]["article"]["slug"] for reply in replies} == {"til-therapy-melanoma"}
    assert len({reply["version"] for reply in replies}) == 2, "both machines answered"


def _feedback_counts_once(url: str, *machines: Site) -> None:
    visitor = Visitor(url)
    page = visitor.send("POST", "/ask", urlencode({"question": "What is TIL therapy?"}), FORM)[1]
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found
    said = urlencode({"token": found[1], "verdict": "yes"})
    assert {visitor.send("POST", "/feedback", said, FORM)[0] for _ in range(8)} == {200}
    counted = [
        re.findall(r'^patientfaq_feedback_total{verdict="yes"} ([\d.]+)$', _numbers(each), re.M) for each in machines
    ]
    assert sum(float(number) for numbers in counted for number in numbers) == 1


def _numbers(site: Site) -> str:
    return str(Visitor(site.url).send("GET", "/metrics", headers={"Authorization": f"Bearer {TOKEN}"})[1])
