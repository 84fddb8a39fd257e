"""The site behind deploy/nginx.conf: what visitors get through it, and two machines that replace each other."""

import json
import ssl
import subprocess
import sys
import urllib.request
from pathlib import Path

from benchmarks.serving import ROOT, stop
from benchmarks.visitors import Visitor
from tests.operations.conftest import Serve
from tests.operations.servers import nginx

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
        with urllib.request.urlopen(
            f"{proxy.secure.replace('127.0.0.1', 'localhost')}/", context=trusted, timeout=30
        ) as page:
            assert page.headers["Strict-Transport-Security"].startswith("max-age=")
            assert "nginx/" not in page.headers["Server"], "no version is told"


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
