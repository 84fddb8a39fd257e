"""How the site is served: threads in a few processes, the book read once before they are forked.

gunicorn reads this file by its name; `gunicorn "app:create_app()"` is all there is to type.
"""

import contextlib
import ctypes
import gc
import logging
import os
import secrets
import shutil
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

from settings import Settings, SettingsError, read_settings
from web.server.logs import log_thread_failure, logging_config

MEMORY = Path("/dev/shm")  # noqa: S108  # nosec B108
"""A folder in memory, where there is one: a full or read-only disk then stops neither numbers nor heartbeats."""


def _settings() -> Settings:
    """Read the settings, or print every bad value and stop before anything is started."""
    try:
        return read_settings(os.environ)
    except SettingsError as error:
        print(error, file=sys.stderr)  # noqa: T201
        sys.exit(1)


def _in_memory() -> str | None:
    return str(MEMORY) if os.access(MEMORY, os.W_OK) else None


def _numbers() -> str:
    """Return the folder of this master: kept when HUP reads this file again, made anew by the master after USR2."""
    mine = f".{os.getpid()}"
    kept = os.environ.get("PROMETHEUS_MULTIPROC_DIR", "")
    return kept if kept.endswith(mine) else tempfile.mkdtemp(mine, "patientfaq-", _in_memory())


def _one_arena() -> None:
    """Keep glibc from giving each of 64 threads an arena of its own; other C libraries have no such call."""
    with contextlib.suppress(AttributeError):
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1)


M_ARENA_MAX = -8
settings = _settings()
_one_arena()
key_was_made = not settings.secret_key
if key_was_made:
    os.environ["SECRET_KEY"] = secrets.token_hex(32)

numbers = os.environ["PROMETHEUS_MULTIPROC_DIR"] = _numbers()
"""Each worker writes its counters here; web/server/metrics.py adds them up."""

bind = settings.listens_on
workers = settings.web_concurrency
threads = settings.threads
worker_class = "web.server.worker.Worker"
worker_tmp_dir = _in_memory()
preload_app = True
graceful_timeout = 25
control_socket_disable = True
logger_class = "web.server.worker.QuietLogger"
logconfig_dict = logging_config(settings.log_level)
limit_request_line = 4094
limit_request_fields = 100
limit_request_field_size = 8190


def on_starting(server: Any) -> None:
    """Say what an operator should know before the first visitor comes."""
    logging.captureWarnings(True)
    threading.excepthook = log_thread_failure
    for warning in settings.warnings:
        server.log.warning(warning)
    if key_was_made:
        server.log.info("SECRET_KEY is not set: made one at random. Sessions and links of forms end with this process.")


def when_ready(server: Any) -> None:
    """Say where the site can be opened."""
    server.log.info("Patient FAQ is ready: http://127.0.0.1:%s", settings.port)


def pre_fork(server: Any, worker: Any) -> None:
    """Let workers share the book's memory for long: what was read before the fork is never moved or marked again."""
    gc.collect()
    gc.freeze()


def post_worker_init(worker: Any) -> None:
    """Start the journal's writer where there is a journal: a thread that starts before the fork would be dead here."""
    journal = worker.wsgi.extensions.get("journal")
    if journal:
        journal.start()


def child_exit(server: Any, worker: Any) -> None:
    """Take a worker that has ended out of the numbers that describe living workers."""
    from web.server.metrics import forget_worker

    forget_worker(worker.pid)


def on_exit(server: Any) -> None:
    """Remove the folder of numbers with the process that made it."""
    shutil.rmtree(numbers, ignore_errors=True)
