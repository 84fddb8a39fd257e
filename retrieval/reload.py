"""The engine that is being served: replaced whole when the files change, kept when they are broken.

Nothing runs in the background: a thread started before gunicorn forks is dead in its workers. Each
request may look, at most twice a second, whether a content file has changed.
"""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from faq.library import Library, read_library, stamp
from faq.problem import ContentError, Problem
from retrieval.engine import Engine

LOOK_EVERY = 0.5
"""Seconds between two looks at the folder."""

SETTLED_AFTER = 1.0
"""Seconds a folder must be left alone before it is read, so that no half-written file is served."""


class Reloader:
    """Serve the newest engine that could be read; `problems` says why a newer one could not."""

    def __init__(
        self,
        folder: Path,
        open_engine: Callable[[Library], Engine],
        report: Callable[[tuple[Problem, ...]], None] = lambda _: None,
    ) -> None:
        """Read the folder now, or raise ContentError with every reason why it cannot be served."""
        self._folder = folder
        self._open = open_engine
        self._report = report
        self._lock = threading.Lock()
        self._stamp = stamp(folder)
        self._seen: tuple[Any, float] = (self._stamp, time.monotonic())
        self._next_look = time.monotonic() + LOOK_EVERY
        self._edition = open_engine(read_library(folder))
        self.problems: tuple[Problem, ...] = ()

    def engine(self) -> Engine:
        """Return the engine to answer from; never waits for another thread that is reading a new one."""
        if time.monotonic() >= self._next_look and self._lock.acquire(blocking=False):
            try:
                self._next_look = time.monotonic() + LOOK_EVERY
                self._look()
            finally:
                self._lock.release()
        return self._edition

    def _look(self) -> None:
        now = stamp(self._folder)
        if now == self._stamp or not self._settled(now):
            return
        self._stamp = now
        try:
            self._edition = self._open(read_library(self._folder))
        except ContentError as error:
            self.problems = tuple(error.problems)
            self._report(self.problems)
        else:
            self.problems = ()

    def _settled(self, now: Any) -> bool:
        """Say whether the folder looked the same for a while; a change seen for the first time waits."""
        seen, since = self._seen
        if now != seen:
            self._seen = (now, time.monotonic())
            return False
        return time.monotonic() - since >= SETTLED_AFTER
