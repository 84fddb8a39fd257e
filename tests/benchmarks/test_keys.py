"""The questions of benchmarks.keys and what comes of them."""

from benchmarks.keys import holds, measure
from benchmarks.sets import rows
from faq.library import read_library
from tests.conftest import ROOT

FILE = ROOT / "benchmarks" / "asked" / "keys.jsonl"


def test_every_sentence_asked_for_stands_in_its_section() -> None:
    library = read_library(ROOT / "faq")
    asked = list(rows(FILE))
    assert len(asked) >= 150
    for row in asked:
        slug, _, anchor = row["section"].partition("#")
        section = library.article(slug).section(anchor)  # type: ignore[union-attr]
        assert section is not None, row
        assert row["sentence"] in section.text, row


def test_the_keys_hold_what_is_asked_for() -> None:
    figures = measure(FILE)
    assert figures.right_share >= 0.85
    assert figures.shown_share >= 0.7


def test_what_counts_as_held() -> None:
    assert holds("Signs are:\nA fever.", "A fever.")
    assert holds("A fever is common.", "A fever is common.[2] Call.")
    assert not holds("", "A fever.")
    assert not holds("A rash.", "A fever.")
