"""Staff who close the page while their document is read: the reading ends with them, and holds no thread."""

import http.client
import socket
import subprocess
from contextlib import closing
from urllib.parse import urlsplit

from benchmarks.serving import Site, until
from faq.importing.isolation import SECONDS
from tests.operations.conftest import Serve

PASSWORD = "a password for the nurses"
FIELD = b'--x\r\nContent-Disposition: form-data; name="document"; filename="slow.md"\r\n\r\n'
SLOW = FIELD + b"[" * 900_000 + b"\r\n--x--\r\n"


def readers(site: Site) -> int:
    """How many documents the workers of a site read just now."""
    workers = ",".join(map(str, site.workers()))
    found = subprocess.run(["pgrep", "-P", workers, "-f", "faq.importing"], capture_output=True, text=True)
    return len(found.stdout.split())


def test_a_document_is_read_no_longer_than_whoever_sent_it_waits(serve: Serve) -> None:
    site = serve(STAFF_PASSWORD=PASSWORD)
    address = urlsplit(site.url)
    host, port = address.hostname or "", address.port or 80
    with closing(http.client.HTTPConnection(host, port)) as connection:
        form = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
        connection.request("POST", "/staff/sign-in", f"password={PASSWORD.replace(' ', '+')}", form)
        cookie = (connection.getresponse().getheader("Set-Cookie") or "").partition(";")[0]
    head = f"POST /staff/preview HTTP/1.1\r\nHost: {host}:{port}\r\nSec-Fetch-Site: same-origin\r\n"
    kind = f"Cookie: {cookie}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: {len(SLOW)}\r\n\r\n"
    with socket.create_connection((host, port)) as sender:
        sender.sendall(head.encode() + kind.encode() + SLOW)
        until(lambda: readers(site))
    until(lambda: not readers(site), SECONDS - 5)
