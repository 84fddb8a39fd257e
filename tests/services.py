"""A real PostgreSQL for tests: Debian's programs, its own user, a free port, a folder that is gone afterwards.

It can be killed, frozen and started again. Redis and nginx are in tests/operations/servers.py.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest

from benchmarks.serving import free_port, until
from tests.operations.servers import absent

PROGRAMS = Path("/usr/lib/postgresql")
OPTIONS = {"fsync": "off", "full_page_writes": "off", "listen_addresses": "127.0.0.1", "shared_buffers": "16MB"}


def program(name: str) -> str:
    """Return the path of one of PostgreSQL's programs; without it the test is skipped, and fails where CI is set."""
    found = sorted(PROGRAMS.glob(f"*/bin/{name}"))
    return str(found[-1]) if found else absent(name, "postgresql")


@dataclass(slots=True)
class Postgres:
    """One PostgreSQL server, and the databases that tests ask it for."""

    folder: Path
    port: int
    user: str
    process: subprocess.Popen[bytes] | None = None
    _numbers: Iterator[int] = field(default_factory=count)

    def database(self) -> str:
        """Make an empty database and give its address, as a platform writes it."""
        name = f"journal{next(self._numbers)}"
        self.run("createdb", name)
        return f"postgres://{self.user}@127.0.0.1:{self.port}/{name}"

    def run(self, name: str, *arguments: str) -> str:
        """Run one of PostgreSQL's programs against the server and give what it prints."""
        command = [program(name), "-h", "127.0.0.1", "-p", str(self.port), "-U", self.user, *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout

    def start(self) -> None:
        """Start it and wait until it answers."""
        options = [f"--{name}={value}" for name, value in (OPTIONS | {"port": str(self.port)}).items()]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [program("postgres"), "-D", str(self.folder / "data"), "-k", str(self.folder), *options],
                user=self.user, stdout=log, stderr=log, cwd=self.folder,
            )  # fmt: skip
        until(self._answers)

    def _answers(self) -> bool:
        with suppress(subprocess.CalledProcessError):
            return self.run("pg_isready") != ""
        return False

    def processes(self) -> list[int]:
        """Return the server's process ids, the first one's children included."""
        assert self.process
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [self.process.pid, *map(int, children.read_text(encoding="ascii").split())]

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to every process of the server."""
        for pid in self.processes():
            with suppress(ProcessLookupError):
                os.kill(pid, number)

    def kill(self) -> None:
        """Kill it as a machine that loses power would."""
        assert self.process
        self.signal(signal.SIGKILL)
        self.process.wait(10)

    def restart(self) -> None:
        """Stop it as an administrator does, cutting every connection, and start it again."""
        assert self.process
        self.process.send_signal(signal.SIGINT)
        self.process.wait(20)
        self.start()

    def freeze(self, frozen: bool = True) -> None:
        """Stop it answering while its connections stay open, or let it go on."""
        self.signal(signal.SIGSTOP if frozen else signal.SIGCONT)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """One PostgreSQL for the whole session, never as root."""
    user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    initdb = program("initdb")
    folder = Path(tempfile.mkdtemp(prefix="patientfaq-postgres-"))
    shutil.chown(folder, user)
    subprocess.run(
        [initdb, "-D", str(folder / "data"), "-U", user, "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C"],
        user=user, check=True, capture_output=True, cwd=folder,
    )  # fmt: skip
    server = Postgres(folder, free_port(), user)
    server.start()
    yield server
    server.freeze(False)
    server.kill()
    shutil.rmtree(folder)
