"""What an operator may decide about answers, handed down from the settings."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path


class Caution(StrEnum):
    """How sure a passage must be before it is shown as the answer."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Phones:
    """The clinic's numbers; an empty one is never invented, the page then names it in words."""

    emergency: str = ""
    team: str = ""
    clinic: str = ""
    crisis: str = ""
    support: str = ""

    def unset(self) -> tuple[str, ...]:
        """Return the names of the numbers that a card may need and that are not set."""
        return tuple(name for name in ("emergency", "crisis", "team", "clinic") if not getattr(self, name))


@dataclass(frozen=True, slots=True)
class AnswerOptions:
    """How answers are given: `stale_after_days` 0 means that no review is ever too old to answer from.

    `semantic_model` is the folder of a sentence model that helps to find passages in English.
    """

    caution: Caution = Caution.NORMAL
    max_passages: int = 3
    stale_after_days: int = 0
    phones: Phones = field(default_factory=Phones)
    semantic_model: Path | None = None
    today: Callable[[], date] = date.today
