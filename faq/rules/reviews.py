"""Texts that changed after they were reviewed, as git knows them."""

from pathlib import Path

from faq.article import Article, Review
from faq.files import ARTICLES
from faq.library import Library
from faq.problem import Findings, Problem
from faq.reading.article_file import read_article
from faq.rules.walk import key_line, over_articles
from faq.versions import git, last_changed


def unreviewed_changes(library: Library, folder: Path) -> list[Problem]:
    """Note articles whose text is not the one that stood there when `reviewed` was last written.

    An edit counts whether or not it is committed. Raises NoHistoryError when there is no earlier version.
    """
    reviewed_in = last_changed(folder, "^reviewed:", ARTICLES)

    def judge(article: Article, findings: Findings) -> None:
        name = f"{ARTICLES}/{article.slug}.md"
        if article.review is None or name not in reviewed_in:
            return
        before = read_article(article.file, article.slug, git(folder, "show", f"{reviewed_in[name]}:./{name}")).article
        if _same_review(before, article.review) and _words(before) != _words(article):
            message = f"the text changed, but it is still said to be reviewed on {article.review.reviewed}."
            remedy = "Have the change checked and write the new date, or delete reviewed, reviewed_by and review_by."
            findings.warn(key_line(library.sources.get(article.file, ""), "reviewed"), message, remedy)

    return over_articles(library.published(), judge)


def _same_review(before: Article | None, review: Review) -> bool:
    """Say whether the earlier version claims the same review."""
    return bool(before and before.review and before.review.reviewed == review.reviewed)


def _words(article: Article | None) -> list[str]:
    if article is None:
        return []
    shown = [article.title, article.summary, *(f"{s.heading}\n{s.text}" for s in article.sections)]
    return " ".join(shown + [reference.text for reference in article.references]).split()
