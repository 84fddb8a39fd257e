"""What is asked about something else, something absent or something merely mentioned is never answered."""

from collections.abc import Callable

import pytest

from faq.library import read_library
from retrieval.engine import Engine
from retrieval.options import AnswerOptions
from retrieval.reply import Reply, State
from tests.conftest import CONTENT

Ask = Callable[..., Reply]

SECTIONS = {
    "Joints": {
        "How long does a wrist fracture take to heal?": "Most wrists heal in 6 weeks. Gout is something else.",
        "What helps an acute back pain?": "Keep moving, and take a painkiller for a few days.",
        "When may I walk after an ankle operation?": "You may walk with sticks after 2 days.",
    },
    "Infections of the skin": {
        "What are the symptoms of scabies?": "Itching at night, and a rash between the fingers.",
        "How is ringworm treated?": "Ringworm is treated with a cream for 2 weeks.",
        "How long is measles type D catching?": "About 4 days before the rash and 4 days after it.",
    },
    "Tests and tablets": {
        "Do I need an empty stomach for the blood sugar test?": "Yes, eat nothing for 8 hours.",
        "How much loratadine may adults take?": "Adults may take 10 mg once a day.",
        "What happens in week 20 of pregnancy?": "There is a scan in week 20.",
        "Is there an injection for hepatitis A?": "Yes, two doses.",
        "What should I do about a hypersensitive tooth?": "Use a soft brush and a paste for it.",
        "When do women need a smear test?": "Women need one every 5 years. Asthma makes no difference.",
        "Which exercise helps the left shoulder?": "Lift the arm slowly.",
    },
}
TWINS = (
    "How long does a hip fracture take to heal?",
    "What helps a chronic back pain?",
    "When may I walk before an ankle operation?",
    "When may I walk after a shoulder operation?",
    "How long is measles type B catching?",
    "Do I need a full stomach for the blood sugar test?",
    "How much loratadine may children take?",
    "How much loratadine can a toddler take?",
    "What happens in week 12 of pregnancy?",
    "Is there an injection for hepatitis B?",
    "is there a jab for hepatitis c",
    "What should I do about a hyposensitive tooth?",
    "When do men need a smear test?",
    "Which exercise helps the right shoulder?",
)
PLAIN = {
    "how long until a broken wrist fracture heals": "How long does a wrist fracture take to heal?",
    "signs of scabies symptoms": "What are the symptoms of scabies?",
    "treatment for ringworm": "How is ringworm treated?",
    "how much loratadine can an adult take": "How much loratadine may adults take?",
    "is there a jab for hep a": "Is there an injection for hepatitis A?",
    "do you need an empty tummy for the blood sugar test": "Do I need an empty stomach for the blood sugar test?",
}
MENTIONED = ("What are the symptoms of gout?", "how is gout treated", "what causes asthma", "how is asthma diagnosed")
ABSENT = {"How is tularaemia treated?": "tularaemia", "symptoms of leptospirosis": "leptospirosis"}


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """A visitor of a clinic on its first day: articles, and nothing of what patients say."""
    folder = tmp_path_factory.mktemp("clinic")
    for file in CONTENT.glob("*.toml"):
        if file.name != "questions.toml":
            (folder / file.name).write_text(file.read_text("utf-8"), "utf-8")
    (folder / "articles").mkdir()
    for number, (title, sections) in enumerate(SECTIONS.items()):
        (folder / "articles" / f"article-{number}.md").write_text(article(title, sections), "utf-8")
    return Engine(read_library(folder), AnswerOptions()).answer


def article(title: str, sections: dict[str, str]) -> str:
    """An article of some sections, as staff would write it."""
    head = (
        f"---\ntitle: {title}\nsummary: Short answers.\nevidence: early\npublished: 2026-01-31\n---\nShort answers.\n"
    )
    body = "".join(f"\n## {heading}\n\n{text}\n" for heading, text in sections.items())
    return f"{head}{body}\n## Key takeaway\n\nAsk us when you are not sure.\n"


def headings(reply: Reply) -> list[str]:
    """The headings of the passages shown."""
    return [passage.heading for passage in reply.passages]


@pytest.mark.parametrize("question", TWINS)
def test_a_twin_is_not_answered_and_its_text_is_not_shown(ask: Ask, question: str) -> None:
    reply = ask(question)
    assert reply.status is not State.ANSWER, headings(reply)
    assert [choice.text for choice in reply.choices if choice.text] == []


def test_an_offer_says_what_it_is_about_instead(ask: Ask) -> None:
    reply = ask("Is there an injection for hepatitis B?")
    assert reply.status is State.DID_YOU_MEAN
    assert reply.choices[0].difference == "This part is about hepatitis a."
    assert reply.choices[0].article == "Tests and tablets"


@pytest.mark.parametrize("heading", [heading for sections in SECTIONS.values() for heading in sections])
def test_a_heading_is_answered_by_its_section(ask: Ask, heading: str) -> None:
    assert headings(ask(heading))[:1] == [heading]


@pytest.mark.parametrize(("question", "heading"), PLAIN.items())
def test_the_same_in_other_words_is_answered(ask: Ask, question: str, heading: str) -> None:
    assert headings(ask(question))[:1] == [heading]


@pytest.mark.parametrize("question", MENTIONED)
def test_a_disease_that_is_only_mentioned_is_said_to_be(ask: Ask, question: str) -> None:
    reply = ask(question)
    assert reply.status is State.NOT_FOUND
    assert reply.mentions
    assert reply.unmatched == ()
    assert "and none is about it" in str(reply.message)


@pytest.mark.parametrize("question", MENTIONED)
def test_a_disease_that_is_only_mentioned_is_so_after_another_question_too(ask: Ask, question: str) -> None:
    before = ask("Is there an injection for hepatitis A?")
    reply = ask(question, before.context)
    assert reply.status is State.NOT_FOUND
    assert reply.passages == ()


@pytest.mark.parametrize(("question", "word"), ABSENT.items())
def test_a_subject_that_no_article_has_is_named(ask: Ask, question: str, word: str) -> None:
    reply = ask(question)
    assert reply.status is State.NOT_FOUND
    assert reply.unmatched == (word,)


@pytest.mark.parametrize("question", ["how long will he live with measles", "should I pick the cream or the tablets"])
def test_what_becomes_of_one_person_is_never_answered(ask: Ask, question: str) -> None:
    reply = ask(question)
    assert reply.status is not State.ANSWER
    assert reply.personal or reply.status is State.NOT_FOUND
    assert [choice.text for choice in reply.choices if choice.text] == []


def test_an_offer_shows_a_sentence_of_the_file_word_for_word(engine: Engine) -> None:
    reply = engine.answer("what are the side effects?")
    assert reply.status is State.DID_YOU_MEAN
    for choice in reply.choices:
        shown = engine.show(choice.id)
        assert shown is not None
        assert choice.text
        assert choice.text in shown.text
