"""Questions about somebody's own treatment are told apart, so that the notice can say who to ask."""

import pytest

from retrieval.decision.personal import asks_for_advice, asks_for_decision


@pytest.mark.parametrize(
    "typed",
    [
        "Should I stop my steroids before the infusion?",
        "Is this treatment right for my mother?",
        "Should my dad have CAR-T or chemo?",
        "I forgot a dose of my tablets, what now?",
        "My platelets are 20, is that ok?",
        "how long has my husband got left",
        "can I drink wine during immunotherapy?",
        "What dose of paracetamol should I take?",
        "Is it safe for me to fly after treatment?",
        "Do I have CRS?",
        "Would you recommend a trial?",
    ],
)
def test_advice_about_ones_own_care(typed: str) -> None:
    assert asks_for_advice(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "What is CRS?",
        "When should I call my team?",
        "What questions should I ask?",
        "Can I drive after CAR-T?",
        "Can I get Claudin18.2 CAR-T now?",
        "Do I have to have run out of treatments?",
        "Should I pay to take part?",
        "How long do CAR-T cells stay in the body?",
    ],
)
def test_general_questions_are_not_personal(typed: str) -> None:
    assert not asks_for_advice(typed)


def test_only_some_advice_is_a_decision_nobody_else_can_make() -> None:
    assert asks_for_decision("Should I stop my steroids?")
    assert not asks_for_decision("Would you recommend asking about trials?")
