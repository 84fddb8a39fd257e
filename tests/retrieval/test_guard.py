"""The subject guard: right sentence, wrong disease, is refused, and the missing word is named."""

import pytest

from retrieval.edition import Edition
from retrieval.reply import State


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
def test_a_subject_the_articles_lack_is_named(edition: Edition, question: str, word: str) -> None:
    reply = edition.answer(question)
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
def test_general_words_spelling_and_shouting_do_not_trip_it(edition: Edition, question: str) -> None:
    assert edition.answer(question).unmatched == ()


@pytest.mark.parametrize("word", ["vanished", "husband", "tell", "2024", "40,000", "really", "the"])
def test_everyday_words_and_numbers_are_no_subjects(edition: Edition, word: str) -> None:
    assert not edition.finders["en"].guard.is_subject(word)


@pytest.mark.parametrize("word", ["breast", "tamoxifen", "kidney", "transplant", "lupus", "il-6"])
def test_words_that_name_things_are_subjects(edition: Edition, word: str) -> None:
    assert edition.finders["en"].guard.is_subject(word)


@pytest.mark.parametrize("question", ["What is temozolomide?", "What does HER2 mean?"])
def test_a_thing_mentioned_in_passing_is_not_explained_by_it(edition: Edition, question: str) -> None:
    assert edition.answer(question).status is not State.ANSWER


@pytest.mark.parametrize(
    ("question", "section"),
    [
        ("What is TIL therapy?", "til-therapy-melanoma#what-is-til-therapy"),
        ("what does ICANS mean", "cytokine-release-syndrome#what-is-icans-and-how-is-it-different"),
        ("what is Vyloy", "claudin18-2-car-t-trial#is-this-the-same-as-zolbetuximab-vyloy"),
    ],
)
def test_a_thing_that_has_its_section_is_explained(edition: Edition, question: str, section: str) -> None:
    assert edition.answer(question).passages[0].id == section
