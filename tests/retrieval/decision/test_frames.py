"""A question about a subject as a whole is answered only by a section about it, however it is worded."""

import pytest

from faq.library import read_library
from retrieval.engine import Engine
from retrieval.options import AnswerOptions
from retrieval.reply import Reply, State
from tests.retrieval.conftest import Write

OTHER_SYNDROMES = (
    "what are the symptoms of Down syndrome",
    "how do they check for restless legs syndrome",
    "what can I take for irritable bowel syndrome",
    "why do people get nephrotic syndrome",
    "what tablets do you get for carpal tunnel syndrome",
)
ONLY_MENTIONED = (
    "what brings on macular degeneration",
    "do i have macular degeneration, how would I know?",
    "why do people get macular degeneration",
    "what can be done for macular degeneration",
)


def shows_no_text(reply: Reply) -> bool:
    return reply.status is not State.ANSWER and not any(choice.text for choice in reply.choices)


@pytest.mark.parametrize("question", OTHER_SYNDROMES)
def test_one_shared_word_makes_no_shared_subject(engine: Engine, question: str) -> None:
    assert shows_no_text(engine.answer(question))


CATARACT = {
    "Do I need the operation?": "With macular degeneration the operation helps less.",
    "What happens on the day?": "The cloudy lens is taken out and a clear one is put in. You go home on the same day.",
}


@pytest.mark.parametrize("question", ONLY_MENTIONED)
def test_what_is_only_mentioned_is_not_answered_in_lay_words_either(write: Write, question: str) -> None:
    engine = Engine(read_library(write("cataract", "Cataract", CATARACT)), AnswerOptions())
    assert shows_no_text(engine.answer(question))


@pytest.mark.parametrize("number", ["፩", "²", "①", "٤٥", "9" * 400])
def test_a_number_that_is_written_strangely_is_no_error(engine: Engine, number: str) -> None:
    assert engine.answer(f"is car-t given to a {number} year old").notice


KIDNEYS = {
    "What brings them on?": "Kidney stones form when you drink too little. They can lead to kidney failure.",
    "How are they treated?": "Small kidney stones pass on their own. Larger ones are broken up with sound waves.",
}


@pytest.fixture
def kidneys(write: Write) -> Engine:
    return Engine(read_library(write("kidney-stones", "Kidney stones", KIDNEYS)), AnswerOptions())


def test_a_word_in_the_place_of_the_titles_is_another_subject(kidneys: Engine) -> None:
    assert kidneys.answer("how are kidney stones treated").status is State.ANSWER
    assert shows_no_text(kidneys.answer("how is kidney failure treated"))


CUSHING = {
    "What brings it on": "Too much cortisol breaks down protein. What causes Cushing's syndrome is often a tumour.",
    "How it is treated": "The tumour is taken out, or tablets bring the cortisol down.",
}


@pytest.mark.parametrize("question", ["what causes Down syndrome", "how is down syndrome treated"])
def test_an_everyday_word_in_the_place_of_a_name_is_another_subject_too(write: Write, question: str) -> None:
    engine = Engine(read_library(write("cushings-syndrome", "Cushing's syndrome", CUSHING)), AnswerOptions())
    assert engine.answer("what causes Cushing's syndrome").status is State.ANSWER
    assert shows_no_text(engine.answer(question))


CHILDREN = {
    "How is it treated?": "Children breathe in a reliever through a spacer. Asthma needs a plan.",
    "Can it be prevented?": "Keep your home free of smoke. Dust sets off asthma.",
}


@pytest.mark.parametrize(("age", "answered"), [("6", True), ("45", False)])
def test_an_age_in_years_is_a_childs_or_an_adults(write: Write, age: str, answered: bool) -> None:
    engine = Engine(read_library(write("asthma", "Asthma in children", CHILDREN)), AnswerOptions())
    reply = engine.answer(f"how is asthma treated in a {age} year old")
    assert (reply.status is State.ANSWER) is answered


def test_a_wording_that_staff_add_is_answered_by_its_section_alone(write: Write) -> None:
    wording = "what do I need at home before he comes back"
    sections = {"What should be ready after an operation?": "Have easy meals in the house.", "May I drive?": "Not yet."}
    front = f"also_asked:\n  what-should-be-ready-after-an-operation: [{wording}]\n"
    engine = Engine(read_library(write("home", "Coming home", sections, front)), AnswerOptions())
    assert [p.heading for p in engine.answer(wording).passages] == ["What should be ready after an operation?"]


HEPATITIS = {
    "a": {"How you catch it": "It spreads through food and water.", "Common symptoms": "You feel sick and tired."},
    "c": {"How not to pass it on": "You get it through blood. Never share needles.", "Treatment": "Tablets for weeks."},
}


def test_of_two_alike_the_one_that_is_named_is_offered_first_and_gone_on_with(write: Write) -> None:
    for letter, sections in HEPATITIS.items():
        folder = write(f"hepatitis-{letter}", f"Hepatitis {letter.upper()}", sections)
    engine = Engine(read_library(folder), AnswerOptions())
    reply = engine.answer("how do you get hepatitis A")
    found = [passage.id for passage in reply.passages] or [choice.id for choice in reply.choices]
    assert found[0].startswith("hepatitis-a#")
    follow_up = engine.answer("and how would I notice I've got it", reply.context)
    assert not any(passage.id.startswith("hepatitis-c") for passage in follow_up.passages)


def test_nobody_goes_on_about_a_twin_that_was_only_offered(write: Write) -> None:
    engine = Engine(read_library(write("hepatitis-c", "Hepatitis C", HEPATITIS["c"])), AnswerOptions())
    reply = engine.answer("how is hepatitis B treated")
    assert shows_no_text(reply)
    assert reply.context == ""


@pytest.mark.parametrize("wording", ["how is hepatitis B treated", "how is malaria treated"])
def test_a_wording_about_something_else_is_not_answered_by_the_section_it_was_written_for(
    write: Write, wording: str
) -> None:
    write("malaria", "Malaria", {"How is it caught?": "Malaria is caught from mosquitoes."})
    front = f"also_asked:\n  treatment: [{wording}]\n"
    engine = Engine(read_library(write("hepatitis-c", "Hepatitis C", HEPATITIS["c"], front)), AnswerOptions())
    assert engine.answer(wording).status is not State.ANSWER


ANEMIA = {
    "What brings it on?": "You lack iron. Sickle cell anemia is another illness, and it is inherited.",
    "How is it treated?": "Iron tablets help for most kinds of anemia. Eat beans and greens.",
}


def test_a_word_before_the_subject_that_tells_the_most_makes_another_sort_of_it(write: Write) -> None:
    engine = Engine(read_library(write("anemia", "Anemia", ANEMIA)), AnswerOptions())
    assert engine.answer("how is anemia treated").status is State.ANSWER
    assert shows_no_text(engine.answer("what are the symptoms of sickle cell anemia"))
    assert shows_no_text(engine.answer("treatment for sickle cell anemia please"))
