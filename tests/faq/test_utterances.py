"""What patients say for a section: read from its own file, known to the section, never shown."""

from faq.library import read_library
from faq.problem import Level
from tests.faq.conftest import Book


def test_a_section_knows_what_patients_say_for_it(book: Book) -> None:
    book.write("utterances/x.toml", 'is-it-safe = [\n  "will it  hurt me",\n  "could I die of it",\n]\n')
    library = read_library(book.folder)
    section = library.section("x#is-it-safe")
    assert section
    assert section.heard == ("will it hurt me", "could I die of it")
    assert {s.heard for a in library.articles for s in a.sections if s is not section} == {()}


def test_a_saying_that_stands_twice_is_a_doubt_at_its_line(book: Book) -> None:
    book.write(
        "utterances/x.toml", 'is-it-safe = [\n  "will it hurt me",\n]\nkey-takeaway = [\n  "Will it hurt me",\n]\n'
    )
    assert book.says() == [
        'faq/utterances/x.toml:5: "Will it hurt me" stands twice in this file. Delete one of them.',
    ]
    assert [problem.level for problem in book.check().problems] == [Level.WARNING]


def test_other_sayings_are_another_version(book: Book) -> None:
    before = read_library(book.folder).version
    book.write("utterances/x.toml", 'is-it-safe = ["will it hurt me"]\n')
    assert read_library(book.folder).version != before
