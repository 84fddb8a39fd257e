"""Start the site as the Procfile does, on a free port of this machine, and stop it again."""

import os
import shlex
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
INHERITED = ("PATH", "HOME", "LANG", "TMPDIR", "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")


@dataclass(slots=True)
class Site:
    """One running server: its address, its master process, the file its log lines go to."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def pid(self) -> int:
        """The process id of gunicorn's master."""
        return self.process.pid

    def workers(self) -> list[int]:
        """Return the process ids of the workers that live."""
        listing = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text(encoding="ascii")
        return [int(pid) for pid in listing.split()]

    def signal(self, number: signal.Signals) -> None:
        """Send the master a signal."""
        os.kill(self.pid, number)

    def lines(self) -> list[str]:
        """Return the log lines written so far."""
        return self.log.read_text(encoding="utf-8").splitlines()


def free_port() -> int:
    """Return a port of the loopback address that nobody listens on."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def environment(**settings: str) -> dict[str, str]:
    """Return an environment with nothing but what a process needs, this project's programs and the settings."""
    kept = {name: os.environ[name] for name in INHERITED if name in os.environ}
    kept["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{kept.get('PATH', os.defpath)}"
    return kept | settings


def command(procfile_line: str = "web") -> list[str]:
    """Return the command that the Procfile names."""
    lines = (ROOT / "Procfile").read_text(encoding="utf-8").splitlines()
    return next(shlex.split(line.partition(": ")[2]) for line in lines if line.startswith(f"{procfile_line}: "))


def start(log: Path, program: Sequence[str] = (), **settings: str) -> Site:
    """Start the site without waiting for it, on a free port unless PORT is given; its output goes to `log`.

    `program` is another command than the Procfile's, to measure beside it.
    """
    settings = {"PORT": str(free_port())} | settings
    with log.open("ab") as out:
        process = subprocess.Popen(program or command(), cwd=ROOT, env=environment(**settings), stdout=out, stderr=out)
    return Site(f"http://127.0.0.1:{settings['PORT']}", process, log)


def until(true: Callable[[], object], seconds: float = 60) -> None:
    """Wait until something is true; raise TimeoutError if that takes longer than on any busy machine."""
    ends = time.monotonic() + seconds
    while not true():
        if time.monotonic() > ends:
            raise TimeoutError(f"not true after {seconds} s")
        time.sleep(0.05)


def wait_until_ready(site: Site, seconds: float = 60) -> float:
    """Wait for the first 200 on /readyz and give the seconds it took; raise RuntimeError with the log if none comes."""
    begun = time.monotonic()
    while time.monotonic() - begun < seconds:
        if site.process.poll() is not None:
            break
        if fetched(f"{site.url}/readyz") == 200:
            return time.monotonic() - begun
        time.sleep(0.02)
    raise RuntimeError(f"{site.url} did not start:\n{site.log.read_text(encoding='utf-8')}")


def fetched(url: str, timeout: float = 5) -> int:
    """Return the status of a page, or 0 when nobody answers."""
    try:
        with urllib.request.urlopen(url, timeout=timeout) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def stop(site: Site, seconds: float = 40) -> int:
    """End the site as a platform does, with TERM, and give its exit code."""
    if site.process.poll() is None:
        site.signal(signal.SIGTERM)
    return site.process.wait(seconds)


@contextmanager
def serving(log: Path, program: Sequence[str] = (), **settings: str) -> Iterator[Site]:
    """Serve the site for the length of a `with` block."""
    site = start(log, program, **settings)
    try:
        wait_until_ready(site)
        yield site
    finally:
        stop(site)
