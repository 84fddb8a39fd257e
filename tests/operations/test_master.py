"""What gunicorn's master and the system under it have to bear: open files, kills, a socket that others hold."""

import contextlib
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from benchmarks.serving import ROOT, Site, command, environment, fetched, serving, stop, wait_until_ready
from benchmarks.visitors import Visitor, crowd, meanwhile
from tests.operations.conftest import Serve

NUMBERS = Path("/dev/shm")


def until(true: Callable[[], bool], seconds: float = 15) -> None:
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends, "waited too long"
        time.sleep(0.1)


def limited_to_512_files() -> list[str]:
    return ["sh", "-c", 'ulimit -n 512; exec "$@"', "sh", *command()]


def test_more_connections_than_files_end_no_worker(tmp_path: Path) -> None:
    with serving(tmp_path / "log", limited_to_512_files(), WEB_CONCURRENCY="1", RATE_LIMIT="off") as site:
        workers, held = site.workers(), []
        port = int(site.url.rpartition(":")[2])
        for _ in range(700):
            with contextlib.suppress(OSError):
                held.append(socket.create_connection(("127.0.0.1", port), timeout=0.5))
        time.sleep(2)
        for sock in held:
            sock.close()
        until(lambda: fetched(f"{site.url}/healthz") == 200)
        assert site.workers() == workers
        assert "Traceback" not in site.log.read_text(encoding="utf-8")
        assert '"level": "error"' not in site.log.read_text(encoding="utf-8")


@contextlib.contextmanager
def held(folder: Path) -> Iterator[None]:
    """Keep a folder from the other sites that tests start at this moment: each removes what was abandoned."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH)
        yield
    finally:
        os.close(handle)


@pytest.mark.skipif(not os.access(NUMBERS, os.W_OK), reason="there is no folder in memory here")
def test_what_a_killed_master_leaves_is_removed_at_the_next_start(tmp_path: Path) -> None:
    def folders(pid: int) -> list[Path]:
        return list(NUMBERS.glob(f"patientfaq-*.{pid}"))

    with serving(tmp_path / "living", RATE_LIMIT="off") as living:
        with serving(tmp_path / "killed", RATE_LIMIT="off") as killed:
            workers = killed.workers()
            with held(folders(killed.pid)[0]):
                killed.signal(signal.SIGKILL)
                killed.process.wait(10)
                until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers))
                assert folders(killed.pid), "a process that is killed can remove nothing"
        with serving(tmp_path / "next", RATE_LIMIT="off"):
            assert not folders(killed.pid)
            assert folders(living.pid), "another master's numbers are left alone"


def held_socket() -> socket.socket:
    """Listen as systemd does for a service (systemd.socket(5))."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=500)
    listener.set_inheritable(True)
    return listener


def started_with(listener: socket.socket, log: Path) -> Site:
    """Start the site with a socket that somebody else listens on, which it gets as its third file."""
    passed = (
        f"import os, sys; os.dup2({listener.fileno()}, 3); os.set_inheritable(3, True); "
        "os.environ.update(LISTEN_FDS='1', LISTEN_PID=str(os.getpid())); os.execvp(sys.argv[1], sys.argv[1:])"
    )
    port = listener.getsockname()[1]
    with log.open("ab") as out:
        process = subprocess.Popen(
            [sys.executable, "-c", passed, *command()],
            cwd=ROOT,
            env=environment(RATE_LIMIT="off", PORT=str(port)),
            stdout=out,
            stderr=out,
            pass_fds=[listener.fileno()],
        )
    return Site(f"http://127.0.0.1:{port}", process, log)


def test_a_restart_under_a_socket_of_systemd_turns_nobody_away(tmp_path: Path) -> None:
    with held_socket() as listener:
        site = started_with(listener, tmp_path / "log")
        wait_until_ready(site)
        with meanwhile(lambda: crowd(site.url, 8, visitors=8)) as visitors:
            time.sleep(1)
            assert stop(site) == 0
            site = started_with(listener, tmp_path / "log")
            wait_until_ready(site)
        assert stop(site) == 0
    assert visitors.result().failures == {}
    assert visitors.result().answers > 50


def test_the_numbers_take_no_more_room_after_many_restarts(serve: Serve) -> None:
    token = "a-token-for-the-metrics"
    site = serve(METRICS_TOKEN=token)

    def asked() -> float:
        text = Visitor(site.url).send("GET", "/metrics", headers={"Authorization": f"Bearer {token}"})[1]
        lines = [line for line in text.splitlines() if line.startswith("patientfaq_questions_total{")]
        return sum(float(line.rpartition(" ")[2]) for line in lines)

    folder = next(NUMBERS.glob(f"patientfaq-*.{site.pid}"))
    for asked_so_far in (4, 8, 12):
        for _ in range(4):
            Visitor(site.url).ask()
        before = set(site.workers())
        site.signal(signal.SIGHUP)
        until(partial(_all_replaced, site, before))
        until(partial(_equal, asked, asked_so_far))
    pids = {path.stem.rpartition("_")[2] for path in folder.glob("*.db")}
    assert pids <= {"ended", str(site.pid), *map(str, site.workers())}


def _all_replaced(site: Site, before: set[int]) -> bool:
    return not before & set(site.workers())


def _equal(asked: Callable[[], float], number: float) -> bool:
    return asked() == number
