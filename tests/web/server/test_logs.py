"""Log lines: JSON, one a line, nothing a visitor typed."""

import json
import logging
import logging.config
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from flask import Flask

from web.server.logs import (
    JsonLines,
    install_logs,
    log_handled,
    log_thread_failure,
    logging_config,
)
from web.server.middleware import Handled, install_middleware

CANARY = "canary-9f3e"


@pytest.fixture
def written() -> Iterator[StringIO]:
    """What the project's loggers write while a test runs."""
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    logger = logging.getLogger("patientfaq")
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel("INFO")
    yield stream
    logger.removeHandler(handler)
    logger.setLevel(before)


def lines(stream: StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_request_is_one_line(written: StringIO) -> None:
    log_handled(Handled("ab12", "POST", "/a/<slug>/<path:rest>", 200, 0.0123))
    assert written.getvalue().endswith("}\n")
    (line,) = lines(written)
    when = str(line.pop("time"))
    assert when.endswith("Z")
    assert abs(datetime.fromisoformat(when) - datetime.now(UTC)) < timedelta(minutes=1)
    assert line == {
        "level": "info",
        "logger": "patientfaq",
        "message": "request",
        "request_id": "ab12",
        "method": "POST",
        "route": "/a/<slug>/<path:rest>",
        "status": 200,
        "ms": 12.3,
    }


def test_health_checks_do_not_fill_the_log(written: StringIO) -> None:
    log_handled(Handled("ab12", "GET", "/healthz", 200, 0.0))
    log_handled(Handled("ab12", "GET", "/healthz", 500, 0.0))
    assert [line["status"] for line in lines(written)] == [500]


def test_requests_are_not_logged_when_only_warnings_are_wanted(written: StringIO) -> None:
    logging.getLogger("patientfaq").setLevel("WARNING")
    log_handled(Handled("ab12", "GET", "/", 200, 0.0))
    assert written.getvalue() == ""


def test_a_log_that_cannot_be_written_costs_no_answer(monkeypatch: pytest.MonkeyPatch, written: StringIO) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(written, "write", full)
    log_handled(Handled("ab12", "GET", "/", 200, 0.0))


def test_line_breaks_and_escapes_cannot_forge_a_line(written: StringIO) -> None:
    logging.getLogger("patientfaq").warning('x\r\n{"level": "critical"}\x1b[31m\u2028\x00')
    (line,) = lines(written)
    assert line["level"] == "warning"
    assert "\x1b" not in written.getvalue()
    assert "\u2028" not in written.getvalue()


def test_an_error_is_written_without_its_words(written: StringIO) -> None:
    app = Flask(__name__)
    install_logs(app)

    @app.get("/articles/<slug>")
    def fail(slug: str) -> str:
        raise KeyError(slug)

    install_middleware(app, (), 0)
    assert app.test_client().get(f"/articles/{CANARY}?q={CANARY}").status_code == 500
    (line,) = lines(written)
    assert CANARY not in written.getvalue()
    assert (line["error"], line["route"]) == ("KeyError", "/articles/<slug>")
    assert str(line["where"]).endswith("fail']")


def test_a_thread_that_ends_with_an_error_is_one_line_without_its_words(
    monkeypatch: pytest.MonkeyPatch, written: StringIO
) -> None:
    def fail() -> None:
        raise KeyError(CANARY)

    monkeypatch.setattr(threading, "excepthook", log_thread_failure)
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    (line,) = lines(written)
    assert (line["level"], line["error"]) == ("error", "KeyError")
    assert CANARY not in written.getvalue()


def test_the_configuration_is_one_that_logging_takes() -> None:
    config = logging_config("warning")
    logging.config.DictConfigurator(config)
    assert config["loggers"]["gunicorn.error"]["level"] == "WARNING"


def test_only_our_own_logger_says_what_helps_programmers() -> None:
    loggers = logging_config("debug")["loggers"]
    assert {name for name, rules in loggers.items() if rules["level"] == "DEBUG"} == {"patientfaq"}


@pytest.mark.parametrize(
    ("thread", "said"),
    [("ThreadPoolExecutor-0_3", "A request could not be read."), ("MainThread", f"Invalid request from {CANARY}")],
)
def test_what_gunicorn_says_about_a_request_is_said_without_it(thread: str, said: str) -> None:
    """Its other threads answer requests; the main one starts and stops."""
    record = logging.makeLogRecord(
        {"name": "gunicorn.error", "threadName": thread, "msg": "Invalid request from %s", "args": (CANARY,)}
    )
    assert json.loads(JsonLines().format(record))["message"] == said
