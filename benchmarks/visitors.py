"""Visitors in threads: each asks again and again, and every answer that is not 200 is counted."""

import http.client
import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

QUESTION = "Does this cure stomach cancer?"


@dataclass(slots=True)
class Tally:
    """What visitors got: answers by status, failures by status or kind of error, seconds of each answer."""

    answers: int = 0
    failures: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    elapsed: float = 0.0

    @property
    def failed(self) -> int:
        """The number of requests that a visitor would have seen fail."""
        return sum(self.failures.values())

    @property
    def rate(self) -> float:
        """Answers a second."""
        return self.answers / self.elapsed if self.elapsed else 0.0

    def percentile(self, share: float) -> float:
        """Return the milliseconds within which this share of the answers came."""
        ordered = sorted(self.seconds)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


class Visitor:
    """One visitor with a connection of their own, kept between questions or opened for each."""

    def __init__(self, url: str, keep: bool = False, timeout: float = 10, path: str = "/api/ask") -> None:
        self._address = urlsplit(url)
        self._keep = keep
        self._timeout = timeout
        self._path = path
        self._connection: http.client.HTTPConnection | None = None

    def ask(self, question: str = QUESTION, headers: dict[str, str] | None = None) -> tuple[int, Any]:
        """Ask and give status and reply; raises OSError or HTTPException when the connection fails."""
        body = json.dumps({"question": question})
        return self.send("POST", self._path, body, {"Content-Type": "application/json"} | (headers or {}))

    def get(self, path: str) -> tuple[int, Any]:
        """Fetch a page and give its status and text."""
        return self.send("GET", path)

    def send(
        self, method: str, path: str, body: str | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, Any]:
        """Send one request, on the kept connection if there is one."""
        connection = self._connection or http.client.HTTPConnection(
            self._address.hostname or "", self._address.port, timeout=self._timeout
        )
        self._connection = None
        try:
            connection.request(method, path, body, headers or {})
            response = connection.getresponse()
            text = response.read().decode()
        except (OSError, http.client.HTTPException):
            connection.close()
            raise
        if self._keep and not response.will_close:
            self._connection = connection
        else:
            connection.close()
        is_json = "json" in (response.getheader("Content-Type") or "")
        return response.status, json.loads(text) if is_json else text

    def leave(self) -> None:
        """Close the connection that was kept, if there is one."""
        if self._connection:
            self._connection.close()


def crowd(
    url: str,
    seconds: float,
    visitors: int = 8,
    keep: bool = False,
    act: Callable[[Visitor], tuple[int, Any]] = Visitor.ask,
    pause: float = 0.0,
) -> Tally:
    """Let visitors act for a while and give what they got; `pause` is the seconds each waits between two acts."""
    tally, lock = Tally(), threading.Lock()
    begun = time.monotonic()

    def visit() -> None:
        visitor = Visitor(url, keep)
        while time.monotonic() - begun < seconds:
            asked = time.monotonic()
            outcome = _outcome(visitor, act)
            with lock:
                tally.seconds.append(time.monotonic() - asked)
                if outcome == "200":
                    tally.answers += 1
                else:
                    tally.failures[outcome] += 1
            if pause:
                time.sleep(max(0.0, pause - (time.monotonic() - asked)))
        visitor.leave()

    threads = [threading.Thread(target=visit) for _ in range(visitors)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    tally.elapsed = time.monotonic() - begun
    return tally


def _outcome(visitor: Visitor, act: Callable[[Visitor], tuple[int, Any]]) -> str:
    try:
        return str(act(visitor)[0])
    except (OSError, http.client.HTTPException) as error:
        return type(error).__name__


@contextmanager
def meanwhile(work: Callable[[], Any]) -> Iterator["Future[Any]"]:
    """Run something in the background of a `with` block, which is left when it is done."""
    with ThreadPoolExecutor(1) as pool:
        yield pool.submit(work)
