"""A piece of a text that may say who somebody is."""

from typing import NamedTuple


class Found(NamedTuple):
    """Where it stands (`start`, one past the `end`) and what is written there instead: "[name]"."""

    start: int
    end: int
    instead: str
