"""What the front matter of an article claims: its dates, its review, its status."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from faq.article import Article, Status
from faq.files import ARTICLES
from faq.library import Library
from faq.problem import Findings, Level, Problem
from faq.reading.article_file import read_article
from faq.reading.texts import judge_places
from faq.versions import git, last_changed

SOON = timedelta(days=30)
GRACE = timedelta(days=1)
"""A day that has begun somewhere in the world is not in the future."""


def nothing_published(library: Library) -> list[Problem]:
    """Name every place to fill in, and each draft, while no article is published: nobody gets an answer until then."""
    findings = Findings("")
    drafts = [article for article in library.known.values() if article.status is Status.DRAFT]
    for draft in drafts if not library.published() else ():
        own, message = findings.of(draft.file), "no article is published yet, so patients get no answer."
        own.error(draft.lines["status"], message, 'Fill in this one, then write "status: published".')
        judge_places(library.sources[draft.file], own)
    return findings.problems


def future_dates(library: Library, today: date) -> Iterator[Problem]:
    """Note days that have not come yet: nobody can have published, reviewed or withdrawn anything then."""
    for article in library.articles:
        days = {"reviewed": article.review and article.review.reviewed, "withdrawn": article.withdrawn}
        days |= {"published": article.published} if article.status is not Status.DRAFT else {}
        for key, day in days.items():
            if day and day > today + GRACE:
                message = f'"{key}: {day}" is in the future.'
                yield Problem(article.file, article.lines[key], message, "Write the day on which it happened.")


def reviews_due(library: Library, today: date) -> Iterator[Problem]:
    """Note reviews that are overdue, which patients are told, and those that are due within 30 days."""
    for article in library.published():
        if article.review and article.review.review_by - SOON <= today:
            due, overdue = article.review.review_by, article.review.overdue(today)
            message = (
                f"the review was due on {due}, and every answer says so." if overdue else f"the review is due by {due}."
            )
            remedy = "Have the text checked, then change reviewed and review_by."
            yield Problem(article.file, article.lines["review_by"], message, remedy, Level.WARNING)


def unreviewed_changes(library: Library, folder: Path) -> Iterator[Problem]:
    """Note articles whose text is not the one that stood there when `reviewed` was last written.

    An edit counts whether or not it is committed. Raises NoHistoryError when there is no earlier version.
    """
    reviewed_in = last_changed(folder, "^reviewed:", ARTICLES)
    for article in library.published():
        name = f"{ARTICLES}/{article.slug}.md"
        if article.review and name in reviewed_in:
            content = git(folder, "show", f"{reviewed_in[name]}:./{name}")
            before = read_article(article.file, article.slug, content).article
            same = before and before.review and before.review.reviewed == article.review.reviewed
            if before and same and _words(before) != _words(article):
                message = f"the text changed, but it is still said to be reviewed on {article.review.reviewed}."
                remedy = (
                    "Have the change checked and write the new date, or delete reviewed, reviewed_by and review_by."
                )
                yield Problem(article.file, article.lines["reviewed"], message, remedy, Level.WARNING)


def _words(article: Article) -> list[str]:
    shown = [article.title, article.summary, *(f"{s.heading}\n{s.text}" for s in article.sections)]
    return " ".join(shown + [reference.text for reference in article.references]).split()
