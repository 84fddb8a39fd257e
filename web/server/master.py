"""What gunicorn's master does besides minding its workers: it watches the content and replaces workers when it changed.

As with nginx, one process reads what is new, and workers that have it take over from those that do not: content is
built once, its memory is shared, and no worker stops answering meanwhile. A worker forked later has it too.
"""

import gc
import signal
import time
from contextlib import suppress
from typing import Any

from retrieval.reload import LOOK_EVERY, Reloader
from retrieval.search.memory import give_back_memory


def watch(server: Any, reloader: Reloader) -> None:
    """Look at the content every few seconds; what there is to do then waits for its turn in the master's queue."""
    reloader.watched = True

    def look(*_: object) -> None:
        with suppress(OSError):  # a folder that cannot be seen now is looked at again
            if reloader.changed() or reloader.unfinished() or _outdated(server, reloader):
                server.SIG_QUEUE.put_nowait(signal.SIGALRM)

    server.handle_alrm = lambda: _renew(server, reloader)
    signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, LOOK_EVERY, LOOK_EVERY)


def _renew(server: Any, reloader: Reloader) -> None:
    """Build the newest content, then replace the workers that were forked before it."""
    gc.unfreeze()
    reloader.refresh()
    if _outdated(server, reloader):
        for _ in range(server.num_workers):
            server.spawn_worker()
        server.manage_workers()
        _wait_for_the_old(server)


def _outdated(server: Any, reloader: Reloader) -> bool:
    """Say whether a worker was forked before the newest engine was ready."""
    return any(worker.generation != reloader.generation for worker in server.WORKERS.values())


def _wait_for_the_old(server: Any) -> None:
    """Wait until the replaced workers have answered and left: meanwhile the master would tell them again and again."""
    ends = time.monotonic() + float(server.cfg.graceful_timeout)
    while len(server.WORKERS) > server.num_workers and time.monotonic() < ends:
        server.reap_workers()
        time.sleep(0.05)


def prepare(worker: Any, reloader: Reloader) -> None:
    """Make the newest content ready for a worker that is about to be forked.

    What was built by then is never moved or marked again, so that workers share its memory for long.
    """
    reloader.refresh()
    worker.generation = reloader.generation
    gc.collect()
    give_back_memory()
    gc.freeze()
