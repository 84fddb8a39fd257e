"""Two versions of the content: which questions get another answer, and how the difference is told."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from faq.library import read_library
from retrieval.engine import Engine
from retrieval.options import AnswerOptions
from retrieval.review.changes import ChangeKind, KnownQuestion, compare
from retrieval.review.differences import differences, word_changes
from tests.conftest import CONTENT

ARTICLE = """---
title: Going home
summary: What to do at home.
evidence: early
published: 2026-01-01
---
You go home after 2 weeks.

## When may I drive a car?

You may drive after 8 weeks. Ask your insurer too.

## What may I eat?

{eating}

## Key takeaway

Rest at home.
"""
EATING = "You may eat everything but raw eggs."

Version = Callable[..., Engine]


@pytest.fixture
def version(tmp_path: Path) -> Version:
    """Build a version of a small clinic's content from its articles by name."""

    def build(**articles: str) -> Engine:
        folder = tmp_path / f"faq-{len(list(tmp_path.iterdir()))}"
        (folder / "articles").mkdir(parents=True)
        for name in ("wording.toml", "emergencies.toml"):
            shutil.copy(CONTENT / name, folder)
        for slug, text in articles.items():
            (folder / "articles" / f"{slug.replace('_', '-')}.md").write_text(text, encoding="utf-8")
        return Engine(read_library(folder), AnswerOptions())

    return build


def test_the_same_content_changes_nothing(version: Version) -> None:
    text = ARTICLE.format(eating=EATING)
    assert compare(version(going_home=text), version(going_home=text)).asked == 0
    found = compare(version(going_home=text), version(going_home=text), whole=True)
    assert found.changes == ()
    assert found.asked == 4


def test_other_words_in_a_section_change_its_answer_and_no_other(version: Version) -> None:
    before = version(going_home=ARTICLE.format(eating=EATING))
    after = version(going_home=ARTICLE.format(eating="You may eat everything but raw fish."))
    found = compare(before, after)
    assert [change.asking.question for change in found.of(ChangeKind.CHANGED)] == ["What may I eat?"]
    assert {change.kind for change in found.changes} <= {ChangeKind.CHANGED, ChangeKind.FURTHER}


def test_a_section_that_is_gone_loses_its_answer(version: Version) -> None:
    before = version(going_home=ARTICLE.format(eating=EATING))
    after = version(going_home=ARTICLE.format(eating=EATING).replace("## What may I eat?\n\n" + EATING, ""))
    lost = compare(before, after).of(ChangeKind.LOST)
    assert [change.asking for change in lost] == [KnownQuestion("What may I eat?", "heading", "en", "going-home")]


def test_a_new_section_answers_what_was_not_answered(version: Version) -> None:
    before = version(going_home=ARTICLE.format(eating=EATING).replace("## What may I eat?\n\n" + EATING, ""))
    after = version(going_home=ARTICLE.format(eating=EATING))
    assert [change.asking.question for change in compare(before, after).of(ChangeKind.NEW)] == ["What may I eat?"]


def test_questions_of_patients_can_be_asked_too(version: Version) -> None:
    before = version(going_home=ARTICLE.format(eating=EATING))
    after = version(going_home=ARTICLE.format(eating="You may eat everything but raw fish."))
    found = compare(before, after, further=["may i eat raw eggs"])
    assert "asked by patients" in {change.asking.source for change in found.changes}


def test_a_changed_reference_is_a_changed_answer(version: Version) -> None:
    cited = ARTICLE.format(eating=f"{EATING}[^1]") + "\n[^1]: A guideline. {year}. https://example.org\n"
    found = compare(version(home=cited.format(year=2020)), version(home=cited.format(year=2021)))
    assert [change.asking.question for change in found.of(ChangeKind.CHANGED)] == ["What may I eat?"]


def test_the_same_change_is_told_once_with_every_question(version: Version) -> None:
    asked = "also_asked:\n  what-may-i-eat: [may I eat eggs]\n---\nYou go"
    before = ARTICLE.format(eating=EATING).replace("---\nYou go", asked)
    found = compare(version(home=before), version(home=before.replace("raw eggs", "raw fish")))
    (difference,) = differences(found.of(ChangeKind.CHANGED))
    assert {asking.source for asking in difference.askings} == {"heading", "other wording"}
    assert difference.gone == (("same", "home#what-may-i-eat: You may eat everything but raw"), ("gone", "eggs."))
    assert difference.come[-1] == ("come", "fish.")


def test_long_runs_of_the_same_words_are_shortened(version: Version) -> None:
    long = "You may eat " + "and drink " * 30 + "everything."
    before, after = (ARTICLE.format(eating=f"{long} But not {what}.") for what in ("eggs", "fish"))
    (difference,) = differences(compare(version(home=before), version(home=after)).of(ChangeKind.CHANGED))
    assert difference.gone[0][1] == "home#what-may-i-eat: … and drink and drink everything. But not"
    assert difference.gone[1] == ("gone", "eggs.")


def test_words_that_went_and_came() -> None:
    assert list(word_changes("one two three", "one 2 three four")) == [
        ("same", "one"),
        ("gone", "two"),
        ("come", "2"),
        ("same", "three"),
        ("come", "four"),
    ]


def test_when_not_all_can_be_asked_the_questions_of_the_article_come_first(version: Version) -> None:
    other = (
        ARTICLE.format(eating=EATING).replace("Going home", "Coming in").replace("What may I eat", "What may I bring")
    )
    before = version(coming_in=other, going_home=ARTICLE.format(eating=EATING))
    after = version(coming_in=other, going_home=ARTICLE.format(eating="You may eat everything but raw fish."))
    found = compare(before, after, most=4, about="going-home", whole=True)
    assert (found.asked, found.known) == (4, 6)
    assert [change.asking.question for change in found.of(ChangeKind.CHANGED)] == ["What may I eat?"]
