"""Cut articles into passages: the pieces that are found, shown and cited."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from faq.article import Article, Block, Section, SectionKind

LONGEST = 300
"""Words a passage may have before it is cut at the next border between blocks."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A section, or one part of a long one, with the words it may be found by.

    `id` is the section's id (`slug#anchor`), the same for all its parts; `part` counts from 0.
    """

    id: str
    part: int
    title: str
    heading: str
    text: str
    also_asked: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    kind: SectionKind | None = None
    topics: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        """The article the passage belongs to."""
        return self.id.partition("#")[0]


def passages_of(articles: Iterable[Article]) -> tuple[Passage, ...]:
    """Return every section of the articles as passages, in their order."""
    return tuple(
        Passage(
            id=section.id,
            part=part,
            title=article.title,
            heading="" if section.kind is SectionKind.LEAD else section.heading,
            text="\n\n".join(block.text for block in blocks),
            also_asked=section.also_asked,
            heard=section.heard,
            blocks=tuple(blocks),
            kind=section.kind,
            topics=article.topics,
        )
        for article in articles
        for section in article.sections
        for part, blocks in enumerate(_parts(section))
    )


def _parts(section: Section) -> Iterator[Sequence[Block]]:
    """Cut a section so that no part passes `LONGEST` words, unless a single block does."""
    part: list[Block] = []
    length = 0
    for block in section.blocks:
        words = len(block.text.split())
        if part and length + words > LONGEST:
            yield part
            part, length = [], 0
        part.append(block)
        length += words
    yield part
