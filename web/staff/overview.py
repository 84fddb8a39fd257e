"""What staff see first: every article with its review, what the check says, what each worker serves."""

from collections.abc import Callable, Hashable, Mapping
from datetime import UTC, date, datetime

from faq.article import Article, Status
from faq.files import stamp
from faq.problem import Problem
from faq.rules.checking import Checked
from web.services import Services

Page = dict[str, object]


def overview(services: Services, check: Callable[[Hashable, date], Checked], workers: Mapping[str, str]) -> Page:
    """Gather the first page; `check` says what is wrong with the content, given its stamp and the day.

    A row is an article with its state and review in words and the number of its warnings; `changed` is when the content
    was last edited, `keeps_out` why newer content is not served.
    """
    today, files = services.engine.options.today(), stamp(services.folder)
    checked = check(tuple(files.items()), today)
    newest = max((time for time, *_ in files.values()), default=0)
    return {
        "rows": [_row(article, checked.warnings, today) for article in services.library.articles],
        "workers": workers,
        "changed": datetime.fromtimestamp(newest / 1e9, UTC) if newest else None,
        "keeps_out": services.reloader.problems,
        "errors": checked.errors,
        "warnings": checked.warnings,
        "notes": checked.notes,
    }


def _row(article: Article, warnings: tuple[Problem, ...], today: date) -> Page:
    count = sum(problem.file == article.file for problem in warnings)
    return {"article": article, "state": STATES[article.status], "review": _review(article, today), "warnings": count}


STATES = {Status.PUBLISHED: "published", Status.DRAFT: "draft, not served", Status.WITHDRAWN: "withdrawn"}


def _review(article: Article, today: date) -> str:
    review = article.review
    if review is None:
        return "not reviewed"
    overdue = "overdue since" if review.overdue(today) else "next by"
    return f"reviewed {review.reviewed} by {review.reviewed_by}, {overdue} {review.review_by}"
