"""All content at one moment: what is read, what is refused, what is noticed."""

import os
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest

from faq.article import Status
from faq.files import stamp
from faq.library import load, read_library
from faq.problem import ContentError, Level
from faq.staff_lists import GoldenQuestion
from tests.faq.conftest import GOOD, Book

ROOT = Path(__file__).parents[2]


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


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("articles/x.md", "", "x.md:1: the file is empty. Write the article, or delete the file."),
        ("articles/x.md", "word " * 50_000, "x.md:1: the file has 244 KB; 200 KB is the most. Split it into 2 files."),
        (
            "articles/x.md",
            GOOD.replace("Nobody", "Nobödy").encode("latin-1"),
            "x.md:20: a character on this line is not saved as UTF-8. "
            'Save the file again and choose the encoding "UTF-8".',
        ),
        (
            "articles/notes.docx",
            b"PK",
            "notes.docx:1: the file is not an article. Give it a name that ends in .md, or move it elsewhere.",
        ),
        (
            "articles/My Own File.md",
            GOOD.replace("title: Does", "title: Why does").replace(
                "also_asked:\n  what-did-the-trial-find: [did it work]\n", ""
            ),
            "My Own File.md:1: the file name is not a good address. "
            "Use small letters, digits and hyphens, 80 at most, such as my-own-file.md.",
        ),
    ],
)
def test_files_that_are_no_articles(book: Book, name: str, text: str | bytes, line: str) -> None:
    book.write(name, text)
    assert f"faq/articles/{line}" in book.says()


def test_hidden_and_backup_files_are_no_content(book: Book) -> None:
    before = read_library(book.folder)
    for name in ("articles/.x.md.swp", "articles/x.md~", "articles/#x.md#", "articles/.hidden", "README.md"):
        book.write(name, "not an article")
    after = read_library(book.folder)
    assert (after.version, after.articles, after.sources) == (before.version, before.articles, before.sources)


def test_a_folder_among_the_articles_is_named(book: Book) -> None:
    (book.folder / "articles" / "old").mkdir()
    assert book.says() == ["faq/articles/old:1: a folder stands among the articles. Move its files to faq/articles/."]


def test_no_article_at_all(book: Book) -> None:
    (book.folder / "articles" / "x.md").unlink()
    assert book.says() == [
        'faq/articles:1: there is no article. Put one into faq/articles, or run: flask faq new "Title".'
    ]


def test_no_folder_at_all(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="there is no article"):
        read_library(tmp_path / "faq")


def test_a_file_that_may_not_be_read_is_named(book: Book) -> None:
    loop = book.folder / "articles" / "y.md"
    loop.symlink_to(loop)
    assert any("faq/articles/y.md:1: the file cannot be read" in line for line in book.says())


def test_a_file_name_that_is_no_text_is_named(book: Book) -> None:
    with open(os.fsencode(book.folder) + b"/articles/\xff.md", "wb") as file:
        file.write(b"---\n---\n")
    assert any(line.startswith("faq/articles/\\xff.md:1:") and line.isprintable() for line in book.says())


def test_the_version_changes_with_every_byte_and_name(book: Book) -> None:
    versions = [read_library(book.folder).version]
    for change in (
        lambda: book.edit("Nobody knows", "Nobody  knows"),
        lambda: book.write("questions.toml", ""),
        lambda: (book.folder / "articles/x.md").rename(book.folder / "articles/y.md"),
    ):
        change()
        versions.append(read_library(book.folder).version)
    assert len(set(versions)) == 4
    assert all(len(version) == 12 and int(version, 16) for version in versions)


def test_the_stamp_changes_with_every_file(book: Book) -> None:
    stamps = [stamp(book.folder)]
    book.write("articles/y.md", GOOD)
    stamps.append(stamp(book.folder))
    os.utime(book.folder / "wording.toml", (1, 1))
    stamps.append(stamp(book.folder))
    (book.folder / "articles/y.md").unlink()
    stamps.append(stamp(book.folder))
    book.write("README.md", "no content")
    assert all(one != other for one, other in combinations(stamps, 2))
    assert stamp(book.folder) == stamps[-1]


def test_no_two_versions_are_mixed(
    book: Book, other_article: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """When both articles are replaced while the first is read, both are read again: the library holds both new."""
    texts = {"x": GOOD, "y": other_article()}
    for name, text in texts.items():
        book.write(f"articles/{name}.md", text.replace("Nobody", "Version 1: nobody"))
    read_bytes = Path.read_bytes
    replaced: list[Path] = []

    def read_while_somebody_saves(path: Path) -> bytes:
        content = read_bytes(path)
        if path.name == "x.md" and not replaced:
            replaced.append(path)
            for name, text in texts.items():
                book.write(f"articles/{name}.md", text.replace("Nobody", "Version two: nobody"))
        return content

    monkeypatch.setattr(Path, "read_bytes", read_while_somebody_saves)
    library = read_library(book.folder)
    assert replaced
    assert {article.sections[2].text for article in library.articles} == {"Version two: nobody knows yet."}


def test_a_folder_that_never_rests_is_not_read(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = iter(range(1000))
    monkeypatch.setattr("faq.files.stamp", lambda folder: {"articles/x.md": (next(looks), 0, 0, 0)})
    assert (
        "faq/articles:1: the files keep changing while they are read. Wait until they are all copied and try again."
        in (book.says())
    )


def test_a_file_that_goes_while_the_folder_is_read_is_not_missed(
    book: Book, other_article: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = book.write("articles/y.md", other_article())

    def stamp_and_remove(folder: Path) -> object:
        seen = stamp(folder)
        gone.unlink(missing_ok=True)
        return seen

    monkeypatch.setattr("faq.files.stamp", stamp_and_remove)
    assert [article.slug for article in read_library(book.folder).articles] == ["x"]


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
