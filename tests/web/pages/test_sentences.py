"""Every sentence that visitors see has one home, the wording files, and is easy to read."""

import re
from pathlib import Path

import pytest

from faq.library import Library
from faq.wording import Wording
from tests.conftest import ROOT

TEMPLATES = sorted((ROOT / "templates").glob("*.html"))
WORDS = re.compile(r"[A-Za-zÀ-ÿ]{2,}")
NOT_OURS = ("staff", "_staff", "changes", "_changes")
"""Templates for staff, who read English."""


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_templates_hold_no_words(template: Path) -> None:
    if not template.name.startswith(NOT_OURS):
        text = template.read_text(encoding="utf-8")
        text = re.sub(r"{% block kind %}\w+{%", "{%", text)
        assert not WORDS.search(re.sub(r"{[%#{].*?[%#}]}|<[^>]*>", " ", text, flags=re.DOTALL))


def used() -> str:
    """All places in which a sentence can be asked for by its name."""
    folders = (ROOT / "templates", ROOT / "web", ROOT / "retrieval", ROOT / "commands")
    files = [path for folder in folders for path in folder.rglob("*") if path.suffix in (".html", ".py")]
    return "".join(path.read_text(encoding="utf-8") for path in files)


BY_KIND: tuple[str, ...] = (
    "evidence.",
    "emergency.",
    "smalltalk.",
    "error.",
    "feedback.reasons.",
    "about.",
    "privacy.",
)
BY_KIND += ("accessibility.", "contact.", "language.", "phone.", "did_you_mean.", "not_found.")
"""Sentences whose names are put together from a kind, such as a status or a page."""


def test_every_sentence_is_used(library: Library) -> None:
    code = used()
    keys = library.wording["en"].sentences
    unused = [key for key in keys if f'"{key}"' not in code and not key.startswith(BY_KIND)]
    assert unused == []


def test_every_language_says_the_same(library: Library) -> None:
    english, spanish = library.wording["en"], library.wording["es"]
    assert set(english.sentences) == set(spanish.sentences)
    keys = english.sentences
    for key in keys:
        assert english.places(key) == spanish.places(key), key
        assert len(english.texts(key)) == len(spanish.texts(key)), key


def sentences(wording: Wording) -> list[str]:
    keys = wording.sentences
    return [text for key in keys for text in wording.texts(key) if key != "site.months"]


def test_the_sentences_are_easy_to_read(library: Library) -> None:
    """Flesch-Kincaid grade 5 or less over the whole file, from its own formula: words, sentences, syllables."""
    text = " ".join(one if one[-1] in ".?!:" else f"{one}." for one in sentences(library.wording["en"]))
    words = WORDS.findall(re.sub(r"{\w+}", "it", text))
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", re.sub(r"e$", "", word.lower())))) for word in words)
    grade = 0.39 * len(words) / len(re.findall(r"[.?!:]+", text)) + 11.8 * syllables / len(words) - 15.59
    assert grade <= 5


def test_errors_are_short_and_say_no_code(library: Library) -> None:
    for wording in library.wording.values():
        keys = wording.sentences
        for key in keys:
            if key.startswith("error."):
                assert len(wording.text(key, **dict.fromkeys(wording.places(key), "500")).split()) <= 20, key
                assert not re.search(r"\b[45]\d\d\b", wording.text(key, **dict.fromkeys(wording.places(key), "it")))


def test_what_is_spoken_is_short(library: Library) -> None:
    for wording in library.wording.values():
        keys = wording.sentences
        for key in keys:
            if key.startswith("script."):
                assert len(wording.text(key, **dict.fromkeys(wording.places(key), "10"))) <= 120, key


def test_numbers_are_written_as_people_say_them(library: Library) -> None:
    """A range is written with "to", and nothing is both a percentage and a part."""
    for text in sentences(library.wording["en"]):
        assert not re.search(r"\d\s?[-–]\s?\d", text), text
        assert not re.search(r"\b50\s?%.*half|half.*\b50\s?%", text), text


def test_the_notice_begins_as_promised(library: Library) -> None:
    assert library.wording["en"].text("notice.text").startswith("This is not medical advice.")
