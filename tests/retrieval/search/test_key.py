"""The key of an answer: the one statement that is shown first."""

import pytest

from faq.library import Library, read_library
from retrieval.engine import Engine
from retrieval.options import AnswerOptions
from retrieval.text.statements import statements
from tests.conftest import CONTENT
from tests.retrieval.conftest import Write


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(read_library(CONTENT), AnswerOptions())


def key_of(engine: Engine, section_id: str, question: str) -> str:
    article = engine.library.article(section_id.partition("#")[0])
    assert article is not None
    section = article.section(section_id.partition("#")[2])
    assert section is not None
    answerer = engine.answerers[article.lang]
    return answerer.keys.key(article, section, section.blocks, answerer.index.read(question))


CURE = "claudin18-2-car-t-trial#does-this-cure-stomach-or-pancreatic-cancer"
FOUND = "claudin18-2-car-t-trial#what-did-the-trial-find"
QUESTIONS = (
    "what is it",
    "how many people",
    "how long does it last",
    "when was it approved",
    "is it safe for me",
    "where is it given",
    "does it cure cancer",
    "¿cuánto dura?",
)


def test_every_key_stands_word_for_word_in_its_passage(engine: Engine) -> None:
    shown = 0
    for article in engine.library.published():
        answerer = engine.answerers[article.lang]
        for passage in (one for one in answerer.index.passages if one.slug == article.slug):
            section = article.section(passage.id.partition("#")[2])
            assert section is not None
            for question in (*QUESTIONS, passage.heading or article.title):
                key = answerer.keys.key(article, section, passage.blocks, answerer.index.read(question))
                shown += bool(key)
                for line in key.splitlines():
                    assert line in passage.text, passage.id
                if key:
                    assert len(passage.text.split()) >= 40, passage.id
                    assert key.splitlines()[-1][:1] not in " ,;", passage.id
    assert shown >= 100


def test_a_statement_is_a_whole_sentence_or_item(library: Library) -> None:
    for article in library.published():
        for section in article.sections:
            for statement in statements(section.blocks):
                block = section.blocks[statement.block]
                if not block.html.startswith(("<ul", "<ol")):
                    assert statement.text.rstrip('"”»)')[-1] in ".!?", statement
                    assert statement.text[0].isupper() or not statement.text[0].isalpha(), statement


def test_the_number_that_is_asked_for_is_the_key(engine: Engine) -> None:
    key = key_of(engine, FOUND, "how many people does the final report of 2024 cover")
    assert key == "The final report of 2024 covers 98 people."


def test_a_list_item_brings_the_line_that_leads_in_to_it(engine: Engine) -> None:
    key = key_of(engine, FOUND, "how many responses were still holding after 6 months")
    assert key == "The interim analysis of 2022:\nAbout 45 in 100 responses were still holding after 6 months."


def test_a_question_like_the_heading_is_answered_by_the_first_sentence(engine: Engine) -> None:
    assert key_of(engine, CURE, "does this cure stomach cancer").startswith("No, Claudin18.2 CAR-T has not been shown")


def test_a_no_that_answers_another_question_is_no_key(engine: Engine) -> None:
    assert not key_of(engine, CURE, "is there any car-t for stomach cancer").startswith("No")


def test_a_passage_read_at_a_glance_needs_no_key(engine: Engine) -> None:
    article = engine.library.article("claudin18-2-car-t-trial")
    assert article is not None
    section = article.section("does-this-cure-stomach-or-pancreatic-cancer")
    assert section is not None
    answerer, short = engine.answerers["en"], section.blocks[:1]
    query = answerer.index.read(section.heading)
    assert len(short[0].text.split()) < 40
    assert answerer.keys.key(article, section, short, query) == ""
    assert answerer.keys.nearest(article, section, short, query).startswith("No, Claudin18.2")


def test_the_reply_carries_the_key_of_each_passage(engine: Engine) -> None:
    reply = engine.answer("does this cure stomach cancer")
    assert reply.passages[0].key
    assert reply.as_json()["passages"][0]["key"] == reply.passages[0].key


def test_a_list_item_without_words_spoils_no_answer(write: Write) -> None:
    text = "Wash your hands for 20 seconds before you touch the wound.\n\n-\n\nDry them well."
    engine = Engine(
        read_library(write("wounds", "How do I care for a wound?", {"How do I wash?": text})), AnswerOptions()
    )
    for question in ("how do I wash", "wash hands wound", "care for a wound at home"):
        assert engine.answer(question).notice
