"""When a request counts as arrived."""

import socket

import pytest

from web.server.arrival import HEAD_LIMIT, arrived, waiting
from web.server.headers import BODY_LIMIT

POST = b"POST /ask HTTP/1.1\r\nHost: a\r\n"


@pytest.mark.parametrize(
    ("begun", "whole"),
    [
        (b"", False),
        (b"GET", False),
        (b"GET / HTTP/1.1\r\nHost: a\r\n", False),
        (b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", True),
        (b"GET /\r\n\r\n", True),
        (POST + b"Content-Length: 3\r\n\r\n", False),
        (POST + b"Content-Length: 3\r\n\r\nab", False),
        (POST + b"Content-Length: 3\r\n\r\nabc", True),
        (POST + b"content-length:3 \r\nX-A: b\r\n\r\nab", False),
        (POST + b"X-Content-Length: 3\r\n\r\n", True),
        (POST + b"Content-Length: three\r\n\r\n", True),
        (POST + b"Content-Length: %d\r\n\r\n" % (BODY_LIMIT + 1), True),
        (POST + b"Transfer-Encoding: chunked\r\n\r\n", True),
        (POST + b"Expect: 100-continue\r\nContent-Length: 3\r\n\r\n", True),
        (b"x" * HEAD_LIMIT, True),
    ],
)
def test_a_request_gets_a_thread_when_it_is_whole_or_never_will_be(begun: bytes, whole: bool) -> None:
    assert arrived(begun) is whole


def test_looking_takes_nothing_away() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        assert waiting(ours) == b""
        theirs.sendall(b"GET")
        assert waiting(ours) == waiting(ours) == b"GET"
    assert waiting(ours) == b"", "a closed one holds nothing"
