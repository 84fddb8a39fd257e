"""What attackers send, and what of it can be found afterwards (A12, A15, P1, P6)."""

import json
import os
import socket
from pathlib import Path

from benchmarks.raw import bad, everything
from benchmarks.serving import Site
from benchmarks.visitors import Visitor
from tests.operations.conftest import Serve

CANARY = "zebrafinch7731"


def test_nothing_that_is_sent_makes_the_server_fail(site: Site) -> None:
    results = everything(site.url)
    assert len(results) >= 60
    assert {name: line for name, line in results.items() if bad(line)} == {}
    assert Visitor(site.url).ask()[0] == 200


def test_every_line_of_the_log_is_one_json_object(site: Site) -> None:
    everything(site.url)
    lines = [json.loads(line) for line in site.lines()]
    requests = [line for line in lines if line["message"] == "request"]
    assert len(requests) > 60
    assert all(set(line) >= {"time", "level", "request_id", "route", "status", "ms"} for line in requests)
    assert all(line["time"].endswith("Z") for line in lines)
    assert not [line for line in lines if line["level"] in ("error", "critical")]


def test_what_a_visitor_types_is_in_no_file_no_log_and_no_number(serve: Serve, tmp_path: Path) -> None:
    token, home = "a-token-for-the-metrics", tmp_path / "home"
    home.mkdir()
    site = serve(METRICS_TOKEN=token, TMPDIR=str(home), HOME=str(home))
    visitor = Visitor(site.url)
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    for words in (f"does {CANARY} cure cancer", f"my name is {CANARY}", f"{CANARY}\r\n{CANARY}", CANARY * 40):
        visitor.ask(words)
        visitor.send("POST", "/ask", f"question={words.replace(' ', '+')}", form)
    visitor.ask("is it safe", {"X-Request-ID": CANARY, "User-Agent": CANARY, "Referer": f"http://x/{CANARY}"})
    visitor.get(f"/articles/{CANARY}?q={CANARY}")
    numbers = visitor.send("GET", "/metrics", headers={"Authorization": f"Bearer {token}"})[1]
    assert 'patientfaq_questions_total{status="not_found"}' in numbers
    assert CANARY not in numbers
    assert CANARY not in "".join(site.lines())
    assert [str(path) for path in _files_with(CANARY, tmp_path, *_folder_of_numbers(site))] == []


def _folder_of_numbers(site: Site) -> list[Path]:
    """The folders that the workers have files open in, beside those of the program."""
    opened = {Path(os.readlink(link)) for pid in site.workers() for link in Path(f"/proc/{pid}/fd").iterdir()}
    return [path.parent for path in opened if path.suffix == ".db"][:1]


def _files_with(words: str, *folders: Path) -> list[Path]:
    paths = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return [path for path in paths if words.encode() in path.read_bytes()]


def test_a_search_for_the_canary_can_fail(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text(f"asked: {CANARY}")
    assert _files_with(CANARY, tmp_path)


def test_no_address_and_nothing_asked_for_is_in_the_log_even_when_it_says_everything(serve: Serve) -> None:
    site = serve(LOG_LEVEL="debug")
    everything(site.url)
    for _ in range(4):
        Visitor(site.url).get(f"/articles/{CANARY}?{CANARY}")
    Visitor(site.url).send("GET", "/", headers={"X-Forwarded-For": CANARY, "User-Agent": CANARY, f"X-{CANARY}": "a"})
    for odd in (f"GET /{CANARY} HTTP/9.9", f"{CANARY} / HTTP/1.1", f"GET / HTTP/1.1\r\n{CANARY}"):
        with socket.create_connection(("127.0.0.1", int(site.url.rpartition(":")[2])), 5) as sock:
            sock.sendall(f"{odd}\r\n\r\n".encode())
            sock.recv(100)
    log = "\n".join(line for line in site.lines() if "is ready" not in line and "Listening" not in line)
    assert CANARY not in log
    assert "127.0.0.1" not in log
