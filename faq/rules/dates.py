"""Dates that bite: not yet come, soon due, already past."""

from collections.abc import Iterator
from datetime import date, timedelta

from faq.article import Article, Status
from faq.library import Library
from faq.problem import Findings, Problem
from faq.rules.walk import key_line, over_articles

SOON = timedelta(days=30)
GRACE = timedelta(days=1)
"""A day that has begun somewhere in the world is not in the future."""


def future_dates(library: Library, today: date) -> list[Problem]:
    """Note days that have not come yet: nobody can have published, reviewed or withdrawn anything then."""

    def judge(article: Article, findings: Findings) -> None:
        for key, day in _past_days(article):
            if day > today + GRACE:
                line = key_line(library.sources.get(article.file, ""), key)
                findings.error(line, f'"{key}: {day}" is in the future.', "Write the day on which it happened.")

    return over_articles(library.articles, judge)


def _past_days(article: Article) -> Iterator[tuple[str, date]]:
    if article.status is not Status.DRAFT:
        yield "published", article.published
    if article.review:
        yield "reviewed", article.review.reviewed
    if article.withdrawn:
        yield "withdrawn", article.withdrawn


def reviews_due(library: Library, today: date) -> list[Problem]:
    """Note reviews that are overdue, which patients are told, and those that are due within 30 days."""

    def judge(article: Article, findings: Findings) -> None:
        if article.review and article.review.review_by - SOON <= today:
            due, overdue = article.review.review_by, article.review.overdue(today)
            findings.warn(
                key_line(library.sources.get(article.file, ""), "review_by"),
                f"the review was due on {due}, and every answer says so."
                if overdue
                else f"the review is due by {due}.",
                "Have the text checked, then change reviewed and review_by.",
            )

    return over_articles(library.published(), judge)
