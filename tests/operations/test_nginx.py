"""deploy/nginx.conf under attack: slow readers, slow bodies, other hosts (A11)."""

import contextlib
import http.client
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from benchmarks.serving import Site
from benchmarks.visitors import crowd
from tests.operations.conftest import Serve
from tests.operations.servers import Nginx, nginx, program

FLOOD = 200
"""Connections of one attack: more than three times the threads of the app."""


@pytest.fixture
def site(serve: Serve) -> Site:
    return serve(TRUSTED_PROXIES="1")


@pytest.fixture
def proxy(site: Site, tmp_path: Path) -> Iterator[Nginx]:
    with nginx(tmp_path, site.url) as running:
        yield running


def _connected(url: str, first: bytes, receive_buffer: int = 0) -> socket.socket:
    address = urlsplit(url)
    sock = socket.socket()
    if receive_buffer:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    sock.settimeout(5)
    sock.connect((address.hostname, address.port))
    sock.sendall(first)
    return sock


def never_reads(url: str) -> socket.socket:
    """Ask for the longest page five times and read nothing of it."""
    host = urlsplit(url).netloc
    return _connected(url, f"GET /articles/claudin18-2-car-t-trial HTTP/1.1\r\nHost: {host}\r\n\r\n".encode() * 5, 2048)


def slow_body(url: str) -> socket.socket:
    """Begin a body in chunks, whose length nobody knows."""
    head = f"POST /api/ask HTTP/1.1\r\nHost: {urlsplit(url).netloc}\r\nContent-Type: application/json\r\n"
    return _connected(url, f"{head}Transfer-Encoding: chunked\r\n\r\n1\r\n{{\r\n".encode())


@contextmanager
def attacked(url: str, begin: Callable[[str], socket.socket]) -> Iterator[None]:
    """Hold so many bad connections for the length of a `with` block."""
    held = []
    for _ in range(FLOOD):
        with contextlib.suppress(OSError):
            held.append(begin(url))
    assert len(held) > FLOOD / 2
    try:
        yield
    finally:
        for sock in held:
            sock.close()


@pytest.mark.parametrize("begin", [never_reads, slow_body])
def test_an_attack_on_the_proxy_reaches_no_visitor(proxy: Nginx, begin: Callable[[str], socket.socket]) -> None:
    with attacked(proxy.plain, begin):
        answered = crowd(proxy.plain, 8, visitors=4)
    assert answered.failures == {}
    assert answered.answers > 10


def test_200_visitors_at_once_are_answered_or_told_when_to_come_back(proxy: Nginx) -> None:
    answered = crowd(proxy.plain, 6, visitors=200)
    assert set(answered.failures) <= {"503"}
    assert answered.answers > 200


def _asked(url: str, host: str) -> tuple[int, str]:
    """Ask for a page of a host; 0 when the connection is closed without an answer."""
    address = urlsplit(url)
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=5)
    try:
        connection.request("GET", "/articles/?a=b", headers={"Host": host})
        response = connection.getresponse()
        return response.status, response.getheader("Location", "")
    except http.client.HTTPException:
        return 0, ""
    finally:
        connection.close()


def test_port_80_sends_visitors_to_the_sites_own_name_only(proxy: Nginx) -> None:
    assert _asked(proxy.redirect, "127.0.0.1") == (301, "https://127.0.0.1/articles/?a=b")
    assert _asked(proxy.redirect, "evil.example") == (0, "")
    assert _asked(proxy.plain.replace("127.0.0.1", "localhost"), "localhost")[0] == 200


@pytest.mark.parametrize("address", ["127.0.0.1", "[::1]"])
def test_it_speaks_http_2_on_both_kinds_of_address(proxy: Nginx, address: str) -> None:
    port = urlsplit(proxy.secure).port
    said = subprocess.run(
        [program("curl"), "--silent", "--insecure", "--http2", "--output", "/dev/null", "--write-out",
         "%{http_version} %{http_code}", "--connect-to", f"localhost:{port}:{address}:{port}",
         f"https://localhost:{port}/"],
        capture_output=True, text=True, timeout=20, check=False,
    )  # fmt: skip
    assert said.stdout == "2 200", said.stderr


def test_the_site_is_not_asked_for_by_another_name_with_tls(proxy: Nginx) -> None:
    port = urlsplit(proxy.secure).port
    said = subprocess.run(
        [program("curl"), "--silent", "--insecure", "--connect-to", f"evil.example:{port}:127.0.0.1:{port}",
         f"https://evil.example:{port}/"],
        capture_output=True, text=True, timeout=20, check=False,
    )  # fmt: skip
    assert said.returncode != 0
    assert said.stdout == ""


def test_the_app_is_free_again_as_soon_as_an_attack_ends(site: Site, proxy: Nginx) -> None:
    with attacked(proxy.plain, slow_body):
        time.sleep(1)
    assert crowd(site.url, 2, visitors=4).failures == {}
