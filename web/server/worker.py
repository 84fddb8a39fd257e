"""A gunicorn worker that gives a thread only to requests that have arrived, and refuses bad ones in our own words.

gunicorn's own worker waits in a thread for as long as a byte arrives now and then, and waits up to 2 seconds for a
visitor to hang up where it should be letting visitors in. Its refusal quotes the request in the log and carries no
security headers.
"""

import contextlib
import functools
import logging
import selectors
import socket
import time
from typing import Any

from gunicorn.glogging import Logger
from gunicorn.http.errors import LimitRequestHeaders, LimitRequestLine, ParseException
from gunicorn.workers.gthread import ThreadWorker

from web.server.arrival import arrived, waiting
from web.server.headers import headers_for

LOG = logging.getLogger("patientfaq")
READ_WITHIN = 5.0
"""Seconds in which a request must have arrived whole."""


class QuietLogger(Logger):  # type: ignore[misc]
    """gunicorn's own log without a line for each request: that line holds the address and the path."""

    def access(self, *_: Any) -> None:
        """Write nothing; web/server/logs.py writes a line that holds neither."""


class Worker(ThreadWorker):  # type: ignore[misc]
    """gunicorn's threaded worker, hardened against slow and malformed requests."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._seen: dict[Any, int] = {}
        self._taken: dict[Any, float] = {}

    def enqueue_req(self, conn: Any) -> None:
        """Return a connection a thread when its request has arrived, and wait for more of it otherwise."""
        ahead = bool(conn.parser) and bool(conn.parser.unreader.buf.getvalue())
        begun = b"" if ahead else waiting(conn.sock)
        hung_up = len(begun) == self._seen.get(conn)
        if ahead or hung_up or arrived(begun) or not self.alive:
            if self._seen.pop(conn, 0):
                _readable_from(conn.sock, 1)
            conn.data_ready = True
            super().enqueue_req(conn)
        else:
            self._wait_for_more(conn, len(begun))

    def _wait_for_more(self, conn: Any, seen: int) -> None:
        """Wait, without a thread, until more has arrived than was seen."""
        if conn not in self._seen:
            conn.timeout = time.monotonic() + READ_WITHIN
        if seen:
            _readable_from(conn.sock, seen + 1)
        self._seen[conn] = seen
        self.pending_conns.append(conn)
        readable = functools.partial(self.on_pending_socket_readable, conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, readable)

    def handle(self, conn: Any) -> Any:
        """Serve one request on a connection, and hang up here rather than where visitors are let in."""
        self._taken[conn] = time.monotonic()
        try:
            kept = super().handle(conn)
        finally:
            self._taken.pop(conn, None)
        if not kept:
            conn.close(graceful=True)
            conn.close = _closed_already
        return kept

    def murder_pending(self) -> None:
        """Hang up on visitors whose request did not arrive in time.

        Of one that a thread is reading only the reading ends: a request that has arrived is answered, however
        long that takes.
        """
        now = time.monotonic()
        for conn in [conn for conn in self.pending_conns if conn.timeout <= now]:
            self.pending_conns.remove(conn)
            self._seen.pop(conn, None)
            self.poller.unregister(conn.sock)
            self.nr_conns -= 1
            conn.close()
        for conn, since in list(self._taken.items()):
            if since < now - READ_WITHIN:
                with contextlib.suppress(OSError):
                    conn.sock.shutdown(socket.SHUT_RD)

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: Exception) -> None:  # noqa: ARG002
        """Answer a request that could not be read, or that ended in an error nobody caught."""
        status, reason = _status(exc)
        if status == 500:
            LOG.error("An error nobody expected.", exc_info=exc)
        else:
            LOG.info("refused", extra={"fields": {"status": status, "why": type(exc).__name__}})
        try:
            client.sendall(refusal(status, reason))
        except OSError:
            LOG.debug("The visitor left before the refusal was sent.")


def _readable_from(sock: socket.socket, least: int) -> None:
    """Let the system call a socket readable when it holds so many bytes, or when the visitor hung up; see socket(7)."""
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, least)


def _closed_already(graceful: bool = False) -> None:
    """Do nothing in place of closing a second time."""


def _status(exc: Exception) -> tuple[int, str]:
    if isinstance(exc, LimitRequestLine):
        return 414, "URI Too Long"
    if isinstance(exc, LimitRequestHeaders):
        return 431, "Request Header Fields Too Large"
    if isinstance(exc, ParseException):
        return 400, "Bad Request"
    return 500, "Internal Server Error"


def refusal(status: int, reason: str) -> bytes:
    """Write a whole HTTP answer that says only its status."""
    body = f"{reason}.\n"
    headers = headers_for("/") | {
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Length": str(len(body)),
        "Cache-Control": "no-store",
        "Connection": "close",
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status} {reason}\r\n{head}\r\n{body}".encode()
