"""Import a document in a process of its own, which ends when its time or its memory is used up.

What strangers send is parsed by mammoth, html5ever, markdown-it and pdfminer: a few kilobytes can keep each of them
busy for minutes. The process that serves visitors only waits, and loads none of them.
"""

import contextlib
import json
import logging
import os
import signal
import subprocess  # nosec B404
import sys
import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from faq.importing.report import Draft, Report, UnreadableError, refuse_large

SECONDS, STEP = 20, 0.5
MEMORY = 768 * 1024 * 1024
"""Address space of the process in bytes; an article takes 100 to 200 MB of it, most of it Python itself."""

ROOT = Path(__file__).parent.parent.parent
KEPT_ENVIRONMENT = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH")
REMEDY = "and was ended. Copy its text into a new document, or split it into one file for each article."
TOO_LONG = f"Reading this document took longer than {SECONDS} seconds {REMEDY}"
TOO_LARGE = f"Reading this document took more memory than any article needs {REMEDY}"
BROKEN = "This document could not be read: the program that reads it ended. Copy its text into a new document."
BUSY = "Another document is being read just now. Send this one again in half a minute."
_one_at_a_time = threading.BoundedSemaphore(1)


def import_isolated(
    name: str,
    content: bytes,
    *,
    title: str = "",
    today: date,
    seconds: float = SECONDS,
    left: Callable[[], bool] = bool,
) -> Draft:
    """Turn the file `name` with these bytes into a draft; `title` is used in place of the document's own.

    Raises `UnreadableError` when the document cannot be read, is dangerous, or takes longer than `seconds` or more than
    `MEMORY`. `left` says whether the person who sent it has gone; then the process is ended too. One document is
    read at a time, so that no more memory than this is ever used.
    """
    refuse_large(len(content))
    if not _one_at_a_time.acquire(timeout=seconds / 2):
        raise UnreadableError(BUSY)
    try:
        answer = _run(json.dumps([name, title, today.isoformat()]).encode() + b"\n" + content, seconds, left)
    finally:
        _one_at_a_time.release()
    told: dict[str, Any] = json.loads(answer)
    if "refused" in told:
        raise UnreadableError(told["refused"])
    found: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in told["report"].items()}
    return Draft(told["slug"], told["markdown"], Report(**found))


def _run(request: bytes, seconds: float, left: Callable[[], bool]) -> bytes:
    with subprocess.Popen(  # nosec B603 (our own module, no shell)
        [sys.executable, "-B", "-m", "faq.importing"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env={key: os.environ[key] for key in KEPT_ENVIRONMENT if key in os.environ},
    ) as process:
        try:
            # All of it is sent before any waiting: `communicate` loses what it has not sent when its time is over.
            with contextlib.suppress(BrokenPipeError), process.stdin or contextlib.nullcontext() as stdin:
                stdin.write(request)  # type: ignore[union-attr]
            process.stdin = None
            answer, errors = _communicated(process, seconds, left)
        finally:
            process.kill()
    if process.returncode == -signal.SIGXCPU:
        raise UnreadableError(TOO_LONG)
    if process.returncode:
        logging.getLogger(__name__).error(
            "importing ended with %s: %s", process.returncode, errors[-2000:].decode("utf-8", "replace")
        )
        raise UnreadableError(BROKEN)
    return answer


def _communicated(process: subprocess.Popen[bytes], seconds: float, left: Callable[[], bool]) -> tuple[bytes, bytes]:
    """Wait for the answer in short steps, so that it is noticed when the person who sent the document has gone."""
    end = time.monotonic() + seconds
    while True:
        try:
            return process.communicate(timeout=min(STEP, seconds))
        except subprocess.TimeoutExpired:
            if time.monotonic() >= end or left():
                raise UnreadableError(TOO_LONG) from None
