"""Words that tell names from other words: common first names, and what is never a name."""

from pathlib import Path

_LISTS = Path(__file__).parent / "lists"


def _words(name: str) -> frozenset[str]:
    return frozenset((_LISTS / name).read_text(encoding="utf-8").split())


FIRST_NAMES = _words("first_names.txt")
"""Common first names of many countries; names that are plain words, such as Grace, are left out."""

STOP = _words("stop.txt")
"""Words that end a name or cannot be one."""

NOT_NAMES = _words("not_names.txt")
"""Words that are written with a capital, or after "my", and are no names: months, nations, relations, illnesses."""

PARTICLES = frozenset(
    "de da do dos das del della di la le el al bin ibn van von der den ter ten du st mac ap y e".split()
)
"""Small words within a name: van, al, de la."""
