"""From question to reply: the three states, follow-ups, dates, and nothing but the clinic's words."""

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faq.library import Library, read_library
from retrieval.engine import Engine
from retrieval.options import AnswerOptions, Caution
from retrieval.reply import Kind, Reply, State
from tests.verbatim import faults, own_questions

CURE = "claudin18-2-car-t-trial#does-this-cure-stomach-or-pancreatic-cancer"
TODAY = date(2026, 11, 25)


def test_the_first_question_gets_the_clinics_own_sentence_its_source_and_the_notice(engine: Engine) -> None:
    reply = engine.answer("Does this cure stomach cancer?")
    first = reply.passages[0]
    assert reply.status is State.ANSWER
    assert first.id == CURE
    assert first.text.startswith("No, Claudin18.2 CAR-T has not been shown to cure")
    assert first.citations[0].url is not None
    assert first.citations[0].url.startswith("https://doi.org/")
    assert first.evidence
    assert first.evidence.label == "Early research"
    assert first.reviewed is None
    assert reply.notice.startswith("This is not medical advice.")
    assert reply.context == CURE


def test_no_section_is_shown_twice_and_no_more_than_the_setting(library: Library) -> None:
    engine = Engine(library, AnswerOptions(max_passages=2))
    for question in ("What is CAR-T therapy?", "side effects of CAR-T", "who pays for a trial?"):
        shown = [passage.id for passage in engine.answer(question).passages]
        assert len(shown) == len(set(shown)) <= 2


def test_every_passage_is_the_files_own_words(engine: Engine) -> None:
    wrong = [fault for question in own_questions(engine) for fault in faults(engine, engine.answer(question))]
    assert wrong == []


def test_every_heading_finds_its_section_among_the_first_three(engine: Engine) -> None:
    lost = []
    for article in engine.library.published():
        for section in article.sections:
            reply = engine.answer(section.heading, within=article.slug, lang=article.lang)
            shown = [p.id for p in reply.passages] + [c.id for c in reply.choices]
            if reply.emergency is None and section.id not in shown and section.kind.value in ("section", "question"):
                lost.append(section.id)
    assert lost == []


def test_two_sections_that_compete_are_offered_and_none_is_shown(engine: Engine) -> None:
    reply = engine.answer("what are the side effects?")
    assert reply.status is State.DID_YOU_MEAN
    assert reply.passages == ()
    assert 2 <= len(reply.choices) <= 3
    for choice in reply.choices:
        shown = engine.show(choice.id)
        assert shown is not None
        assert shown.heading == choice.question


@pytest.mark.parametrize(
    ("before", "question", "section"),
    [
        ("What is CAR-T therapy?", "and the side effects?", "car-t-therapy-explained#what-are-the-main-side-effects"),
        (
            "Does this cure stomach cancer?",
            "and the side effects?",
            "claudin18-2-car-t-trial#what-side-effects-were-seen",
        ),
        ("What is TIL therapy?", "how long does it take?", "til-therapy-melanoma#what-does-treatment-involve"),
    ],
)
def test_a_follow_up_stays_in_the_article(engine: Engine, before: str, question: str, section: str) -> None:
    context = engine.answer(before).context
    assert engine.answer(question, context).passages[0].id == section


def test_a_question_with_its_own_subject_leaves_the_article(engine: Engine) -> None:
    context = engine.answer("What is CAR-T therapy?").context
    assert engine.answer("Who pays for a clinical trial?", context).passages[0].id.startswith("clinical-trials")


@pytest.mark.parametrize("context", ["", "nonsense", "no-such-article#lead", "#", "car-t-therapy-explained#gone"])
def test_a_context_from_elsewhere_is_ignored(engine: Engine, context: str) -> None:
    assert engine.answer("Does this cure stomach cancer?", context).passages[0].id == CURE


def test_the_reply_says_what_the_card_is(engine: Engine) -> None:
    asked = {
        "Does this cure stomach cancer?": Kind.ANSWER,
        "What is tamoxifen?": Kind.NOT_FOUND,
        "hello": Kind.SMALLTALK,
        "I have chest pain right now": Kind.EMERGENCY,
        "he hits me": Kind.SUPPORT,
    }
    assert {question: engine.answer(question).kind for question in asked} == asked


def test_small_talk_gets_a_sentence_and_no_passage(engine: Engine) -> None:
    for question in ("hello", "are you a robot?", "what time do you open?", "thanks!", "you stupid bot", "????"):
        reply = engine.answer(question)
        assert reply.message
        assert (reply.passages, reply.choices) == ((), ())


def test_advice_about_ones_own_care_is_said_to_be_personal(engine: Engine) -> None:
    assert engine.answer("Should I stop my steroids before CAR-T?").personal
    assert not engine.answer("What is CRS?").personal


def test_an_overdue_review_is_told(library: Library, write: Any) -> None:
    front = "reviewed: 2025-01-05\nreviewed_by: Dr A. Nurse, ward sister\nreview_by: 2026-01-05\n"
    folder = write("gout", "Gout", {"What is gout?": "Gout is swelling of a joint."}, front)
    for day, overdue in ((date(2026, 1, 5), False), (date(2026, 1, 6), True)):
        engine = Engine(read_library(folder), AnswerOptions(today=partial(date.fromordinal, day.toordinal())))
        assert engine.answer("What is gout?").passages[0].overdue is overdue


def test_a_stale_article_is_not_answered_from(write: Any) -> None:
    front = "reviewed: 2025-01-05\nreviewed_by: Dr A. Nurse, ward sister\nreview_by: 2026-01-05\n"
    library = read_library(write("gout", "Gout", {"What is gout?": "Gout is swelling of a joint."}, front))
    fresh = AnswerOptions(stale_after_days=30, today=lambda: date(2026, 2, 4))
    assert Engine(library, fresh).answer("What is gout?").status is State.ANSWER
    stale = replace(fresh, today=lambda: date(2026, 2, 5))
    assert Engine(library, stale).answer("What is gout?").status is State.NOT_FOUND


def test_drafts_and_withdrawn_articles_are_never_found(write: Any) -> None:
    text = {"What is gout?": "Gout is swelling of a joint."}
    write("other", "Measles", {"What is measles?": "Measles is an illness with a rash."})
    write("draft", "Gout", text, "status: draft\n")
    folder = write(
        "old", "Mumps", {"What is mumps?": "Mumps is a swelling."}, "status: withdrawn\nwithdrawn: 2026-02-01\n"
    )
    engine = Engine(read_library(folder), AnswerOptions(today=lambda: TODAY))
    assert engine.answer("What is gout?").status is State.NOT_FOUND
    assert engine.show("old#what-is-gout") is None
    assert engine.show("draft#what-is-gout") is None


def test_more_caution_never_answers_more(library: Library) -> None:
    asked = [question for article in library.published("en") for s in article.sections for question in s.heard[::7]]
    asked = [" ".join(question.split()[1:]) for question in asked]
    answered = []
    for caution in (Caution.HIGH, Caution.NORMAL, Caution.LOW):
        engine = Engine(library, AnswerOptions(caution=caution))
        answered.append(sum(engine.answer(question).status is State.ANSWER for question in asked))
    assert answered == sorted(answered)
    assert answered[0] < answered[2]


def test_a_spanish_question_is_answered_in_spanish(engine: Engine) -> None:
    reply = engine.answer("¿Quién puede participar en un ensayo clínico?", lang="es")
    assert reply.passages[0].id.startswith("clinical-trials-how-to-join-es#")
    assert reply.notice.startswith("Esto no es")


def check_reply(reply: Reply) -> None:
    assert reply.notice
    assert bool(reply.passages) == (reply.status is State.ANSWER)
    assert len(reply.choices) <= 3
    assert not (reply.passages and reply.choices)
    if reply.emergency and reply.emergency.kind != "team":
        assert (reply.status, reply.passages, reply.choices) == (State.NOT_FOUND, (), ())
    reply.as_json()


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=600), st.text(max_size=60))
def test_any_text_at_all_gives_a_valid_reply(engine: Engine, question: str, context: str) -> None:
    check_reply(engine.answer(question, context))


@pytest.mark.parametrize(
    "question", ["", " ", "\x00", "\ud800", "a" * 500, "\u0301" * 500, "😀" * 100, "." * 500, "the"]
)
def test_odd_texts_give_a_valid_reply(engine: Engine, question: str) -> None:
    check_reply(engine.answer(question))
    assert engine.answer(question).status is State.NOT_FOUND


def test_an_empty_library_answers_nothing(tmp_path: Path, library: Library) -> None:
    empty = Engine(replace(library, articles=()), AnswerOptions())
    check_reply(empty.answer("What is CRS?"))
    assert empty.answer("What is CRS?").status is State.NOT_FOUND
