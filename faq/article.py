"""The shapes a published article is made of: frozen, and without any input or output."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class SectionKind(StrEnum):
    """What a section is within its article."""

    LEAD = "lead"
    SECTION = "section"
    QUESTION = "question"
    TAKEAWAY = "takeaway"


class Status(StrEnum):
    """Whether an article is served: a draft never is, a withdrawn one says so with its date."""

    PUBLISHED = "published"
    DRAFT = "draft"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Reference:
    """One entry of an article's reference list, numbered in the order of its first mark.

    `label` is the name in the file (`[^qi2024]`), `number` what readers see (`[1]`).
    `url` is the first web address of the entry, or None.
    """

    label: str
    number: int
    text: str
    url: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, list, table or quotation of a section: the smallest piece a passage may be cut into.

    `text` is what the author wrote without Markdown marks, citation marks as `[1]`, one line an item or row.
    `html` is the same for the page, already cleaned.
    """

    text: str
    html: str
    line: int
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it; the lead has no heading of its own and takes the article's title.

    `also_asked` are other wordings of the heading; `heard` is what patients say when they mean the section.
    """

    slug: str
    anchor: str
    heading: str
    kind: SectionKind
    blocks: tuple[Block, ...]
    line: int
    also_asked: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The stable name of the section: `claudin18-2-car-t-trial#what-did-the-trial-find`."""
        return f"{self.slug}#{self.anchor}"

    @property
    def url(self) -> str:
        """Where the section stands in its article: `/articles/slug#anchor`."""
        return f"/articles/{self.slug}#{self.anchor}"

    @property
    def permalink(self) -> str:
        """The page of this section alone: `/a/slug/anchor`."""
        return f"/a/{self.slug}/{self.anchor}"

    @property
    def text(self) -> str:
        """The section's words without its heading, blocks parted by an empty line."""
        return "\n\n".join(block.text for block in self.blocks)

    @property
    def citations(self) -> tuple[int, ...]:
        """The numbers of the references the section cites, each once, in order of first mark."""
        return tuple(dict.fromkeys(number for block in self.blocks for number in block.citations))


@dataclass(frozen=True, slots=True)
class Review:
    """When a clinician last read the whole text, who, and when the next reading is due."""

    reviewed: date
    reviewed_by: str
    review_by: date

    def overdue(self, today: date) -> bool:
        """Say whether the next reading should have happened before `today`."""
        return today > self.review_by


@dataclass(frozen=True, slots=True)
class Article:
    """One article file, read: what its front matter says, its sections in order, its references.

    `lines` has the line of each key of the front matter, and of what stands under one: `related.another-article`.
    """

    slug: str
    title: str
    summary: str
    evidence: str
    published: date
    sections: tuple[Section, ...]
    references: tuple[Reference, ...]
    review: Review | None = None
    status: Status = Status.PUBLISHED
    withdrawn: date | None = None
    topics: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    lang: str = "en"
    translation_of: str | None = None
    moved: dict[str, str] = field(default_factory=dict)
    file: str = ""
    lines: dict[str, int] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Where the article is read: `/articles/slug`."""
        return f"/articles/{self.slug}"

    def section(self, anchor: str) -> Section | None:
        """Find a section by its anchor, following `moved` for headings that were renamed."""
        wanted = self.moved.get(anchor, anchor)
        return next((section for section in self.sections if section.anchor == wanted), None)

    def reference(self, number: int) -> Reference:
        """Return the reference that readers see as `[number]`."""
        return self.references[number - 1]
