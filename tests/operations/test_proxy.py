"""The site behind deploy/nginx.conf: what visitors get through it, and two machines that replace each other."""

import json
import os
import signal
import ssl
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.serving import ROOT, Site, free_port, stop
from benchmarks.visitors import Visitor, crowd, meanwhile
from tests.operations.conftest import Serve
from tests.operations.servers import nginx, redis

KEY = "a-key-of-thirty-two-characters!!"
WORDS = "zebrafinch7731"


def test_the_addresses_of_visitors_arrive_and_nothing_they_typed_is_written_down(serve: Serve, tmp_path: Path) -> None:
    site = serve(TRUSTED_PROXIES="1", RATE_LIMIT="2/minute", WEB_CONCURRENCY="1")
    with nginx(tmp_path, site.url) as proxy:
        spoofed = {"X-Forwarded-For": "198.51.100.7"}
        statuses = [Visitor(proxy.plain).ask(WORDS, spoofed)[0] for _ in range(3)]
        assert statuses == [200, 200, 429], "the address that nginx saw is what counts"
        Visitor(proxy.plain).ask(WORDS * 35, spoofed)
    written = [path for path in tmp_path.rglob("*") if path.is_file() and path.suffix != ".pem"]
    assert any(path.name == "patientfaq.log" for path in written)
    for path in written:
        assert WORDS.encode() not in path.read_bytes(), path
    for line in (tmp_path / "patientfaq.log").read_text().splitlines():
        assert set(json.loads(line)) == {"time", "status", "ms", "from"}


def test_it_is_served_over_tls(serve: Serve, tmp_path: Path) -> None:
    site = serve(TRUSTED_PROXIES="1")
    with nginx(tmp_path, site.url) as proxy:
        trusted = ssl.create_default_context(cafile=str(tmp_path / "cert.pem"))
        trusted.check_hostname = False
        with urllib.request.urlopen(f"{proxy.secure}/", context=trusted, timeout=5) as page:
            assert page.headers["Strict-Transport-Security"].startswith("max-age=")
            assert "nginx/" not in page.headers["Server"], "no version is told"


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[dict[str, str]]:
    folder = tmp_path / "redis"
    folder.mkdir()
    with redis(folder) as server:
        yield {"REDIS_URL": server.url, "SECRET_KEY": KEY, "TRUSTED_PROXIES": "1", "RATE_LIMIT": "100000/minute"}


def test_one_of_two_machines_is_replaced_and_no_patient_sees_an_error(
    serve: Serve, tmp_path: Path, book: Path, shared: dict[str, str]
) -> None:
    """Machine A dies. Machine B stays. Machine C has an edited article: during the roll both versions answer."""
    article = book / "articles" / "til-therapy-melanoma.md"
    text = article.read_text(encoding="utf-8")
    article.write_text(text.replace("\nsummary: ", "\nsummary: Edited. ", 1), encoding="utf-8")
    first, second = serve(**shared), serve(**shared)
    third_port = free_port()
    with nginx(tmp_path, first.url, second.url, f"http://127.0.0.1:{third_port}") as proxy:
        versions: set[str] = set()
        with meanwhile(lambda: crowd(proxy.plain, 9, visitors=6)) as visitors:
            time.sleep(1.5)
            _kill_whole(first)
            time.sleep(1.5)
            serve(**shared, PORT=str(third_port), FAQ_DIR=str(book))
            ends = time.monotonic() + 5
            while time.monotonic() < ends:
                versions.add(str(Visitor(proxy.plain).get("/readyz")[1]["version"]))
                time.sleep(0.05)
        assert visitors.result.failures == {}
        assert len(versions) == 2, "two versions answered side by side"
        _honoured_by_both(proxy.plain)


def _kill_whole(site: Site) -> None:
    """Lose a machine: master and workers at once."""
    for pid in [site.pid, *site.workers()]:
        os.kill(pid, signal.SIGKILL)
    site.process.wait(10)


def _honoured_by_both(url: str) -> None:
    """What one machine signed, the other reads: follow-ups and feedback, asked often enough to reach both."""
    visitor = Visitor(url)
    context = visitor.ask("What were the side effects in the Claudin18.2 trial?")[1]["context"]
    body = json.dumps({"question": "how long did they last?", "context": context})
    replies = [visitor.send("POST", "/api/ask", body, {"Content-Type": "application/json"}) for _ in range(8)]
    assert {status for status, _ in replies} == {200}
    assert len({json.dumps(reply["status"]) for _, reply in replies}) == 1


def test_the_smoke_test_says_whether_a_site_is_well(serve: Serve) -> None:
    site = serve()
    smoke = [sys.executable, str(ROOT / "bin" / "smoke"), site.url]
    well = subprocess.run(smoke, capture_output=True, text=True, timeout=60, check=False)
    assert well.returncode == 0, well.stdout
    assert well.stdout.count("good") == 13
    stop(site)
    ill = subprocess.run(smoke, capture_output=True, text=True, timeout=60, check=False)
    assert ill.returncode == 1
    assert "BAD" in ill.stdout
