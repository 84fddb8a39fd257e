"""What staff see first: every article with its review, what the check says, what each worker serves."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from faq.article import Article, Status
from faq.files import stamp
from faq.problem import Level, Problem
from faq.rules.checking import Checked
from web.services import Services


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """One article in the list."""

    article: Article
    state: str
    review: str
    warnings: int


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything on the first page. `keeps_out` is why newer content is not served."""

    rows: tuple[OverviewRow, ...]
    workers: Mapping[str, str]
    changed: datetime | None
    keeps_out: tuple[Problem, ...]
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    notes: tuple[str, ...]


class Checker:
    """Run the whole check, once for each content version and day: it takes a second or two."""

    def __init__(self, check: Callable[[], Checked]) -> None:
        self._check = check
        self._kept: tuple[tuple[object, date], Checked] | None = None

    def checked(self, content: object, today: date) -> Checked:
        """Return what the check says about the content folder as it is now."""
        if self._kept is None or self._kept[0] != (content, today):
            self._kept = (content, today), self._check()
        return self._kept[1]


def overview(services: Services, folder: Path, checker: Checker, workers: Mapping[str, str]) -> Overview:
    """Gather the first page."""
    today = services.engine.options.today()
    files = stamp(folder)
    checked = checker.checked(files, today)
    warnings = tuple(problem for problem in checked.problems if problem.level is Level.WARNING)
    return Overview(
        rows=tuple(_row(article, warnings, today) for article in services.library.articles),
        workers=workers,
        changed=_newest(time for time, *_ in files.values()),
        keeps_out=services.reloader.problems,
        errors=tuple(problem for problem in checked.problems if problem.level is Level.ERROR),
        warnings=warnings,
        notes=checked.notes,
    )


def _row(article: Article, warnings: tuple[Problem, ...], today: date) -> OverviewRow:
    count = sum(problem.file == article.file for problem in warnings)
    return OverviewRow(article, STATES[article.status], _review(article, today), count)


STATES = {Status.PUBLISHED: "published", Status.DRAFT: "draft, not served", Status.WITHDRAWN: "withdrawn"}


def _review(article: Article, today: date) -> str:
    review = article.review
    if review is None:
        return "not reviewed"
    overdue = "overdue since" if review.overdue(today) else "next by"
    return f"reviewed {review.reviewed} by {review.reviewed_by}, {overdue} {review.review_by}"


def _newest(times: object) -> datetime | None:
    """Return the moment of the latest change, from nanoseconds since 1970."""
    latest = max(times, default=0)  # type: ignore[call-overload]
    return datetime.fromtimestamp(latest / 1e9, UTC) if latest else None
