"""What is asked of a subject counts: a section that says nothing of it is no answer, however well the subject fits."""

import pytest

from faq.library import read_library
from retrieval.engine import Engine
from retrieval.options import AnswerOptions
from retrieval.reply import State
from tests.retrieval.conftest import Write

LACKING = (
    "cost of tocilizumab",
    "survival with lifileucel at 5 years",
    "flu jab after car t",
    "second infusion if it comes back",
    "how many car-t products are there",
    "can I fly after TIL therapy",
    "how many kinds of lifileucel are there",
    "can TIL therapy cause diabetes",
    "does pembrolizumab cause autism",
    "will I sleep badly after car-t",
    "can i go back to work after TIL therapy",
    "can I drink wine after lifileucel",
    "is there a vaccine I must have before TIL therapy",
)
OTHER_AGE = ("can children get lifileucel", "can my child have TIL therapy", "is claudin18.2 car t given to toddlers")
PERSONAL = (
    "how long will he live",
    "which should I pick",
    "Do I have melanoma?",
    "am I going to die of melanoma",
    "will mum survive melanoma",
)


@pytest.mark.parametrize("question", LACKING)
def test_a_section_that_lacks_the_asked_thing_does_not_answer(engine: Engine, question: str) -> None:
    assert engine.answer(question).status is not State.ANSWER


@pytest.mark.parametrize("question", OTHER_AGE)
def test_what_is_said_of_adults_is_not_read_by_who_asks_for_a_child(engine: Engine, question: str) -> None:
    reply = engine.answer(question)
    assert reply.status is not State.ANSWER
    assert [choice.text for choice in reply.choices if choice.text] == []


@pytest.mark.parametrize("question", PERSONAL)
def test_what_only_the_team_can_say_is_offered_by_its_heading(engine: Engine, question: str) -> None:
    reply = engine.answer(question)
    assert reply.status is State.DID_YOU_MEAN
    assert "care team" in str(reply.message)
    assert [choice.text for choice in reply.choices if choice.text] == []


def test_what_has_a_section_of_its_own_is_never_said_to_be_only_mentioned(engine: Engine) -> None:
    reply = engine.answer("what are the side effects of zolbetuximab")
    assert "none is about it" not in str(reply.message)
    found = [passage.id for passage in reply.passages] + [choice.id for choice in reply.choices]
    assert "claudin18-2-car-t-trial#is-this-the-same-as-zolbetuximab-vyloy" in found


HEART = {
    "How it feels": "Coronary microvascular disease often hurts during daily chores rather than during exercise. "
    "Women with coronary microvascular disease notice tiredness, poor sleep and breathlessness.",
    "Who gets it?": "Coronary microvascular disease is commoner in women after the change of life.",
}
STORY = "My mother was tested last year and had an operation. Is coronary microvascular disease commoner in women?"


@pytest.fixture
def heart(write: Write) -> Engine:
    folder = write("coronary-microvascular-disease", "Coronary microvascular disease", HEART)
    return Engine(read_library(folder), AnswerOptions())


@pytest.mark.parametrize(
    "question",
    [
        "how is coronary microvascular disease treated",
        "is there surgery for coronary microvascular disease",
        "can coronary microvascular disease be cured",
        "what tests show coronary microvascular disease",
    ],
)
def test_what_no_section_says_of_a_subject_is_not_answered_from_its_other_sections(
    heart: Engine, question: str
) -> None:
    assert heart.answer(question).status is State.DID_YOU_MEAN


def test_what_a_story_tells_before_it_asks_is_not_what_is_asked(heart: Engine) -> None:
    assert [passage.heading for passage in heart.answer(STORY).passages[:1]] == ["Who gets it?"]
