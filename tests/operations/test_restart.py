"""Restarts and crashes: what visitors notice (A5, A6)."""

import json
import os
import re
import signal
import socket
import threading
import time
from functools import partial

import pytest

from benchmarks.serving import Site, fetched, until, wait_until_ready
from benchmarks.visitors import QUESTION, Visitor, crowd, meanwhile
from tests.operations.conftest import Serve


@pytest.mark.parametrize("keep", [False, True], ids=["new connections", "kept connections"])
def test_nobody_notices_a_reload(serve: Serve, keep: bool) -> None:
    site = serve()
    with meanwhile(lambda: crowd(site.url, 5, visitors=8, keep=keep)) as visitors:
        for _ in range(3):
            time.sleep(1.2)
            site.signal(signal.SIGHUP)
    assert visitors.result().failures == {}
    assert visitors.result().answers > 20


def test_nobody_notices_a_new_master(serve: Serve) -> None:
    """USR2 starts a second master on the same port with the new program; TERM ends the first."""
    site = serve()
    with meanwhile(lambda: crowd(site.url, 7, visitors=8)) as visitors:
        time.sleep(1)
        site.signal(signal.SIGUSR2)
        second = _second_master(site)
        time.sleep(1)
        site.signal(signal.SIGTERM)
        site.process.wait(40)
        time.sleep(0.5)
    try:
        assert visitors.result().failures == {}
        assert fetched(f"{site.url}/readyz") == 200
    finally:
        os.kill(second, signal.SIGTERM)
    until(lambda: fetched(f"{site.url}/readyz") == 0)


def _second_master(site: Site) -> int:
    """Wait for the second master to be ready and give its process id."""
    until(lambda: sum("Patient FAQ is ready" in line for line in site.lines()) == 2)
    listening = [json.loads(line)["message"] for line in site.lines() if "Listening at" in line]
    return int(listening[1].rpartition("(")[2].rstrip(")"))


def test_questions_on_their_way_are_answered_before_a_worker_stops(serve: Serve) -> None:
    """Six questions that take their time to arrive, and TERM while they do."""
    site = serve()
    statuses: list[str] = []
    asking = [threading.Thread(target=lambda: statuses.append(_asked_slowly(site.url, 2.5))) for _ in range(6)]
    for thread in asking:
        thread.start()
    time.sleep(1)
    site.signal(signal.SIGTERM)
    for thread in asking:
        thread.join()
    assert statuses == ["HTTP/1.1 200 OK"] * 6
    assert site.process.wait(40) == 0


def _asked_slowly(url: str, seconds: float) -> str:
    """Send a question whose last byte comes late, and give the status line of the answer."""
    host = url.removeprefix("http://")
    body = json.dumps({"question": QUESTION}).encode()
    head = f"POST /api/ask HTTP/1.1\r\nHost: {host}\r\nContent-Length: {len(body)}\r\n"
    head += "Content-Type: application/json\r\n\r\n"
    with socket.create_connection(("127.0.0.1", int(host.rpartition(":")[2])), timeout=20) as sock:
        sock.sendall(head.encode() + body[:-1])
        time.sleep(seconds)
        sock.sendall(body[-1:])
        return sock.recv(65536).split(b"\r\n")[0].decode()


def test_a_worker_that_dies_takes_few_with_it_and_comes_back(serve: Serve) -> None:
    site = serve()
    with meanwhile(lambda: crowd(site.url, 7, visitors=8)) as visitors:
        for _ in range(3):
            time.sleep(1.5)
            killed = site.workers()[0]
            os.kill(killed, signal.SIGKILL)
            assert Visitor(site.url).ask()[0] == 200, "the other worker answers"
            until(partial(_replaced, site, killed))
    assert visitors.result().failed <= 3 * (8 + 8), visitors.result().failures
    assert visitors.result().answers > 20


def _replaced(site: Site, killed: int) -> bool:
    return len(set(site.workers()) - {killed}) == 2


def test_numbers_of_dead_workers_are_forgotten(serve: Serve) -> None:
    token = "a-token-for-the-metrics"
    site = serve(METRICS_TOKEN=token)
    for _ in range(8):
        Visitor(site.url).ask()
    dead = site.workers()[0]
    os.kill(dead, signal.SIGKILL)
    until(partial(_replaced, site, dead))
    wait_until_ready(site)
    status, text = Visitor(site.url).send("GET", "/metrics", headers={"Authorization": f"Bearer {token}"})
    assert status == 200
    assert f'pid="{dead}"' not in text
    counted = re.findall(r"^patientfaq_questions_total\{.*\} ([\d.]+)$", text, re.M)
    assert sum(map(float, counted)) == 8, "what the dead one counted is not lost"
