"""How a malformed request is refused."""

import logging
import socket

import pytest
from gunicorn.http.errors import (
    InvalidHeader,
    InvalidRequestLine,
    LimitRequestHeaders,
    LimitRequestLine,
    UnsupportedTransferCoding,
)

from web.server.worker import Worker, refusal


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (InvalidRequestLine("secret"), 400),
        (InvalidHeader("secret"), 400),
        (UnsupportedTransferCoding("secret"), 400),
        (LimitRequestLine(9000), 414),
        (LimitRequestHeaders("secret"), 431),
        (KeyError("secret"), 500),
    ],
)
def test_a_refusal_carries_our_headers_and_none_of_their_words(
    error: Exception, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs, caplog.at_level(logging.INFO, logger="patientfaq"):
        Worker.handle_error(Worker.__new__(Worker), None, ours, ("203.0.113.1", 1), error)
        answer = theirs.recv(65536).decode()
    assert answer.startswith(f"HTTP/1.1 {status} ")
    assert "Content-Security-Policy: default-src 'none'" in answer
    assert "secret" not in answer
    assert "secret" not in caplog.records[0].getMessage()


def test_a_visitor_who_left_is_not_waited_for() -> None:
    ours, theirs = socket.socketpair()
    theirs.close()
    with ours:
        Worker.handle_error(Worker.__new__(Worker), None, ours, None, InvalidHeader("x"))


def test_a_refusal_is_a_whole_answer() -> None:
    head, _, body = refusal(400, "Bad Request").partition(b"\r\n\r\n")
    assert f"Content-Length: {len(body)}".encode() in head
