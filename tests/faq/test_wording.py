"""The sentences that stand in no article."""

import re
import shutil
import tomllib
from pathlib import Path

import pytest

from faq.languages import LANGUAGES
from faq.library import load, read_library
from faq.problem import ContentError
from faq.wording import Wording
from retrieval.engine import Engine
from retrieval.options import AnswerOptions
from tests.conftest import CONTENT, ROOT
from tests.faq.conftest import WORDING as SENTENCES
from tests.faq.conftest import Book

FOLDERS = (ROOT / "faq", CONTENT)

WORDING = Wording(
    {
        "hello": {"text": "Good day, {name}. {name}!"},
        "tips": ["Drink {what}.", "Rest."],
        "evidence": {
            "early": {"label": "Early", "sentence": "One trial."},
            "strong": {"label": "Strong", "sentence": "5."},
        },
    }
)


def test_places_are_filled() -> None:
    assert WORDING.text("hello.text", name="Ann", age=7) == "Good day, Ann. Ann!"


def test_values_are_never_read_as_places() -> None:
    assert WORDING.text("hello.text", name="{age}", age=7) == "Good day, {age}. {age}!"


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("hello.txt", 'the wording has no "hello.txt"; the nearest is "hello.text"'),
        ("zzz", 'the wording has no "zzz"'),
        ("hello.text", '"hello.text" in the wording asks for {name}, which nothing fills here'),
        ("tips", '"tips" in the wording is a list, not a sentence'),
    ],
)
def test_what_is_missing_is_named(key: str, message: str) -> None:
    with pytest.raises(KeyError) as caught:
        WORDING.text(key)
    assert caught.value.args == (message,)


def test_a_list_gives_its_sentences() -> None:
    assert WORDING.texts("tips") == ("Drink {what}.", "Rest.")
    assert WORDING.texts("hello.text") == ("Good day, {name}. {name}!",)
    assert WORDING.places("tips") == {"what"}


def test_evidence_has_a_label_and_a_sentence() -> None:
    assert WORDING.evidence_keys() == ("early", "strong")
    assert WORDING.evidence("early") == ("Early", "One trial.")
    with pytest.raises(KeyError, match=r"evidence\.erly\.label"):
        WORDING.evidence("erly")


def test_every_language_has_every_sentence() -> None:
    names = set(read_library(ROOT / "faq").wording["en"].sentences)
    for folder in FOLDERS:
        wording = read_library(folder).wording
        assert set(wording) == set(LANGUAGES)
        for lang, sentences in wording.items():
            assert set(sentences.sentences) == names, f"{folder.name}/wording.toml, {lang}"


def test_no_sentence_holds_html() -> None:
    for path in (path for folder in FOLDERS for path in folder.glob("wording*.toml")):
        tomllib.loads(path.read_text("utf-8"))
        assert not re.search(r"<[a-z/!]", path.read_text("utf-8")), path.name


SHIPPED = read_library(CONTENT).wording["en"]


def test_what_pages_need_is_what_is_shipped() -> None:
    """A sentence that a page begins to need is put into the list, and one that none needs leaves it."""
    free = re.compile(r"evidence\..*|(?:about|privacy|accessibility|contact)\.(?!kept|clinic)\w+\.(?:heading|text)")
    listed = (ROOT / "faq" / "reading" / "wording_names.txt").read_text("utf-8").splitlines()[1:]
    assert {line.split()[0] for line in listed} == {name for name in SHIPPED.sentences if not free.fullmatch(name)}


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('nav = "Site"\n', "", 'the sentence "site.nav" is missing. Bring the line nav = "..." under [site] back'),
        ('nav = "Site"', 'nav = "{page}"', 'nothing fills {page} in "site.nav". Take it out.'),
        ("{version}", "{edition}", 'nothing fills {edition} in "site.version". It may hold {date} {version}.'),
        ("[privacy.", '[privacy.extra]\nheading = "More"\n[privacy.', 'the sentence "privacy.extra.text" is missing.'),
    ],
)
def test_a_sentence_that_would_break_a_page_is_named_and_never_served(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    folder = tmp_path / "faq"
    shutil.copytree(CONTENT, folder)
    for file in folder.glob("wording*.toml"):
        file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    library, _ = load(folder)
    assert [says in str(problem) for problem in library.unusable] == [True]
    with pytest.raises(ContentError, match=re.escape(says)):
        Engine(library, AnswerOptions())


class TestOneKindOfEvidence:
    """A clinic whose articles are all of one kind need not say so in each of them."""

    def test_an_article_without_the_key_has_the_only_kind(self, book: Book) -> None:
        book.write("wording.toml", SENTENCES.partition("[evidence.strong]")[0])
        book.edit("evidence: early\n", "")
        assert book.says() == []
        library = read_library(book.folder)
        assert library.wording["en"].evidence(library.articles[0].evidence) == ("Early", "One small trial.")

    def test_no_kinds_at_all_are_no_evidence(self, book: Book) -> None:
        book.write("wording.toml", SENTENCES.partition("[evidence.early]")[0])
        book.edit("evidence: early\n", "")
        assert book.says() == []
        library = read_library(book.folder)
        assert library.wording["en"].evidence(library.articles[0].evidence) is None

    def test_with_several_kinds_each_article_names_its_own(self, book: Book) -> None:
        book.edit("evidence: early\n", "")
        assert book.says() == ['faq/articles/x.md:1: the key "evidence" is missing. Add a line "evidence: early".']
