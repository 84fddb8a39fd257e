"""ALL in capitals is a leukaemia, not everybody, where the articles call it so."""

import signal
from collections.abc import Iterator
from types import FrameType

import pytest

from faq.library import read_library
from retrieval.engine import Engine
from retrieval.options import AnswerOptions
from retrieval.search.vocabulary import Vocabulary
from retrieval.text.abbreviations import abbreviations
from tests.retrieval.conftest import Write

LEUKAEMIA = {
    "What decides how well treatment works?": "In acute lymphoblastic leukaemia (ALL) age and gene changes count most.",
    "How is it treated?": "Acute lymphoblastic leukaemia is treated with chemotherapy over two years.",
}
LUNGS = {"How is it treated?": "Pneumonia is treated with antibiotics. Nearly all people get well."}


@pytest.fixture
def engine(write: Write) -> Engine:
    write("pneumonia", "Pneumonia", LUNGS)
    return Engine(
        read_library(write("leukaemia", "Acute lymphoblastic leukaemia in adults", LEUKAEMIA)), AnswerOptions()
    )


@pytest.mark.parametrize("question", ["how is ALL treated", "My brother has ALL. How is it treated?"])
def test_an_abbreviation_that_looks_like_an_everyday_word_names_its_illness(engine: Engine, question: str) -> None:
    assert [passage.id for passage in engine.answer(question).passages[:1]] == ["leukaemia#how-is-it-treated"]


@pytest.mark.parametrize("question", ["does it help all people with pneumonia", "HOW IS PNEUMONIA TREATED AT ALL"])
def test_the_everyday_word_stays_an_everyday_word(engine: Engine, question: str) -> None:
    reply = engine.answer(question)
    found = [passage.id for passage in reply.passages] or [choice.id for choice in reply.choices]
    assert found[:1] == ["pneumonia#how-is-it-treated"]


@pytest.fixture
def at_once() -> Iterator[None]:
    """Somebody may paste a picture as text: read once it takes milliseconds, read from each letter on half an hour."""

    def give_up(_: int, __: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(20)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.usefixtures("at_once")
def test_a_long_run_without_spaces_keeps_nobody_waiting() -> None:
    assert abbreviations(["a" * 1_000_000], bool) == {}
    assert len(Vocabulary("english").read("Stop" + "!" * 1_000_000)) == 1
