"""What an import says: why a document is refused, or what was found in it and what it was not sure of."""

from dataclasses import dataclass

LARGEST_FILE = 10 * 1024 * 1024
LONGEST_TEXT = 1_000_000
MOST_TAGS = 100_000
"""A page of text in Word has 400 to 1,600; mammoth takes about 35 microseconds for each."""

LONGEST_LINE = 160


class UnreadableError(Exception):
    """The document cannot become a draft; the message says what is wrong with it and what to do."""


def refuse_large(size: int) -> None:
    """Raise `UnreadableError` for a file of more than 10 MB; `size` is in bytes."""
    if size > LARGEST_FILE:
        raise UnreadableError(
            f"This file is {size / 1024 / 1024:.1f} MB; the most we take is 10 MB. "
            "Take out the pictures (they are left out anyway) and save it again."
        )


def refuse_long(text: str) -> None:
    """Raise `UnreadableError` for a text far longer than any article, before time is spent on reading it."""
    if len(text) > LONGEST_TEXT:
        raise UnreadableError(
            f"This document has {len(text):,} characters; the most we take is {LONGEST_TEXT:,}. "
            "Split it into one file for each article."
        )


def refuse_crowded(tags: int) -> None:
    """Raise `UnreadableError` for a document with more tags of HTML or XML than any article has."""
    if tags > MOST_TAGS:
        raise UnreadableError("This document has far more parts than an article. Split it into several files.")


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of one import, in the document's words."""

    source: str
    title: str
    sections: tuple[str, ...]
    subheadings: tuple[str, ...]
    questions: tuple[str, ...]
    references: int
    citations: int
    links: int
    fill_in: tuple[str, ...]
    uncertain: tuple[str, ...]
    left_out: tuple[str, ...]

    def __str__(self) -> str:
        lines = [
            f"{self.source}: read.",
            f"  Title: {self.title or 'none found'}",
            *_listed("Headings", self.sections),
            *_listed("Smaller headings", self.subheadings),
            *_listed("Questions", self.questions),
            f"  References: {self.references}. Citation marks turned into footnotes: {self.citations}. "
            f"Links kept: {self.links}.",
            *_listed("Fill in", self.fill_in),
            *_listed("Check", self.uncertain),
            *_listed("Left out", self.left_out),
        ]
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft article: the name its file may have, its text, and the report of the import."""

    slug: str
    markdown: str
    report: Report


def _listed(name: str, lines: tuple[str, ...]) -> list[str]:
    return [f"  {name} ({len(lines)}):", *(f"    - {_shown(line)}" for line in lines)] if lines else [f"  {name}: none"]


def _shown(line: str) -> str:
    """Shorten a long line, such as a whole menu, to its first words and their number."""
    return line if len(line) <= LONGEST_LINE else f'{line[:LONGEST_LINE]}…" ({len(line.split())} words)'
