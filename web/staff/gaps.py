"""What patients asked in vain and what they thought of the answers: counts, never anybody's question."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from journal.report import Gap, Opinion, Summary, csv_lines, gaps, summarise
from journal.rows import Judgement, Noted
from retrieval.engine import Engine
from retrieval.review.gaps import missing_topics


class JournalRows(Protocol):
    """What the page wants of the journal: its rows, oldest first. Reading raises OSError when it is out of reach."""

    def questions(self) -> Iterator[Noted]:
        """Yield the redacted questions."""

    def feedback(self) -> Iterator[Judgement]:
        """Yield the verdicts."""


@dataclass(frozen=True, slots=True)
class JournalReport:
    """Everything on the page; `opinions` has the sections with most "no" first."""

    summary: Summary
    gaps: tuple[Gap, ...]
    opinions: tuple[tuple[str, str, Opinion], ...]


def journal_report(engine: Engine, kept: JournalRows) -> JournalReport:
    """Read the journal for the page, or raise OSError when it is out of reach."""
    summary = summarise(kept.questions(), kept.feedback())
    judged = sorted(summary.opinions.items(), key=lambda each: (-each[1].no, each[0]))
    return JournalReport(
        summary=summary,
        gaps=tuple(gaps(kept.questions(), partial(missing_topics, engine))),
        opinions=tuple((section, version, opinion) for (section, version), opinion in judged),
    )


def journal_table(kept: JournalRows, what: str) -> str:
    """Return the questions or the verdicts as CSV, safe to open in a spreadsheet; it starts with a BOM for Excel."""
    lines = csv_lines(kept.questions(), Noted) if what == "questions" else csv_lines(kept.feedback(), Judgement)
    return "\ufeff" + "".join(lines)
