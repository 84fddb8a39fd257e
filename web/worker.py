"""A gunicorn worker that gives slow clients no thread for long, and refuses bad requests in our own words.

gunicorn's own refusal quotes the request in the log and carries no security headers; its threads wait for a
request for as long as a byte arrives now and then.
"""

import contextlib
import functools
import logging
import selectors
import socket
import time
from typing import Any

from gunicorn.http.errors import LimitRequestHeaders, LimitRequestLine, ParseException
from gunicorn.workers.gthread import ThreadWorker

from web.security import headers_for

LOG = logging.getLogger("patientfaq")
READ_WITHIN = 5.0
"""Seconds in which a request must have arrived whole, once its first byte is there."""


class Worker(ThreadWorker):  # type: ignore[misc]
    """gunicorn's threaded worker, hardened against slow and malformed requests."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._taken: dict[Any, float] = {}

    def enqueue_req(self, conn: Any) -> None:
        """Give a connection a thread, but a new one only after its first byte has come."""
        if conn.initialized or conn.data_ready or not self.alive:
            super().enqueue_req(conn)
            return
        conn.sock.setblocking(False)
        conn.timeout = time.monotonic() + READ_WITHIN
        self.pending_conns.append(conn)
        readable = functools.partial(self.on_pending_socket_readable, conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, readable)

    def handle(self, conn: Any) -> Any:
        """Serve one request on a connection, noting when it was begun."""
        self._taken[conn] = time.monotonic()
        try:
            return super().handle(conn)
        finally:
            self._taken.pop(conn, None)

    def murder_pending(self) -> None:
        """Close connections that never spoke, and stop waiting for requests that trickle in.

        Only reading is shut down: a request that has arrived is answered, however long that takes.
        """
        super().murder_pending()
        late = time.monotonic() - READ_WITHIN
        for conn, since in list(self._taken.items()):
            if since < late:
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
