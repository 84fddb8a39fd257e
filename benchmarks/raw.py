"""Requests that no browser would send, byte by byte, and the status line each is answered with."""

import json
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

SILENT = "no answer"
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"

QUESTIONS = {
    "empty": "",
    "blanks": " \t\n ",
    "exactly 500": "a " * 250,
    "501 characters": "b" * 501,
    "16,001 characters": "c" * 16001,
    "NUL": "does it\x00 cure",
    "every control character": "".join(map(chr, range(32))) + "\x7f\x85",
    "right to left": "\u202eecnac hcamots",
    "zero width": "st\u200bom\u200dach\ufeff",
    "combining marks": "e" + "\u0301" * 450,
    "emoji": "\U0001f9ec" * 120,
    "astral letters": "\U0001d4ce\U0001d4ea" * 100,
    "markup": "<svg/onload=alert(1)><script>alert(1)</script>",
    "template": "{{ config }}{% for x in ().__class__ %}",
    "format": "%s%n%x {0.__class__} ${jndi:ldap://x}",
    "database": "'); DROP TABLE asked; --",
    "shell": "$(reboot); `id` | cat /etc/passwd",
    "log line": 'x\r\n{"level": "critical", "message": "forged"}',
    "header": "x\r\nSet-Cookie: a=b\r\n\r\n<html>",
    "regular expression": "(a+)+$" + "a" * 400,
    "one word 64 times": "cancer " * 64,
    "70 different words": " ".join(f"w{number}" for number in range(70)),
    "unicode digits": "\u0663\u0668.\u0667 fever",
    "not a character": "\ufdd0\uffff\U0010ffff",
}

JSON_BODIES: dict[str, bytes] = {
    "nothing": b"",
    "an open brace": b"{",
    "a list": b"[1]",
    "null": b"null",
    "a number": b"7",
    "text": b'"question"',
    "no question": b'{"context": ""}',
    "question null": b'{"question": null}',
    "question list": b'{"question": ["a"]}',
    "question true": b'{"question": true}',
    "question number": b'{"question": 1e999}',
    "infinity": b'{"question": Infinity}',
    "6,000 digits": b'{"question": ' + b"8" * 6000 + b"}",
    "unknown field": b'{"question": "a", "admin": true}',
    "field twice": b'{"question": "a", "question": "b"}',
    "context number": b'{"question": "a", "context": 5}',
    "context forged": b'{"question": "is it safe", "context": "aaaa.bbbb.cccc"}',
    "context long": b'{"question": "is it safe", "context": "' + b"z" * 9000 + b'"}',
    "8,000 lists deep": b"[" * 8000 + b"]" * 8000,
    "2,500 objects deep": b'{"question":' * 1200 + b"1" + b"}" * 1200,
    "lone surrogate": b'{"question": "stomach \\udc00 cancer"}',
    "both surrogates wrong": b'{"question": "\\udc00\\ud800"}',
    "not UTF-8": b'{"question": "\xe9\xff"}',
    "UTF-16": '{"question": "cure"}'.encode("utf-16"),
    "byte order mark": b"\xef\xbb\xbf" + b'{"question": "does it cure"}',
    "two objects": b'{"question": "a"}{"question": "b"}',
    "comment": b'{"question": "a" /* x */}',
    "half a megabyte": b" " * 500_000,
}

FORM_BODIES: dict[str, bytes] = {
    "form empty": b"",
    "form without question": b"q=x",
    "form question twice": b"question=a&question=b",
    "form not UTF-8": b"question=%ff%fe%00",
    "form 4,000 fields": b"&".join(b"a%d=" % number for number in range(2000)),
    "form section unknown": b"question=is+it+safe&within=../../app.py",
}


class Raw:
    """One server, spoken to in bytes."""

    def __init__(self, url: str, timeout: float = 8) -> None:
        parts = urlsplit(url)
        self._address = (parts.hostname or "", parts.port or 80)
        self._timeout = timeout
        self.host = parts.netloc.encode()

    def send(self, sent: bytes) -> str:
        """Send bytes and give the first line of what comes back; "no answer" when none comes in time."""
        got = b""
        try:
            with socket.create_connection(self._address, self._timeout) as sock:
                try:
                    sock.sendall(sent)
                    sock.shutdown(socket.SHUT_WR)
                except OSError:
                    pass  # refused before all was sent; the answer may be there all the same
                while b"\r\n" not in got and (more := sock.recv(4096)):
                    got += more
        except TimeoutError:
            return SILENT
        except OSError as error:
            return f"closed ({type(error).__name__})"
        return got.partition(b"\r\n")[0].decode("latin-1") or "closed"

    def request(self, method: bytes, path: bytes, headers: bytes = b"", body: bytes = b"") -> str:
        """Send a request with a Host and the headers given."""
        first = method + b" " + path + b" HTTP/1.1\r\nHost: " + self.host + b"\r\nConnection: close\r\n"
        return self.send(first + headers + b"\r\n" + body)

    def post(self, path: str, body: bytes, kind: str, extra: bytes = b"") -> str:
        """Send a body of one kind."""
        length = f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n".encode()
        return self.request(b"POST", path.encode(), length + extra, body)


def bodies(raw: Raw) -> Iterator[tuple[str, str]]:
    """Send every question and every body to the page and to the API; give the name and the status line of each."""
    for name, question in QUESTIONS.items():
        yield f"api: {name}", raw.post("/api/ask", json.dumps({"question": question}).encode(), JSON)
    for name, question in QUESTIONS.items():
        typed = "".join(f"%{byte:02x}" for byte in question.encode("utf-8"))
        yield f"page: {name}", raw.post("/ask", f"question={typed}".encode(), FORM)
    for name, body in JSON_BODIES.items():
        yield f"json: {name}", raw.post("/api/ask", body, JSON)
    for name, body in FORM_BODIES.items():
        yield f"page: {name}", raw.post("/ask", body, FORM)


def protocol(raw: Raw) -> Iterator[tuple[str, str]]:
    """Send what breaks the rules of HTTP itself."""
    post = b"POST /api/ask HTTP/1.1\r\nHost: " + raw.host + b"\r\n"
    yield "two lengths", raw.send(post + b"Content-Length: 2\r\nContent-Length: 9\r\n\r\n{}")
    yield "length and chunks", raw.send(post + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
    yield "negative length", raw.send(post + b"Content-Length: -1\r\n\r\n")
    yield "length in words", raw.send(post + b"Content-Length: ten\r\n\r\n")
    yield "length too long", raw.send(post + b"Content-Type: application/json\r\nContent-Length: 90\r\n\r\n{}")
    yield "unknown coding", raw.send(post + b"Transfer-Encoding: wrapped\r\n\r\n")
    yield "bad chunk", raw.send(post + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n")
    chunked = post + b"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    yield "bad second chunk", raw.send(chunked + b"1\r\n{\r\nzz\r\n")
    yield "chunk without its end", raw.send(chunked + b"1\r\n{}}}\r\n0\r\n\r\n")
    yield "bad trailer", raw.send(chunked + b"2\r\n{}\r\n0\r\nno colon here\r\n\r\n")
    yield "long trailer", raw.send(chunked + b"2\r\n{}\r\n0\r\nX: " + b"z" * 40000 + b"\r\n\r\n")
    yield "chunks over the limit", raw.send(
        post + b"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" + b"400\r\n" + b"x" * 1024
        + b"\r\n" + b"8000\r\n" + b"y" * 32768 + b"\r\n0\r\n\r\n"
    )  # fmt: skip
    yield "body gzipped", raw.post("/api/ask", b"\x1f\x8b\x08\x00", JSON, b"Content-Encoding: gzip\r\n")
    yield "unknown type", raw.post("/api/ask", b"question=a", "text/x-unknown")
    yield "no type", raw.request(b"POST", b"/ask", b"Content-Length: 10\r\n", b"question=a")
    yield "broken multipart", raw.post("/ask", b"--b\r\nno headers", "multipart/form-data; boundary=b")
    yield "multipart no boundary", raw.post("/ask", b"x", "multipart/form-data")
    yield "two hosts", raw.send(b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")
    yield "no host", raw.send(b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n")
    yield "host of markup", raw.send(b"GET / HTTP/1.1\r\nHost: <script>\r\nConnection: close\r\n\r\n")
    yield "HTTP/0.9", raw.send(b"GET /\r\n\r\n")
    yield "HTTP/3.0", raw.send(b"GET / HTTP/3.0\r\n\r\n")
    yield "HTTP/2 preface", raw.send(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
    yield "TLS to a plain port", raw.send(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 64)
    yield "folded header", raw.request(b"GET", b"/", b"X-A: 1\r\n  2\r\n")
    yield "header without colon", raw.request(b"GET", b"/", b"nonsense\r\n")
    yield "header with NUL", raw.request(b"GET", b"/", b"X-A: \x00\r\n")
    yield "150 headers", raw.request(b"GET", b"/", b"".join(b"X-%d: y\r\n" % number for number in range(150)))
    yield "header of 20 KB", raw.request(b"GET", b"/", b"X-A: " + b"z" * 20000 + b"\r\n")
    yield "expectation", raw.request(b"GET", b"/", b"Expect: a-miracle\r\n")


def addresses(raw: Raw) -> Iterator[tuple[str, str]]:
    """Ask for addresses that lead nowhere, and by methods that nobody uses."""
    paths = {
        "control character": b"/\x07",
        "space": b"/a b",
        "not UTF-8": b"/articles/%ff%fe",
        "NUL": b"/articles/a%00b",
        "line break": b"/articles/%0d%0aSet-Cookie:x=1",
        "line break in query": b"/?x=%0d%0aSet-Cookie:x=1",
        "climbing": b"/static/../settings.py",
        "climbing, encoded": b"/static/%2e%2e%2fsettings.py",
        "climbing, twice": b"/static/..%252f..%252fsettings.py",
        "windows": b"/static/..\\..\\settings.py",
        "9 KB": b"/?" + b"q" * 9000,
        "markup": b"/articles/<script>alert(1)</script>",
        "absolute": b"http://evil.example/",
        "no slash": b"articles",
        "star": b"*",
        "two slashes": b"//evil.example/%2f..",
        "passage unknown": b"/a/nothing/nothing",
        "accept nonsense": b"/?accept",
    }
    for name, path in paths.items():
        yield f"address: {name}", raw.request(b"GET", path)
    for method in (b"TRACE", b"CONNECT", b"PROPFIND", b"DELETE", b"PUT", b"get", b"G\x00T", b"A" * 40):
        yield f"method: {method[:8]!r}", raw.request(method, b"/ask")
    for header in (
        b"Accept-Language: " + b"x," * 2000,
        b"Cookie: \xff=\xfe; a",
        b'If-None-Match: "',
        b"Range: bytes=9-1",
    ):
        yield f"header: {header[:15]!r}", raw.request(b"GET", b"/", header + b"\r\n")


def everything(url: str) -> dict[str, str]:
    """Send all of it and give the status line of each case."""
    raw = Raw(url)
    return dict([*bodies(raw), *protocol(raw), *addresses(raw)])


def bad(line: str) -> bool:
    """Say whether an answer is a defect: an error of the server's own, or none in time.

    501 is what RFC 9112 (6.1) asks for when a body is coded in a way that the server does not know.
    """
    status = line.partition(" ")[2][:3]
    return line == SILENT or (status.startswith("5") and status != "501")
