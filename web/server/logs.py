"""Logs: one JSON object a line, in UTC, without anything that a visitor typed and without addresses."""

import json
import logging
import threading
import traceback
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from flask import Flask, request

from faq.problem import Problem
from web.server.middleware import ALIVE, REQUEST_ID, ROUTE, Handled

LOG = logging.getLogger("patientfaq")


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
            "message": _message(record),
        }
        line |= getattr(record, "fields", {})
        if record.exc_info and record.exc_info[1]:
            line |= failure(record.exc_info[1])
        return json.dumps(line, default=str)


def failure(error: BaseException) -> dict[str, Any]:
    """Describe an exception without its message: its class and the places it passed through, the innermost last."""
    frames = traceback.extract_tb(error.__traceback__)[-12:]
    where = [f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames]
    return {"error": type(error).__name__, "where": where}


def _message(record: logging.LogRecord) -> str:
    """Return what a record says; gunicorn's words about a request quote the visitor, and ours take their place.

    What gunicorn says elsewhere than in the main thread is about a request.
    """
    if record.name == "gunicorn.error" and record.threadName != "MainThread":
        return "An error nobody expected." if record.exc_info else "A request could not be read."
    return record.getMessage()


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
                "stream": "ext://sys.stdout",
            },
        },
        "root": {"handlers": ["lines"], "level": "WARNING"},
        "loggers": {"patientfaq": own} | dict.fromkeys(("gunicorn.error", "py.warnings", "flask-limiter"), others),
    }


def log_handled(done: Handled) -> None:
    """Write the line of one answered request; health checks are left out unless they fail."""
    if done.route in ALIVE and done.status == 200:
        return
    said = {"request_id": done.request_id, "method": done.method, "route": done.route, "status": done.status}
    LOG.info("request", extra={"fields": {**said, "ms": round(done.seconds * 1000, 1)}})


def log_problems(problems: Iterable[Problem]) -> None:
    """Write what keeps newer content from being served; the content served before stays."""
    for problem in problems:
        LOG.error("newer content is not served", extra={"fields": {"problem": str(problem)}})


def log_thread_failure(arguments: threading.ExceptHookArgs) -> None:
    """Write one line about an error that ended a thread, in place of Python's own lines on standard error."""
    if arguments.exc_value:
        LOG.error("A thread ended with an error nobody expected.", exc_info=arguments.exc_value)


def install_logs(app: Flask) -> None:
    """Write our words about an unhandled error in place of Flask's, which name the path."""

    def log_failure(error: Any) -> None:
        fields = {"request_id": request.environ.get(REQUEST_ID, ""), "route": request.environ.get(ROUTE, "none")}
        LOG.error("An error nobody expected.", exc_info=error, extra={"fields": fields})

    app.log_exception = log_failure  # type: ignore[method-assign,assignment]
