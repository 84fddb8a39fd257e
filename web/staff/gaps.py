"""What patients asked in vain and what they thought of the answers: counts, never anybody's question."""

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from journal.report import csv_lines, gaps, summarise
from journal.rows import Judgement, Noted, hour_of
from retrieval.engine import Engine
from retrieval.review.gaps import is_unanswered, names_subject

if TYPE_CHECKING:
    from journal.store import Store

DAYS = (7, 30, 365)
"""The windows of days to choose from; no journal is kept for longer than the last."""

PAGE = 50
"""Rows of a table on one page."""


def journal_report(engine: Engine, kept: "Store", days: int, page: int) -> dict[str, object]:
    """Read a window of days of the journal, or raise OSError when it is out of reach; the first page is 1."""
    since, first, last = hour_of(datetime.now(UTC) - timedelta(days=days)), PAGE * (page - 1), PAGE * page
    summary = summarise(kept.question_counts(since), kept.verdict_counts(since))
    judged = summary.worst_first()
    topics = gaps(kept.unanswered(since), partial(names_subject, engine), partial(is_unanswered, engine), most=last + 1)
    more = max(len(topics), len(judged)) > last
    shown = {"gaps": topics[first:last], "opinions": judged[first:last]}
    return {"days": days, "page": page, "more": more, "summary": summary, **shown}


def journal_table(kept: "Store", what: str) -> str:
    """Return the questions or the verdicts as CSV, safe to open in a spreadsheet; it starts with a BOM for Excel."""
    lines = csv_lines(kept.questions(), Noted) if what == "questions" else csv_lines(kept.feedback(), Judgement)
    return "\ufeff" + "".join(lines)
