"""Every treatment asked about in every way: what is known of one is never told of another."""

from itertools import product

import pytest

from retrieval.engine import Engine
from retrieval.reply import State

TIL, CHECKPOINT, CLAUDIN = ("til-therapy-melanoma",), ("checkpoint-inhibitors",), ("claudin18-2-car-t-trial",)
CAR_T = ("car-t-therapy-explained", "cytokine-release-syndrome")

ARTICLES = {
    "TIL therapy": TIL,
    "lifileucel": TIL,
    "pembrolizumab": CHECKPOINT,
    "Keytruda": CHECKPOINT,
    "nivolumab": CHECKPOINT,
    "ipilimumab": CHECKPOINT,
    "satri-cel": CLAUDIN,
    "Kymriah": CAR_T,
    "Yescarta": CAR_T,
}
WAYS = (
    "what does {} cost",
    "can I drive after {}",
    "second cancer after {}",
    "side effects of {}",
    "how long in hospital for {}",
    "is {} approved",
    "do steroids stop {} working",
    "does {} cause hair loss",
    "how long does {} stay in the body",
    "who can have {}",
    "how is {} given",
    "how well does {} work",
    "can {} be fatal",
    "fever after {}",
    "confusion after {}",
    "does {} work for glioblastoma",
    "does {} work for melanoma",
    "does {} work for leukaemia",
)


@pytest.mark.parametrize(("treatment", "way"), list(product(ARTICLES, WAYS)))
def test_an_answer_is_about_the_treatment_that_was_asked_about(engine: Engine, treatment: str, way: str) -> None:
    reply = engine.answer(way.format(treatment))
    if reply.status is State.ANSWER:
        shown = reply.passages[0]
        about = shown.id.partition("#")[0] in ARTICLES[treatment]
        assert about or treatment.casefold() in f"{shown.heading} {shown.text}".casefold(), shown.id


def test_most_treatments_have_answers_of_their_own(engine: Engine) -> None:
    asked = [engine.answer(way.format(treatment)) for treatment, way in product(ARTICLES, WAYS)]
    assert sum(reply.status is State.ANSWER for reply in asked) > 25
