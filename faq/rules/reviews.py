"""What the last commit said, to notice texts that changed without a new review."""

import subprocess
from pathlib import Path

from faq.article import Article, Review
from faq.library import Library
from faq.problem import Findings, Problem
from faq.reading.article_file import read_article
from faq.rules.lines import key_line
from faq.rules.walk import over_articles

PATIENCE = 10
"""Seconds git may take for one answer."""


class NoHistoryError(Exception):
    """The folder is not under version control, or git is not installed."""


def unreviewed_changes(library: Library, folder: Path) -> list[Problem]:
    """Note articles whose text differs from the last commit while `reviewed` does not.

    Raises NoHistoryError when there is no earlier version to compare with.
    """
    changed = set(
        git(folder, "diff", "--name-only", "--diff-filter=M", "--relative", "HEAD", "--", "articles")
        .decode()
        .split("\n")
    )

    def judge(article: Article, findings: Findings) -> None:
        name = f"articles/{article.slug}.md"
        if article.review and name in changed:
            before = read_article(article.file, article.slug, git(folder, "show", f"HEAD:./{name}")).article
            if _still_reviewed(before, article.review) and _words(before) != _words(article):
                findings.warn(
                    key_line(library.sources.get(article.file, ""), "reviewed"),
                    f"the text changed, but it is still said to be reviewed on {article.review.reviewed}.",
                    "Have the change checked and write the new date, or delete reviewed, reviewed_by and review_by.",
                )

    return over_articles(library.published(), judge)


def _still_reviewed(before: Article | None, review: Review) -> bool:
    """Say whether the earlier version claims the same review."""
    return bool(before and before.review and before.review.reviewed == review.reviewed)


def _words(article: Article | None) -> list[str]:
    if article is None:
        return []
    shown = [article.title, article.summary, *(f"{s.heading}\n{s.text}" for s in article.sections)]
    return " ".join(shown + [reference.text for reference in article.references]).split()


def git(folder: Path, *arguments: str) -> bytes:
    """Return what git prints; raise NoHistoryError when it cannot."""
    try:
        done = subprocess.run(  # noqa: S603  the arguments are our own
            ["git", "-C", str(folder), *arguments],  # noqa: S607  git is wherever the system has it
            capture_output=True,
            timeout=PATIENCE,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise NoHistoryError(str(error)) from error
    return done.stdout
