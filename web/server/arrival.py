"""Has a request arrived? Asked of the bytes that wait in a socket, before a thread is given to them."""

import re
import socket

from web.server.headers import BODY_LIMIT

HEAD_LIMIT = 16 * 1024
"""Bytes of a head after which a thread looks at it, to refuse it."""

LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,9})[ \t]*(?:\r\n|$)")


def waiting(sock: socket.socket) -> bytes:
    """Return the bytes that have arrived and were not read yet; they stay where they are."""
    try:
        return sock.recv(HEAD_LIMIT + BODY_LIMIT, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except OSError:
        return b""


def arrived(begun: bytes) -> bool:
    r"""Say whether a request is whole, or is one that a thread should look at as it is.

    That is one too large to wait for, one whose length is not told, and one whose sender waits for "100 Continue".

    >>> arrived(b"GET / HTTP/1.1\r\n"), arrived(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    (False, True)
    """
    head, end, body = begun.partition(b"\r\n\r\n")
    if not end:
        return len(begun) >= HEAD_LIMIT
    head = head.lower()
    length = LENGTH.search(head)
    if length is None or b"\r\nexpect:" in head:
        return True
    return int(length[1]) > BODY_LIMIT or len(body) >= int(length[1])
