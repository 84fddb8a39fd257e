"""The shape of a reply: what the page shows and what `POST /api/ask` returns."""

from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class State(StrEnum):
    """The three things a reply can be; there is no fourth."""

    ANSWER = "answer"
    DID_YOU_MEAN = "did_you_mean"
    NOT_FOUND = "not_found"


class Kind(StrEnum):
    """What the card is. EMERGENCY and SUPPORT leave out every passage; a card for the team stands above an answer."""

    ANSWER = "answer"
    DID_YOU_MEAN = "did_you_mean"
    NOT_FOUND = "not_found"
    EMERGENCY = "emergency"
    SUPPORT = "support"
    SMALLTALK = "smalltalk"


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference the passage cites: the number of its mark, its words and its address (or None)."""

    number: int
    text: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """How strong the evidence of the whole article is: a short label and one sentence."""

    label: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Source:
    """The article a passage was taken from."""

    slug: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class ShownPassage:
    """A passage as visitors see it: `text` is the file's own words, `html` the same for the page.

    `key` is the sentence of `text` that answers best, or the list item with its lead-in on a line of its own; "" when
    none stands out.
    """

    id: str
    part: int
    heading: str
    text: str
    html: str
    url: str
    article: Source
    citations: tuple[Citation, ...]
    evidence: Evidence | None
    reviewed: date | None
    overdue: bool
    matched: tuple[str, ...]
    key: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A section offered instead of an answer: its id, the question it answers, its permanent page, its article.

    `text` is the sentence of the section that fits best, word for word, or "" where reading it could mislead;
    `difference` says what the section is about instead of what was asked, or "".
    """

    id: str
    question: str
    url: str
    article: str = ""
    text: str = ""
    difference: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """A word of the question that was read as another word."""

    typed: str
    read_as: str


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number with the words that name it."""

    label: str
    number: str


@dataclass(frozen=True, slots=True)
class Emergency:
    """What to do now. `kind` is "emergency", "crisis", "team" or "support"."""

    kind: str
    heading: str
    text: str
    phones: tuple[Phone, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """Everything that answers one question. `context` is plain here; the web layer signs it.

    `mentions` are sections that mention a subject which no article is about.
    """

    status: State
    notice: str
    version: str
    passages: tuple[ShownPassage, ...] = ()
    choices: tuple[Choice, ...] = ()
    unmatched: tuple[str, ...] = ()
    mentions: tuple[Choice, ...] = ()
    corrections: tuple[Correction, ...] = ()
    message: str | None = None
    emergency: Emergency | None = None
    kind: Kind = Kind.NOT_FOUND
    personal: bool = False
    context: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the reply as plain values for JSON, as `openapi.yaml` describes it."""
        plain = asdict(self)
        plain["mentions"] = [{"id": each.id, "url": each.url} for each in self.mentions]
        plain["corrections"] = [{"from": each.typed, "to": each.read_as} for each in self.corrections]
        for shown in plain["passages"]:
            shown["reviewed"] = shown["reviewed"] and shown["reviewed"].isoformat()
        return plain
