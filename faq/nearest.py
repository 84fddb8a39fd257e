"""Guess what was meant by a name that does not exist."""

import difflib
from collections.abc import Iterable

LONGEST = 120
"""Characters a name may have to be compared: likeness is slow to compute for long texts."""


def nearest(wrong: str, known: Iterable[str], likeness: float = 0.6) -> str | None:
    """Return the known name most like `wrong`, or None when none has at least this `likeness` (0 to 1).

    >>> nearest("sumary", ["title", "summary"]), nearest("colour", ["title", "summary"])
    ('summary', None)
    """
    if len(wrong) > LONGEST:
        return None
    close = difflib.get_close_matches(wrong, [name for name in known if len(name) <= 2 * LONGEST], 1, likeness)
    return close[0] if close else None


def did_you_mean(wrong: str, known: Iterable[str], otherwise: str) -> str:
    """Return a remedy that names the nearest known name, or `otherwise` when nothing is close.

    >>> did_you_mean("sumary", ["title", "summary"], "Delete it.")
    'Did you mean "summary"?'
    """
    guess = nearest(wrong, known)
    return f'Did you mean "{guess}"?' if guess else otherwise
