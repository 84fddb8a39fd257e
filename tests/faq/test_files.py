"""The files of a content folder: which are articles, which cannot be read, what happens while they change."""

import os
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest

from faq.files import stamp
from faq.library import read_library
from faq.problem import ContentError
from tests.faq.conftest import GOOD, Book


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
