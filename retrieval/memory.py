"""Give freed memory back to the system after a large build."""

import ctypes
import sys


def give_back_memory() -> None:
    """Let the C library return what it holds but no longer uses; does nothing where it cannot.

    rank_bm25 counts every passage in a dictionary of its own. When those go, glibc keeps their memory: more than the
    whole index at 20,000 passages (see malloc_trim(3)).
    """
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
