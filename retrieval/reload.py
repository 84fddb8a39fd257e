"""Keep the engine that answers questions in step with the content files: the newest good version serves.

Under gunicorn the master looks at the folder, builds the new engine beside the old one and then replaces its workers
(gunicorn.conf.py), so that no answer waits for a build. A server without a master looks when it is asked.
"""

import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from faq.files import settled, stamp
from faq.library import Library, load, read_library, without_removed
from faq.problem import ContentError, Level, Problem
from retrieval.engine import Engine
from retrieval.search.memory import large_build

LOOK_EVERY = 2.0
"""Seconds between two looks at the folder."""


class Reloader:
    """Serve the newest engine that could be built; `problems` says why a newer one could not.

    `generation` grows with each change of what is served or said about it.
    """

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
        self._tried = stamp(folder)
        self._next_look = time.monotonic() + LOOK_EVERY
        self._engine = self._newest()
        self.problems: tuple[Problem, ...] = ()
        self.generation = 0
        self.watched = False
        """Whether another process looks at the folder and replaces this one."""

    def engine(self) -> Engine:
        """Return the engine to answer from; never waits for another thread that is building one."""
        if not self.watched and time.monotonic() >= self._next_look and self._lock.acquire(blocking=False):
            try:
                self._next_look = time.monotonic() + LOOK_EVERY
                self.refresh()
            finally:
                self._lock.release()
        return self._engine

    def changed(self) -> bool:
        """Say whether the folder holds what was not tried yet and has been left alone for a moment.

        Raises OSError when the folder cannot be looked at.
        """
        now = stamp(self._folder)
        return now != self._tried and settled(self._folder, now)

    def unfinished(self) -> bool:
        """Say whether a process beside this one still embeds the passages that are served."""
        return self._engine.semantic is not None and self._engine.semantic.state == "building"

    def refresh(self) -> None:
        """Serve what the folder holds by now; when it cannot be served, keep the old version and say why.

        What was withdrawn or deleted is taken out of the old version all the same. Goes on with what a process beside
        this one prepares for the engine that serves.
        """
        if self._engine.semantic and self._engine.semantic.work():
            self.generation += 1
        try:
            if not self.changed():
                return
            self._tried = stamp(self._folder)
        except OSError:
            return
        self.problems = ()
        self._engine = self._attempt(self._newest) or self._attempt(self._what_is_left) or self._engine
        self.generation += 1
        self._report(self.problems)

    def _newest(self) -> Engine:
        with large_build():
            return self._open(read_library(self._folder))

    def _what_is_left(self) -> Engine:
        found, problems = load(self._folder)
        left = without_removed(self._engine.library, found, problems)
        return self._engine if left is self._engine.library else self._open(left)

    def _attempt(self, build: Callable[[], Engine]) -> Engine | None:
        """Return what was built, or None after noting why it could not be."""
        try:
            return build()
        except ContentError as error:
            self.problems += tuple(problem for problem in error.problems if problem.level is Level.ERROR)
        except Exception as error:  # noqa: BLE001  # whatever it is, patients keep what they had
            self.problems += (_unexpected(self._folder.name, error),)
        return None


def _unexpected(folder: str, error: Exception) -> Problem:
    """Describe an error of the program itself by its class and place; its message could hold anything."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    what = f"{type(error).__name__} in {Path(place.filename).name}, line {place.lineno}"
    return Problem(folder, 1, f"the newest content cannot be made ready ({what}).", "Tell the programmers.")
