"""Real servers for a test: Redis and nginx from Debian's packages, on free ports, started and killed by the test."""

import os
import re
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest

from benchmarks.serving import ROOT, free_port, until


def program(name: str) -> str:
    """Return the path of a server program; without it the test is skipped here, and fails where CI is set."""
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin") or absent(name, name)


def absent(name: str, package: str) -> NoReturn:
    """Skip the test for want of a program, or fail it where CI is set."""
    complaint = f"{name} is not installed. Install it: apt-get install {package}"
    if os.environ.get("CI"):
        pytest.fail(complaint)
    pytest.skip(complaint)


@dataclass(slots=True)
class Redis:
    """One Redis server that can be killed, frozen and started again on its port."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None
    tls_port: int = 0

    @property
    def url(self) -> str:
        """Its address, as the REDIS_URL setting takes it."""
        return f"redis://127.0.0.1:{self.port}/0"

    @property
    def secure_url(self) -> str:
        """Its address with TLS, and a certificate that it signed itself."""
        return f"rediss://127.0.0.1:{self.tls_port}/0"

    def start(self) -> None:
        """Start it and wait until it answers."""
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", str(self.folder)]
        if self.tls_port:
            _certificate(self.folder)
            options += ["--tls-port", str(self.tls_port), "--tls-auth-clients", "no"]
            options += [
                "--tls-cert-file",
                str(self.folder / "cert.pem"),
                "--tls-key-file",
                str(self.folder / "key.pem"),
            ]
        self.process = subprocess.Popen(
            [program("redis-server"), *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        until(lambda: self.say("PING") == "+PONG\r\n")

    def kill(self) -> None:
        """Kill it as a machine that loses power would."""
        assert self.process
        self.process.kill()
        self.process.wait(10)

    def freeze(self, frozen: bool = True) -> None:
        """Stop it answering while it still accepts connections, or let it go on."""
        assert self.process
        self.process.send_signal(signal.SIGSTOP if frozen else signal.SIGCONT)

    def say(self, command: str) -> str:
        """Send one command and give the raw answer; empty when it does not answer."""
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as sock:
                sock.sendall(f"{command}\r\n".encode())
                return sock.recv(65536).decode()
        except OSError:
            return ""


@contextmanager
def redis(folder: Path, tls: bool = False) -> Iterator[Redis]:
    """Run a Redis for the length of a `with` block."""
    server = Redis(folder, free_port(), tls_port=free_port() if tls else 0)
    server.start()
    try:
        yield server
    finally:
        server.freeze(False)
        server.kill()


@contextmanager
def slowed(port: int, seconds: float) -> Iterator[int]:
    """Pass on to a server of this machine what is sent to another port, each piece so many seconds later."""
    listener = socket.create_server(("127.0.0.1", 0))

    def pass_on(source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError), source, target:
            while piece := source.recv(65536):
                time.sleep(seconds)
                target.sendall(piece)

    def accept() -> None:
        with suppress(OSError):
            while True:
                visitor, _ = listener.accept()
                server = socket.create_connection(("127.0.0.1", port))
                for pair in ((visitor, server), (server, visitor)):
                    threading.Thread(target=pass_on, args=pair, daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    yield listener.getsockname()[1]
    listener.close()


@dataclass(slots=True)
class Nginx:
    """One nginx that serves through deploy/nginx.conf: without TLS, with it, and where visitors are sent on from."""

    plain: str
    secure: str
    redirect: str
    process: subprocess.Popen[bytes]


@contextmanager
def nginx(folder: Path, *upstreams: str, usual_ports: bool = False, home: str = "/") -> Iterator[Nginx]:
    """Run nginx with the project's own file in front of the sites given.

    On the usual ports it is as it stands; on free ports the site is answered without TLS too, on one of its own.
    `home` is the page that stands in for the first.
    """
    plain, secure, redirect = (80, 443, 80) if usual_ports else (free_port(), free_port(), free_port())
    _certificate(folder)
    text = deploy_file(folder, upstreams).replace("location / {", f"location / {{\n        rewrite ^/$ {home} break;")
    main = folder / "main.conf"
    main.write_text(_main_file(folder, text if usual_ports else _moved(text, plain, secure, redirect)), "utf-8")
    process = subprocess.Popen([program("nginx"), "-c", str(main), "-p", str(folder), "-g", "daemon off;"])
    here = "127.0.0.1"
    server = Nginx(f"http://{here}:{plain}", f"https://{here}:{secure}", f"http://{here}:{redirect}", process)
    try:
        until(lambda: _listens(plain))
        yield server
    finally:
        process.terminate()
        process.wait(10)


def _listens(port: int) -> bool:
    with socket.socket() as sock:
        return sock.connect_ex(("127.0.0.1", port)) == 0


def deploy_file(folder: Path, upstreams: tuple[str, ...]) -> str:
    """Return deploy/nginx.conf with the certificate, the log folder and the upstreams of the test."""
    text = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.lstrip().startswith("server 127.0.0.1:8000"))
    changes = {
        line: "\n".join(f"    server {url.removeprefix('http://')} max_fails=2 fail_timeout=2s;" for url in upstreams),
        "server_name faq.example.org;": "server_name 127.0.0.1 localhost;",
        "/etc/letsencrypt/live/faq.example.org/fullchain.pem": str(folder / "cert.pem"),
        "/etc/letsencrypt/live/faq.example.org/privkey.pem": str(folder / "key.pem"),
        "/var/log/nginx": str(folder),
    }
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new)
    return text


def _moved(text: str, plain: int, secure: int, redirect: int) -> str:
    """Put the servers on free ports of this machine; the one for visitors answers without TLS too."""
    ports = {"80": redirect, "443": secure}

    def here(match: re.Match[str]) -> str:
        return f"listen {'[::1]' if match[1] else '127.0.0.1'}:{ports[match[2]]}"

    text = re.sub(r"listen (\[::\]:)?(80|443)\b", here, text)
    visitors = f"    listen 127.0.0.1:{secure} ssl http2;\n"
    assert visitors in text
    return text.replace(visitors, f"{visitors}    listen 127.0.0.1:{plain};\n")


def _main_file(folder: Path, included: str) -> str:
    temporary = "\n".join(
        f"    {kind}_temp_path {folder / kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return (
        f"pid {folder / 'pid'};\nerror_log {folder / 'error.log'};\nworker_processes 1;\n"
        f"events {{ worker_connections 1024; }}\nhttp {{\n{temporary}\n{included}\n}}\n"
    )


def _certificate(folder: Path) -> None:
    """Make a certificate for the length of the test."""
    subprocess.run(
        [program("openssl"), "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-days", "1", "-subj", "/CN=localhost", "-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")],
        check=True,
        capture_output=True,
    )  # fmt: skip
