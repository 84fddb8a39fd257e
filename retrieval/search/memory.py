"""Spare time and memory while something large is built."""

import ctypes
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def large_build() -> Iterator[None]:
    """Build without looking for garbage in between, and give freed memory back at the end.

    The many small lists of a build stay until it ends; searching them for garbage again and again takes a fifth of
    the time. When they go, the C library keeps their memory (malloc_trim(3)).
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
        give_back_memory()


def give_back_memory() -> None:
    """Let the C library return what it holds but no longer uses; do nothing where it cannot."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
