"""Cards of emergencies and distress: each comes first, with the clinic's own numbers, and what it shuts out."""

from dataclasses import replace

import pytest

from faq.library import Library
from retrieval.engine import Engine
from retrieval.options import AnswerOptions, Phones
from retrieval.reply import Emergency, Kind, Phone, State


@pytest.mark.parametrize("question", ["I have chest pain right now", "I want to kill myself"])
def test_an_emergency_shows_no_passage_and_no_choice(engine: Engine, question: str) -> None:
    reply = engine.answer(question)
    assert reply.emergency is not None
    assert (reply.status, reply.passages, reply.choices) == (State.NOT_FOUND, (), ())


def test_a_fever_after_treatment_shows_the_team_first_and_the_answer_below(engine: Engine) -> None:
    reply = engine.answer("I have a fever of 38.5. What are the main side effects of CAR-T?")
    assert reply.emergency is not None
    assert reply.emergency.kind == "team"
    assert reply.passages


def test_numbers_come_from_the_settings_and_none_is_invented(library: Library) -> None:
    bare = Engine(library, AnswerOptions()).answer("I have chest pain right now").emergency
    assert bare is not None
    assert bare.phones == ()
    assert not any(character.isdigit() for character in bare.heading)
    phones = Phones(emergency="112", team="0123 456", crisis="0800 1")
    options = AnswerOptions(phones=phones)
    for question, number in (("I have chest pain right now", "112"), ("I want to kill myself", "0800 1")):
        card = Engine(library, options).answer(question).emergency
        assert card is not None
        assert card.phones[0].number == number


def card_of(library: Library, question: str, **numbers: str) -> Emergency:
    """The card of a clinic with these numbers."""
    card = Engine(library, AnswerOptions(phones=Phones(**numbers))).answer(question).emergency
    assert card is not None
    return card


def test_one_number_for_two_kinds_is_named_by_the_card_it_stands_on(library: Library) -> None:
    pain = card_of(library, "I have chest pain right now", emergency="112", crisis="112", team="112")
    assert pain.phones == (Phone("Call 112", "112"),)
    dark = card_of(library, "I want to kill myself", emergency="112", crisis="112", team="112")
    assert dark.phones == (Phone("Call 112 to talk to someone", "112"),)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("I have chest pain right now", "ask anybody near you to call"),
        ("I have a fever of 38.5", "call the hospital"),
        ("I want to kill myself", "ask them to stay with you"),
        ("my husband is hitting me since his steroids", "social worker"),
    ],
)
def test_a_card_without_a_number_says_what_anybody_can_do(library: Library, question: str, said: str) -> None:
    numbers = {"emergency": "112", "team": "1", "crisis": "2", "support": "3"}
    assert said in card_of(library, question).text
    assert said not in card_of(library, question, **numbers).text


@pytest.mark.parametrize(
    "question", ["i am 13 and my mum is dying of cancer", "my husband is hitting me since his steroids"]
)
def test_distress_gets_a_person_and_nothing_that_could_hurt(library: Library, question: str) -> None:
    reply = Engine(library, AnswerOptions(phones=Phones(support="0800 2", clinic="1"))).answer(question)
    assert reply.emergency is not None
    assert (reply.kind, reply.emergency.kind) == (Kind.SUPPORT, "support")
    assert reply.emergency.phones[0] == Phone("Call 0800 2 to talk to somebody", "0800 2")
    assert (reply.status, reply.passages, reply.choices) == (State.NOT_FOUND, (), ())


def test_a_child_with_a_feverish_parent_is_sent_to_the_team_without_an_article(engine: Engine) -> None:
    reply = engine.answer("i am 13, my mum has cancer and a fever of 39. What are the side effects of CAR-T?")
    assert reply.emergency is not None
    assert (reply.kind, reply.emergency.kind, reply.passages) == (Kind.EMERGENCY, "team", ())


@pytest.mark.parametrize(
    "question", ["I have a fever of 38.5, are there side effects", "he is confused, is that normal"]
)
def test_under_an_alarm_the_questions_before_play_no_part(engine: Engine, question: str) -> None:
    context = engine.answer("What is TIL therapy?").context
    assert context
    with_context, alone = engine.answer(question, context), engine.answer(question)
    assert with_context.emergency is not None
    assert replace(with_context, context="") == replace(alone, context="")
