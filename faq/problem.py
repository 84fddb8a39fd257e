"""A problem in a content file, said so that the person who edits it can mend it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from faq.naming import did_you_mean


class Level(StrEnum):
    """An error keeps the content from being published; a warning asks for a second look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong, where, and what to do about it; `kind` is the rule that found it.

    >>> str(Problem("faq/articles/x.md", 41, "footnote [^3] is used but not defined.", 'Add "[^3]: ..." at the end.'))
    'faq/articles/x.md:41: footnote [^3] is used but not defined. Add "[^3]: ..." at the end.'
    """

    file: str
    line: int
    message: str
    remedy: str
    level: Level = Level.ERROR
    kind: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message} {self.remedy}".rstrip()


class ContentError(Exception):
    """The content cannot be served; `problems` holds every reason, sorted by file and line."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(slots=True)
class Findings:
    """The problems found so far in one file or several, so that all of them can be told at once."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def error(self, line: int, message: str, remedy: str) -> None:
        """Note something that keeps the file from being published."""
        self.problems.append(Problem(self.file, line, message, remedy))

    def warn(self, line: int, message: str, remedy: str) -> None:
        """Note something that asks for a second look."""
        self.problems.append(Problem(self.file, line, message, remedy, Level.WARNING))

    def misnamed(
        self, line: int, message: str, wrong: str, known: Iterable[str], otherwise: str, level: Level = Level.ERROR
    ) -> None:
        """Note a name that nothing has, with the nearest known one as the remedy or else `otherwise`.

        An `otherwise` that ends with a colon is followed by all known names.
        """
        known = list(known)
        otherwise = f"{otherwise} {', '.join(known)}." if otherwise.endswith(":") else otherwise
        self.problems.append(Problem(self.file, line, message, did_you_mean(wrong, known, otherwise), level))

    def explain(self, line: int, problem: str, signs: Iterable[tuple[str, str, str]]) -> None:
        """Note what a parser has found, in the words of the first of the `signs` (pattern, message, remedy) in it."""
        self.error(line, *next((message, remedy) for sign, message, remedy in signs if re.search(sign, problem)))

    def of(self, file: str) -> "Findings":
        """Return the findings of another file, whose problems are told together with these."""
        return Findings(file, self.problems)

    @property
    def broken(self) -> bool:
        """Say whether any of the problems in this file is an error."""
        return any(problem.level is Level.ERROR and problem.file == self.file for problem in self.problems)
