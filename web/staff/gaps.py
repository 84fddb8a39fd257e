"""What patients asked in vain and what they thought of the answers: counts, never anybody's question."""

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from journal.report import csv_lines, gaps, summarise
from journal.rows import KINDS, hour_of
from retrieval.engine import Engine
from retrieval.review.gaps import is_unanswered, names_subject
from web.services import Services

if TYPE_CHECKING:
    from journal.store import Store

DAYS = (7, 30, 365)
"""The windows of days to choose from; no journal is kept for longer than the last."""

PAGE = 50
"""Rows of a table on one page."""


def add_journal(pages: Blueprint, services: Services, journal: "Store") -> None:
    """Add the report on the journal, and its tables for a spreadsheet."""

    @pages.get("/gaps")
    def gaps() -> ResponseReturnValue:
        days, page = request.args.get("days", DAYS[0], int), request.args.get("page", 1, int)
        try:
            report = _report(services.engine, journal, min(max(days, 1), DAYS[-1]), min(max(page, 1), 1000))
        except OSError:
            return render_template("staff/gaps.html", report=None), 503
        return render_template("staff/gaps.html", report=report, windows=DAYS)

    @pages.get("/gaps/<any(questions, feedback):what>.csv")
    def table_of(what: str) -> Response:
        lines = csv_lines(journal.rows(KINDS[what]), KINDS[what])
        response = Response("\ufeff" + "".join(lines), mimetype="text/csv")  # the mark lets Excel see that it is UTF-8
        response.headers["Content-Disposition"] = f'attachment; filename="{what}.csv"'
        return response


def _report(engine: Engine, kept: "Store", days: int, page: int) -> dict[str, object]:
    """Read a window of days of the journal, or raise OSError when it is out of reach; the first page is 1."""
    since, first, last = hour_of(datetime.now(UTC) - timedelta(days=days)), PAGE * (page - 1), PAGE * page
    summary = summarise(kept, since)
    judged = summary.worst_first()
    topics = gaps(kept.unanswered(since), partial(names_subject, engine), partial(is_unanswered, engine), most=last + 1)
    more = max(len(topics), len(judged)) > last
    shown = {"gaps": topics[first:last], "opinions": judged[first:last]}
    return {"days": days, "page": page, "more": more, "summary": summary, **shown}
