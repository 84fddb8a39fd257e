"""All content at one moment: what is read, what is refused, what is noticed between articles."""

from collections.abc import Callable

import pytest

from faq.article import Status
from faq.library import load, read_library
from faq.problem import ContentError, Level
from faq.staff_lists import GoldenQuestion
from tests.conftest import ROOT
from tests.faq.conftest import GOOD, Book


def test_the_clinics_own_book_can_be_published() -> None:
    library = read_library(ROOT / "faq")
    assert len(library.published("en")) >= 7
    assert library.section("claudin18-2-car-t-trial#what-did-the-trial-find")
    assert library.synonyms.equal
    assert library.golden
    assert library.emergencies


def test_a_library_knows_its_articles(book: Book, other_article: Callable[..., str]) -> None:
    book.write("articles/a.md", other_article())
    book.write("articles/z.md", other_article("Why is it dear?").replace("topics:", "status: draft\ntopics:"))
    library = read_library(book.folder)
    assert [article.slug for article in library.articles] == ["a", "x", "z"]
    assert [article.slug for article in library.published()] == ["a", "x"]
    assert library.published("es") == ()
    assert library.article("z") is library.articles[2]
    section = library.section("x#is-it-safe")
    assert section
    assert section.heading == "Is it safe?"
    assert library.section("x#nothing") is None
    assert library.section("nothing#is-it-safe") is None
    assert library.sources["faq/articles/x.md"] == GOOD
    assert library.shown("questions.toml") == "faq/questions.toml"


def test_the_lists_are_read(book: Book) -> None:
    book.write("synonyms.toml", '[[equal]]\nwords = ["tummy", "belly"]\n[[one_way]]\nlay = "jab"\nmeans = "infusion"\n')
    book.write(
        "questions.toml",
        '[[must_answer]]\nquestion = "is it  safe?"\nsection = "x#is-it-safe"\n\n[[must_refuse]]\nquestion = "why"\n'
        '[[emergency]]\nquestion = "chest pain"\nkind = "emergency"\n',
    )
    book.write("emergencies.toml", '[[pattern]]\nkind = "team"\n')
    library = read_library(book.folder)
    assert library.synonyms.equal == (("tummy", "belly"),)
    assert library.synonyms.one_way == (("jab", "infusion"),)
    assert library.golden == (
        GoldenQuestion("is it safe?", 1, sections=("x#is-it-safe",)),
        GoldenQuestion("why", 5),
        GoldenQuestion("chest pain", 7, kind="emergency"),
    )
    assert [(file.findings.file, file.values) for file in library.emergencies] == [
        ("faq/emergencies.toml", {"pattern": [{"kind": "team"}]}),
        ("faq/emergencies-cancer.toml", {}),
        ("faq/distress.toml", {}),
    ]


def test_every_problem_is_told_at_once(book: Book, other_article: Callable[..., str]) -> None:
    book.write("articles/a.md", other_article().replace("evidence: early", "evidence: erly"))
    book.edit("people.[^1]", "people.[^2]")
    book.write("synonyms.toml", "[[equal]]\n")
    with pytest.raises(ContentError) as caught:
        read_library(book.folder)
    assert [(problem.file, problem.line) for problem in caught.value.problems] == [
        ("faq/articles/a.md", 4),
        ("faq/articles/x.md", 14),
        ("faq/synonyms.toml", 1),
    ]
    assert str(caught.value).count("\n") == 2


def test_a_broken_article_does_not_hide_that_others_link_to_it(book: Book, other_article: Callable[..., str]) -> None:
    book.write("articles/a.md", other_article().replace("Nobody knows yet.", "See [this](x.md#is-it-safe)."))
    book.edit("people.[^1]", "people.[^2]")
    assert [problem.file for problem in book.check().problems] == ["faq/articles/x.md"]


def test_a_draft_never_stops_the_others(book: Book, other_article: Callable[..., str]) -> None:
    draft = other_article("Does the treatment work?").replace("topics:", "status: draft\ntopics:")
    book.write("articles/a.md", draft.replace("Nobody knows yet.", "FILL IN[^9]"))
    assert read_library(book.folder).article("a") is None
    warnings = load(book.folder)[1]
    assert {problem.file for problem in warnings} == {"faq/articles/a.md"}
    assert {problem.level for problem in warnings} == {Level.WARNING}
    assert len(warnings) == 3


def test_a_link_to_a_draft_is_an_error(book: Book, other_article: Callable[..., str]) -> None:
    book.write("articles/a.md", other_article().replace("topics:", "status: draft\ntopics:"))
    book.edit("Nobody knows yet.", "See [this](a.md).")
    book.edit("topics:", "related: [a]\ntopics:")
    assert book.says() == [
        'faq/articles/x.md:6: "related: a" leads to a draft article. Delete it, or publish that article.',
        'faq/articles/x.md:21: the link "a.md" leads to a draft article. Delete it, or publish that article.',
    ]


def test_a_link_to_a_withdrawn_article_is_a_warning(book: Book, other_article: Callable[..., str]) -> None:
    withdrawn = other_article().replace("topics:", "status: withdrawn\nwithdrawn: 2026-05-05\ntopics:")
    book.write("articles/a.md", withdrawn)
    book.edit("Nobody knows yet.", "See [this](a.md).")
    [problem] = load(book.folder)[1]
    assert problem.level is Level.WARNING
    article = read_library(book.folder).article("a")
    assert article
    assert article.status is Status.WITHDRAWN
    assert str(article.withdrawn) == "2026-05-05"


def test_two_articles_have_two_titles(book: Book, other_article: Callable[..., str]) -> None:
    book.write("articles/y.md", other_article("does the treatment Work?"))
    assert book.says() == ["faq/articles/y.md:2: faq/articles/x.md has the same title. Change one of them."]


def test_a_translation_needs_its_language(book: Book, other_article: Callable[..., str]) -> None:
    book.write("articles/y.md", other_article().replace("topics:", "translation_of: x\ntopics:"))
    book.write("articles/z.md", other_article("¿Por qué?").replace("topics:", "lang: es\ntopics:"))
    assert [line for line in book.says() if "takeaway" not in line][-2:] == [
        'faq/articles/y.md:6: "x" is in the same language. '
        "Give this article its own lang, such as lang: es, or delete translation_of.",
        'faq/articles/z.md:6: there are no sentences in the language "es". Add a file wording.es.toml, or change lang.',
    ]


def test_many_articles_are_read_by_several_processes_and_come_to_the_same(
    book: Book, other_article: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "bcde":
        book.write(f"articles/{name}.md", other_article().replace("title: ", f"title: {name} "))
    book.write("articles/f.md", "broken")
    one_by_one, mistakes = load(book.folder)
    monkeypatch.setattr("faq.library.MANY", 4)
    monkeypatch.setattr("faq.library._kept", {})
    library, problems = load(book.folder)
    assert library.articles == one_by_one.articles
    assert problems == mistakes
