"""Walk over articles and collect what a rule finds in each."""

from collections.abc import Callable, Iterable

from faq.article import Article, Section
from faq.problem import Findings, Problem


def over_articles(articles: Iterable[Article], judge: Callable[[Article, Findings], None]) -> list[Problem]:
    """Judge each article and give all problems found."""
    problems: list[Problem] = []
    for article in articles:
        findings = Findings(article.file)
        judge(article, findings)
        problems += findings.problems
    return problems


def over_sections(articles: Iterable[Article], judge: Callable[[Section, Findings], None]) -> list[Problem]:
    """Judge each section of each article and give all problems found."""

    def judge_all(article: Article, findings: Findings) -> None:
        for section in article.sections:
            judge(section, findings)

    return over_articles(articles, judge_all)
