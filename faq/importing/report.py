"""What the import found and what it was not sure of: read this before you use the draft."""

from dataclasses import dataclass

LONGEST_LINE = 160


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
        return "\n".join([*self._counts(), *self._places()])

    def _counts(self) -> list[str]:
        return [
            f"{self.source}: read.",
            f"  Title: {self.title or 'none found'}",
            *_listed("Headings", self.sections),
            *_listed("Smaller headings", self.subheadings),
            *_listed("Questions", self.questions),
            f"  References: {self.references}. Citation marks turned into footnotes: {self.citations}. "
            f"Links kept: {self.links}.",
        ]

    def _places(self) -> list[str]:
        return [
            *_listed("Fill in", self.fill_in),
            *_listed("Check", self.uncertain),
            *_listed("Left out", self.left_out),
        ]


def _listed(name: str, lines: tuple[str, ...]) -> list[str]:
    return [f"  {name} ({len(lines)}):", *(f"    - {_shown(line)}" for line in lines)] if lines else [f"  {name}: none"]


def _shown(line: str) -> str:
    """Shorten a long line, such as a whole menu, to its first words and their number."""
    return line if len(line) <= LONGEST_LINE else f'{line[:LONGEST_LINE]}…" ({len(line.split())} words)'
