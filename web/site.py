"""What the pages know about the clinic and about this installation, handed down from the settings."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from retrieval.options import Phones

QUESTION_LIMIT = 500
"""The longest question in characters."""


@dataclass(frozen=True, slots=True)
class Site:
    """The clinic's name, numbers and choices; an empty value is named in words on the page, never invented.

    `languages` are those of the interface, the default first; `kept_days` is 0 while the journal is off; `semantic`
    says that a sentence model helps to find passages; `files` holds the version of each static file.
    """

    name: str = "Patient FAQ"
    clinic: str = ""
    clinic_url: str = ""
    phones: Phones = field(default_factory=Phones)
    languages: tuple[str, ...] = ("en",)
    kept_days: int = 0
    embed_origins: tuple[str, ...] = ()
    semantic: bool = False
    question_limit: int = QUESTION_LIMIT
    files: Mapping[str, str] = field(default_factory=dict)
