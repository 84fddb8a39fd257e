"""Visitors whose connections hold on for as long as they are let: silent, or a byte now and then."""

import socket
import time
from urllib.parse import urlsplit

BEGINNINGS = {
    "idle": "",
    "head": "GET / HTTP/1.1\r\nHost: {host}\r\n",
    "body": "POST /api/ask HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
    "Content-Length: 4000\r\n\r\n{{",
}
TRICKLE = {"idle": b"", "head": b"X-More: x\r\n", "body": b" "}


def hold(url: str, kind: str, number: int, seconds: float) -> int:
    """Hold connections open for a while, and say how many the server closed.

    `kind` is idle, head (endless headers) or body (an endless body).
    """
    address = urlsplit(url)
    begin = BEGINNINGS[kind].format(host=address.netloc).encode()
    held: list[socket.socket] = []
    for _ in range(number):
        try:
            sock = socket.create_connection((address.hostname, address.port), timeout=5)
            sock.sendall(begin)
        except OSError:
            continue
        held.append(sock)
    opened = len(held)
    ends = time.monotonic() + seconds
    while held and time.monotonic() < ends:
        held = [sock for sock in held if _still_open(sock, TRICKLE[kind])]
        time.sleep(1)
    for sock in held:
        sock.close()
    return opened - len(held)


def _still_open(sock: socket.socket, more: bytes) -> bool:
    """Send a little more and see whether the server has closed the connection."""
    try:
        sock.setblocking(True)
        sock.sendall(more)
        sock.setblocking(False)
        while sock.recv(4096):
            pass
    except BlockingIOError:
        return True
    except OSError:
        pass
    sock.close()
    return False
