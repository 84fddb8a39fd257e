"""How the site is served: threads in a few processes, the book read once before they are forked.

gunicorn reads this file by its name; `gunicorn "app:create_app()"` is all there is to type.
"""

import contextlib
import ctypes
import fcntl
import logging
import os
import resource
import secrets
import shutil
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

from gunicorn.glogging import Logger

from settings import read_settings

MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108  # nosec B108
"""A folder in memory, where there is one: a full or read-only disk then stops neither numbers nor heartbeats."""

WANTED_FILES = 4096


def _numbers() -> str:
    """Return the folder of this master: kept when HUP reads this file again, made anew by the master after USR2."""
    mine = f".{os.getpid()}"
    kept = os.environ.get("PROMETHEUS_MULTIPROC_DIR", "")
    if kept.endswith(mine):
        return kept
    for old in Path(MEMORY or tempfile.gettempdir()).glob("patientfaq-*.*"):
        if not Path(f"/proc/{old.suffix[1:]}").exists():
            with contextlib.suppress(OSError):
                _remove_abandoned(old)
    made = tempfile.mkdtemp(mine, "patientfaq-", MEMORY)
    fcntl.flock(os.open(made, os.O_RDONLY), fcntl.LOCK_SH)
    return made


def _remove_abandoned(folder: Path) -> None:
    """Remove the numbers of a master that was killed: its lock on them ended with it and its workers.

    The lock tells what a process id cannot: whether a master lives in another container that shares the folder. Raises
    OSError where one does.
    """
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(handle)


def _connections(threads: int) -> int:
    """Return how many connections a worker may hold: fewer than it can open files, for running out would end it.

    A thread that waits for a request needs two more files; a database, a Redis and the log some.
    """
    soft, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < WANTED_FILES:
        soft = min(WANTED_FILES, most) if most != resource.RLIM_INFINITY else WANTED_FILES
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, most))
    return max(threads + 1, min(1000, soft - 3 * threads - 100))


class QuietLogger(Logger):  # type: ignore[misc]
    """gunicorn's own log without a line for each request: that line holds the address and the path."""

    def access(self, *_: Any) -> None:
        """Write nothing; web/server/logs.py writes a line that holds neither."""


with contextlib.suppress(AttributeError):  # only glibc has this call: M_ARENA_MAX 1 gives no thread an arena of its own
    ctypes.CDLL(None).mallopt(-8, 1)

settings = read_settings(os.environ)
if settings.problems:
    sys.exit("\n".join(settings.problems))
key_was_made = not settings.secret_key
if key_was_made:
    os.environ["SECRET_KEY"] = secrets.token_hex(32)

numbers = os.environ["PROMETHEUS_MULTIPROC_DIR"] = _numbers()
"""Each worker writes its counters here; web/server/metrics.py adds them up."""

# prometheus_client decides when it is imported whether it counts for one process or for many.
from web.server.logs import log_thread_failure, logging_config  # noqa: E402
from web.server.master import prepare, watch  # noqa: E402
from web.server.metrics import forget_worker, note_state  # noqa: E402

bind = settings.listens_on
workers = settings.web_concurrency
threads = settings.threads
worker_class = "gthread"
worker_connections = _connections(settings.threads)
worker_tmp_dir = MEMORY
preload_app = True
graceful_timeout = 25
keepalive = 75
"""Longer than proxies keep a connection (60 seconds), so that none sends a question into one that is being closed."""

control_socket_disable = True
logger_class = QuietLogger
logconfig_dict = logging_config(settings.log_level)
forwarded_allow_ips = ""
forwarder_headers = ""
secure_scheme_headers: dict[str, str] = {}
"""What proxies report is read in web/server/middleware.py alone, and from none but TRUSTED_PROXIES."""


def on_starting(server: Any) -> None:
    """Say what an operator should know before the first visitor comes."""
    logging.captureWarnings(True)
    threading.excepthook = log_thread_failure
    for warning in settings.warnings:
        server.log.warning(warning)
    if key_was_made:
        server.log.info("SECRET_KEY is not set: made one at random. Sessions and links of forms end with this process.")


def when_ready(server: Any) -> None:
    """Say where the site can be opened, and begin to watch its content."""
    watch(server, server.app.wsgi().extensions["reloader"])
    server.log.info("Patient FAQ is ready: http://127.0.0.1:%s", settings.port)


def pre_fork(server: Any, worker: Any) -> None:
    """Let every worker begin with the newest content."""
    prepare(worker, server.app.wsgi().extensions["reloader"])


def post_worker_init(worker: Any) -> None:
    """Note what the worker serves, and start the journal's writer: a thread from before the fork would be dead here."""
    reloader, journal = worker.wsgi.extensions["reloader"], worker.wsgi.extensions["journal"]
    note_state(reloader.engine().library.version, len(reloader.problems), in_memory=False)
    if journal:
        journal.start()
    semantic = reloader.engine().semantic
    if semantic and semantic.state == "ready":
        threading.Thread(target=semantic.open, daemon=True).start()


def child_exit(server: Any, worker: Any) -> None:
    """Take a worker that has ended out of the numbers that describe living workers."""
    forget_worker(worker.pid)


def on_exit(server: Any) -> None:
    """Remove the folder of numbers with the process that made it."""
    shutil.rmtree(numbers, ignore_errors=True)
