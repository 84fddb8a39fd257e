"""Logs: one JSON object a line, in UTC, without anything that a visitor typed and without addresses."""

import json
import logging
import os
import threading
import traceback
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from flask import Flask, has_request_context, request

from faq.problem import Problem
from web.server.middleware import ALIVE, REQUEST_ID, ROUTE, Handled

LOG = logging.getLogger("patientfaq")
_encode = json.JSONEncoder(default=str).encode


class JsonLines(logging.Formatter):
    """Write a log record as one line of JSON.

    An exception is written as its class and the places it passed through, never its message:
    the message of a KeyError is the key, and that may be a word somebody typed.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; JSON escapes line breaks and control characters, so no line can be forged."""
        when = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, Any] = {
            "time": when.replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= getattr(record, "fields", {})
        if record.exc_info and record.exc_info[1]:
            line |= _failure(record.exc_info[1])
        return _encode(line)


def _failure(error: BaseException) -> dict[str, Any]:
    """Describe an exception without its message: its class and where it came from, innermost last."""
    frames = traceback.extract_tb(error.__traceback__)
    return {
        "error": type(error).__name__,
        "where": [f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames[-12:]],
    }


def logging_config(level: str) -> dict[str, Any]:
    """Return the dictionary for `logging.config.dictConfig`: everything, gunicorn included, to standard output.

    Only our own logger goes down to "debug": what others say there may quote a request.
    """
    own = {"handlers": ["lines"], "level": level.upper(), "propagate": False}
    others = own | {"level": "INFO" if level == "debug" else level.upper()}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "web.server.logs.JsonLines"}},
        "handlers": {
            "lines": {
                "class": "logging.StreamHandler",
                "formatter": "json",
                "filters": [without_request],
                "stream": "ext://sys.stdout",
            },
        },
        "root": {"handlers": ["lines"], "level": "WARNING"},
        "loggers": {"patientfaq": own} | dict.fromkeys(("gunicorn.error", "py.warnings", "flask-limiter"), others),
    }


def log_handled(done: Handled) -> None:
    """Write the line of one answered request; health checks are left out unless they fail.

    It is written without the logging module, which would take a fifth of the time of a whole answer.
    """
    if not LOG.isEnabledFor(logging.INFO) or (done.route in ALIVE and done.status == 200):
        return
    with suppress(OSError):  # a full disk under the log costs a line, not an answer
        os.write(1, request_line(done, datetime.now(UTC)).encode())


def request_line(done: Handled, now: datetime) -> str:
    """Return the log line of one request; every value in it is ours."""
    return (
        f'{{"time": "{now.isoformat(timespec="milliseconds")[:-6]}Z", "level": "info", "logger": "patientfaq", '
        f'"message": "request", "request_id": "{done.request_id}", "method": "{done.method}", '
        f'"route": {_encode(done.route)}, "status": {done.status}, "ms": {done.seconds * 1000:.1f}}}\n'
    )


def log_problems(problems: Iterable[Problem]) -> None:
    """Write what keeps newer content from being served; the content served before stays."""
    for problem in problems:
        LOG.error("newer content is not served", extra={"fields": {"problem": str(problem)}})


def log_thread_failure(arguments: threading.ExceptHookArgs) -> None:
    """Write one line about an error that ended a thread, in place of Python's own lines on standard error."""
    if arguments.exc_value:
        LOG.error("A thread ended with an error nobody expected.", exc_info=arguments.exc_value)


def _without_path(record: logging.LogRecord) -> bool:
    """Take the path out of Flask's line about an unhandled error; the route and the request id replace it."""
    if has_request_context() and record.exc_info:
        record.msg, record.args = "An error nobody expected.", ()
        environ = request.environ
        record.fields = {"request_id": environ.get(REQUEST_ID, ""), "route": environ.get(ROUTE, "none")}
    return True


def without_request(record: logging.LogRecord) -> bool:
    """Put our words in place of gunicorn's about a request: those quote the visitor's address and what was asked for.

    What gunicorn says elsewhere than in the main thread is about a request.
    """
    if record.name == "gunicorn.error" and record.threadName != "MainThread":
        record.msg = "An error nobody expected." if record.exc_info else "A request could not be read."
        record.args = ()
    return True


def install_logs(app: Flask) -> None:
    """Keep the app's own logger to the rules of this module."""
    app.logger.addFilter(_without_path)
