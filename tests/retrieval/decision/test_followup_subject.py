"""A question that points back is about what the section before was about, not about its whole article."""

from typing import Any

from faq.library import read_library
from retrieval.engine import Engine
from retrieval.options import AnswerOptions

GOUT = {
    "What is gout?": "Gout is swelling of a joint by uric acid.",
    "How is it treated?": "Gout is treated with rest and with tablets that lower uric acid.",
    "What is pseudogout, and how is it different?": "Pseudogout is swelling by calcium. Draining the joint treats it.",
}


def test_how_is_it_treated_after_a_section_on_something_else_is_not_about_the_article(write: Any) -> None:
    engine = Engine(read_library(write("gout", "Gout", GOUT)), AnswerOptions())
    own = engine.answer("how is it treated", context="gout#what-is-gout")
    assert own.passages[0].id == "gout#how-is-it-treated"
    other = engine.answer("how is it treated", context="gout#what-is-pseudogout-and-how-is-it-different")
    assert not other.passages or other.passages[0].id != "gout#how-is-it-treated"


def test_a_section_that_never_says_the_rare_name_that_is_asked_for_does_not_answer(write: Any) -> None:
    survival = {
        "How long do people live with gastric cancer?": "About 7 of 100 people live for 5 years after diagnosis."
    }
    write("stomach", "Survival with stomach cancer", survival)
    folder = write(
        "cells", "Lifileucel for melanoma", {"How is lifileucel given?": "Lifileucel is given once by drip."}
    )
    engine = Engine(read_library(folder), AnswerOptions())
    reply = engine.answer("how long do people live after lifileucel")
    assert not any(passage.id.startswith("stomach#") for passage in reply.passages)
    assert all(choice.text == "" for choice in reply.choices if choice.id.startswith("stomach#"))


ILLNESSES = {
    "gout": {"What is gout?": "Gout is swelling of a joint by uric acid.", "How is it treated?": "Rest and tablets."},
    "shingles": {"What is shingles?": "Shingles is a rash.", "How is it treated?": "Tablets against the virus."},
}


def test_another_subject_named_alone_is_asked_what_was_asked_of_the_first(write: Any) -> None:
    for slug, sections in ILLNESSES.items():
        folder = write(slug, slug.title(), sections)
    engine = Engine(read_library(folder), AnswerOptions())
    context = engine.answer("how is gout treated").context
    assert engine.answer("and shingles?", context).passages[0].id == "shingles#how-is-it-treated"
    assert engine.answer("and shingles?").passages[0].id == "shingles#what-is-shingles"


def test_a_verb_is_no_subject_of_its_own(write: Any) -> None:
    tumour = {"Living with it": "A prolactinoma grows slowly.", "Treatment": "Pills shrink most prolactinomas."}
    engine = Engine(read_library(write("prolactinoma", "Prolactinoma", tumour)), AnswerOptions())
    assert engine.answer("which pills shrink it?", "prolactinoma#living-with-it").passages[0].id == (
        "prolactinoma#treatment"
    )
