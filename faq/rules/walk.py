"""Walk over articles, collect what a rule finds in each, and find its line in the file."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from faq.article import Article, Section
from faq.problem import Findings, Problem

_LIST_MARKS = " \t-[]'\""


def over_articles(articles: Iterable[Article], judge: Callable[[Article, Findings], None]) -> list[Problem]:
    """Judge each article and give all problems found."""
    findings = Findings("")
    for article in articles:
        judge(article, findings.of(article.file))
    return findings.problems


def over_sections(articles: Iterable[Article], judge: Callable[[Section, Findings], None]) -> list[Problem]:
    """Judge each section of each article and give all problems found."""

    def judge_all(article: Article, findings: Findings) -> None:
        for section in article.sections:
            judge(section, findings)

    return over_articles(articles, judge_all)


def key_line(source: str, key: str) -> int:
    r"""Return the line of a key of the front matter, 1 when it is not there.

    >>> key_line("---\ntitle: A\nreview_by: 2026-01-31\n---\n", "review_by")
    3
    """
    return next((n for n, line in enumerate(source.split("\n"), 1) if line.startswith(f"{key}:")), 1)


def also_asked_line(source: str, anchor: str, wording: str) -> int:
    """Return the line of one of the `also_asked` wordings of a section."""
    lines = _lines(source)
    name = re.compile(rf"{re.escape(anchor)}['\"]?\s*:")
    begin = next((n for n, line in enumerate(lines) if line.startswith("also_asked:")), 0)
    start = next((n for n in range(begin, len(lines)) if name.match(lines[n])), begin)
    wanted = _folded(wording)
    return next((n for n, line in enumerate(lines[start:], start + 1) if wanted in line), start + 1)


@lru_cache(maxsize=64)
def _lines(source: str) -> tuple[str, ...]:
    return tuple(map(_folded, source.split("\n")))


def _folded(text: str) -> str:
    return " ".join(text.strip(_LIST_MARKS).casefold().split())
