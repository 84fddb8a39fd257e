"""The subject guard: right sentence, wrong disease, is refused, and the missing word is named."""

import pytest

from retrieval.decision.subject_words import HERE, INFORMAL, SUBJECTS
from retrieval.engine import Engine
from retrieval.reply import State
from retrieval.text.frequency import general_frequency


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("Does CAR-T work for breast cancer?", "breast"),
        ("What are the side effects of tamoxifen?", "tamoxifen"),
        ("Is there a B7-H3 trial?", "b7-h3"),
        ("what is GPC3 CAR-T", "gpc3"),
        ("Is a CAR-NK trial open?", "car-nk"),
        ("What helps against migraine?", "migraine"),
        ("can immunotherapy treat gout", "gout"),
    ],
)
def test_a_subject_the_articles_lack_is_named(engine: Engine, question: str, word: str) -> None:
    reply = engine.answer(question)
    assert reply.status is State.NOT_FOUND
    assert word in reply.unmatched
    assert reply.message is not None
    assert word in reply.message


@pytest.mark.parametrize(
    "question",
    [
        "what's CRS in plain English please",
        "my husband was told he has glioblastoma, does CAR-T cure it?",
        "what are tumor infiltrating lymphocytes",
        "WHO PAYS FOR A TRIAL???",
        "how is cytokine release syndrome treated, honestly",
    ],
)
def test_general_words_spelling_and_shouting_do_not_trip_it(engine: Engine, question: str) -> None:
    assert engine.answer(question).unmatched == ()


@pytest.mark.parametrize("word", ["vanished", "husband", "tell", "2024", "40,000", "really", "the"])
def test_everyday_words_and_numbers_are_no_subjects(engine: Engine, word: str) -> None:
    assert not engine.answerers["en"].guard.is_subject(word)


@pytest.mark.parametrize("word", ["breast", "tamoxifen", "kidney", "transplant", "lupus", "il-6"])
def test_words_that_name_things_are_subjects(engine: Engine, word: str) -> None:
    assert engine.answerers["en"].guard.is_subject(word)


@pytest.mark.parametrize("question", ["What is temozolomide?", "What does HER2 mean?"])
def test_a_thing_mentioned_in_passing_is_not_explained_by_it(engine: Engine, question: str) -> None:
    assert engine.answer(question).status is not State.ANSWER


@pytest.mark.parametrize(
    ("question", "section"),
    [
        ("What is TIL therapy?", "til-therapy-melanoma#what-is-til-therapy"),
        ("what is lifileucel", "til-therapy-melanoma#what-is-til-therapy"),
        ("what is Vyloy", "claudin18-2-car-t-trial#is-this-the-same-as-zolbetuximab-vyloy"),
    ],
)
def test_a_thing_that_has_its_section_is_explained(engine: Engine, question: str, section: str) -> None:
    assert engine.answer(question).passages[0].id == section


@pytest.mark.parametrize(
    "question",
    [
        "My mate from Leeds says TIL therapy is a brilliant idea for melanoma, who is it for?",
        "a couple of blokes down the allotment swear CAR-T costs a fortune, what does it cost in dollars",
        "We live on a farm miles from town. What are the main side effects of CAR-T?",
        "tell me without the waffle what a clinical trial is, I'm knackered and it's doing my head in",
    ],
)
def test_the_story_around_a_question_refuses_nothing(engine: Engine, question: str) -> None:
    assert engine.answer(question).unmatched == ()


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("I am 54 and have breast cancer. Does CAR-T help?", "breast"),
        ("Does CAR-T help against Crohn's?", "crohn's"),
        ("Is a Hartmann procedure part of TIL therapy?", "hartmann"),
        ("does immunotherapy help my shingles", "shingles"),
    ],
)
def test_an_illness_in_the_story_is_named(engine: Engine, question: str, word: str) -> None:
    assert word in engine.answer(question).unmatched


@pytest.mark.parametrize(
    "question", ["what are the side effects", "is it safe?", "how long does it last", "who is it for"]
)
def test_a_question_that_any_article_could_mean_is_asked_back(engine: Engine, question: str) -> None:
    assert engine.answer(question).status is not State.ANSWER


def test_a_question_that_only_one_article_can_mean_is_answered(engine: Engine) -> None:
    reply = engine.answer("when may I drive again")
    assert reply.passages[0].id == "car-t-therapy-explained#can-i-drive-after-car-t"


def test_the_sorted_words_are_common_and_the_informal_ones_are_not() -> None:
    common = general_frequency()
    assert len(SUBJECTS) > 2000
    assert [word for word in sorted(SUBJECTS) if word not in common] == []
    assert [word for word in sorted(INFORMAL) if word in common] == []


def test_the_lists_are_in_order_and_without_repeats() -> None:
    for name in ("subject_words.txt", "informal_words.txt"):
        words = (HERE / name).read_text(encoding="utf-8").split("\n")
        assert words == [*sorted(set(filter(None, words))), ""]


@pytest.mark.parametrize(
    "question",
    [
        "Does TIL therapy cure glioblastoma?",
        "can I drive after TIL therapy",
        "is there CAR-T for skin cancer",
        "does nivolumab treat glioblastoma",
        "Is lifileucel approved for leukaemia?",
        "does Yescarta cure pancreatic cancer",
        "what does pembrolizumab cost",
        "how long do lifileucel cells stay in the body",
        "second cancer after pembrolizumab",
        "does satri-cel work for melanoma",
    ],
)
def test_what_is_known_of_one_treatment_is_not_told_of_another(engine: Engine, question: str) -> None:
    assert engine.answer(question).status is not State.ANSWER


@pytest.mark.parametrize(
    "question",
    [
        "Can I still have children after CAR-T?",
        "will I be able to have kids one day after pembrolizumab",
        "does TIL therapy stop me having a baby later",
        "we want to start a family, is that possible after immunotherapy",
    ],
)
def test_having_children_is_a_subject_that_the_articles_lack(engine: Engine, question: str) -> None:
    reply = engine.answer(question)
    assert reply.status is State.NOT_FOUND
    assert "having children" in reply.unmatched


@pytest.mark.parametrize(
    "question",
    [
        "Can children have CAR-T?",
        "how many children with leukaemia were helped by Kymriah",
        "can I have family with me",
    ],
)
def test_other_questions_with_children_in_them_are_not_taken_for_it(engine: Engine, question: str) -> None:
    assert engine.answer(question).unmatched == ()


def test_a_price_in_everyday_words_is_answered_with_money_or_not_at_all(engine: Engine) -> None:
    assert engine.answer("how much is Opdivo").status is not State.ANSWER
    assert (
        engine.answer("how much is CAR-T in dollars").passages[0].id == "car-t-therapy-explained#what-does-car-t-cost"
    )
