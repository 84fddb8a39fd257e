"""Every line an author writes is shown, and shown once.

The words of a file are counted by a way of their own, with a few patterns, and compared with the words of what
readers see: title, summary, sections and references.
"""

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from faq.article import Article, SectionKind
from faq.reading.article_file import read_article
from tests.faq.conftest import GOOD

ARTICLES = sorted((Path(__file__).parents[2] / "faq" / "articles").glob("*.md"))

_MARKS = [
    (re.compile(r"^\[\^[^\]]+\]:", re.M), " "),  # the name of a reference
    (re.compile(r"\[\^[^\]]+\]"), " "),  # a mark
    (re.compile(r"\]\([^)\s]*\)"), "] "),  # the address of a link
    (re.compile(r"^\s*(?:\d+\.|\|?[-:| ]+\|)\s", re.M), " "),  # the number of an item, the second line of a table
]


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text))


def written(source: str) -> Counter[str]:
    """Count the words of a file: those of the title, the summary and the text."""
    _, front, body = re.split(r"^---$", source, maxsplit=2, flags=re.M)
    front = "\n".join(re.findall(r"^(?:title|summary): (.*)$", front, re.M))
    for pattern, instead in _MARKS:
        body = pattern.sub(instead, body)
    return words(front) + words(body)


def shown(article: Article, questions: str) -> Counter[str]:
    """Count the words that readers see; the heading over the common questions is shown by the page."""
    lines = [article.title, article.summary]
    for section in article.sections:
        lines += [
            section.heading if section.kind is not SectionKind.LEAD else "",
            re.sub(r"\[\d+\]", " ", section.text),
        ]
    lines += [reference.text for reference in article.references]
    has_own_section = any(section.heading == questions for section in article.sections)
    has_questions = any(section.kind is SectionKind.QUESTION for section in article.sections)
    return words("\n".join(lines)) + words(questions if has_questions and not has_own_section else "")


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_every_line_of_every_article_is_shown_once(path: Path) -> None:
    reading = read_article(path.name, path.stem, path.read_bytes())
    assert reading.article
    questions = {"en": "Common questions", "es": "Preguntas frecuentes"}[reading.article.lang]
    assert shown(reading.article, questions) == written(path.read_text("utf-8"))


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_the_page_shows_the_words_of_the_answer(path: Path) -> None:
    """The HTML of each block holds exactly the words of its text."""
    article = read_article(path.name, path.stem, path.read_bytes()).article
    assert article
    for section in article.sections:
        for block in section.blocks:
            assert words(re.sub(r"<[^>]*>", " ", block.html)) == words(block.text), block.line


LINES = st.lists(
    st.sampled_from(
        [
            "One line of text.",
            "More **bold** and *soft* words.[^1]",
            "- a dash",
            "  - a dash further in",
            "1. a number",
            "> quoted words",
            ">> twice quoted",
            "### A smaller heading",
            "## A section {n}",
            "| left | right |",
            "|---|---|",
            "```",
            "[a link](#lead)",
            "",
            "",
            "\\# escaped &amp; told",
            "line with a break\\",
        ]
    ),
    max_size=12,
)


@given(LINES)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_accepted_is_shown_once(lines: list[str]) -> None:
    """Lines in any order are either refused, with a reason, or all shown."""
    assume("```" not in lines or not {"[a link](#lead)", "\\# escaped &amp; told"} & set(lines))
    text = "\n".join(line.replace("{n}", str(number)) for number, line in enumerate(lines))
    source = GOOD.replace("It helped 3 of 10 people.[^1]", text)
    reading = read_article("x.md", "x", source.encode())
    if reading.article is None:
        assert reading.problems
        return
    read, typed = shown(reading.article, "Common questions"), written(source.replace("&amp;", " "))
    del read["1"], typed["1"]  # a mark or the number of an item, except in code
    assert read == typed
