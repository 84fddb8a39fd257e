"""What patients asked in vain and what they thought of the answers: counts, never anybody's question."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Protocol

from journal.report import Gap, Opinion, Summary, csv_lines, gaps, summarise
from journal.rows import Judgement, Noted, QuestionCount, Unanswered, VerdictCount, hour_of
from retrieval.engine import Engine
from retrieval.review.gaps import is_unanswered, names_subject

DAYS = (7, 30, 365)
"""The windows of days to choose from; no journal is kept for longer than the last."""

PAGE = 50
"""Rows of a table on one page."""


class JournalRows(Protocol):
    """What the page wants of the journal. Reading raises OSError when it is out of reach."""

    def questions(self) -> Iterator[Noted]:
        """Yield what is kept of every question."""

    def feedback(self) -> Iterator[Judgement]:
        """Yield the verdicts."""

    def question_counts(self, since: str = "") -> Iterator[QuestionCount]:
        """Yield how many questions are alike, from an hour on."""

    def verdict_counts(self, since: str = "") -> Iterator[VerdictCount]:
        """Yield how many verdicts are alike, from an hour on."""

    def unanswered(self, since: str = "") -> Iterator[Unanswered]:
        """Yield the latest questions that got no answer, from an hour on."""


@dataclass(frozen=True, slots=True)
class JournalReport:
    """A page of the report over some days; `opinions` has the sections with most "no" first."""

    days: int
    page: int
    more: bool
    summary: Summary
    gaps: tuple[Gap, ...]
    opinions: tuple[tuple[str, str, Opinion], ...]


def journal_report(engine: Engine, kept: JournalRows, days: int, page: int) -> JournalReport:
    """Read a window of days of the journal, or raise OSError when it is out of reach; the first page is 1."""
    since, first, last = hour_of(datetime.now(UTC) - timedelta(days=days)), PAGE * (page - 1), PAGE * page
    summary = summarise(kept.question_counts(since), kept.verdict_counts(since))
    judged = sorted(summary.opinions.items(), key=lambda each: (-each[1].no, each[0]))
    topics = gaps(kept.unanswered(since), partial(names_subject, engine), partial(is_unanswered, engine), most=last + 1)
    return JournalReport(
        days=days,
        page=page,
        more=max(len(topics), len(judged)) > last,
        summary=summary,
        gaps=tuple(topics[first:last]),
        opinions=tuple((section, version, opinion) for (section, version), opinion in judged[first:last]),
    )


def journal_table(kept: JournalRows, what: str) -> str:
    """Return the questions or the verdicts as CSV, safe to open in a spreadsheet; it starts with a BOM for Excel."""
    lines = csv_lines(kept.questions(), Noted) if what == "questions" else csv_lines(kept.feedback(), Judgement)
    return "\ufeff" + "".join(lines)
