"""What patients say for a section finds it, all utterances together, and makes no disease known."""

from dataclasses import replace

import pytest

from retrieval.search.index import Index
from retrieval.search.passages import Passage
from retrieval.search.query_likelihood import QueryLikelihood
from retrieval.search.vocabulary import Vocabulary
from retrieval.text.frequency import general_frequency

COST = Passage("a#cost", 0, "Cell therapy", "What does it cost?", "The list price is high.")
SAFE = Passage("a#safe", 0, "Cell therapy", "Is it safe?", "Some people have a fever.")
SAID = (
    replace(COST, heard=("who foots the bill", "can we afford the bill", "will I be out of pocket")),
    replace(SAFE, heard=("could it kill me", "what might go wrong", "is there a catch")),
)


def index(*passages: Passage) -> Index:
    return Index(passages, english=general_frequency())


def likelihood(*passages: Passage) -> QueryLikelihood:
    vocabulary = Vocabulary("english")
    return QueryLikelihood(passages, [vocabulary.read(passage.text) for passage in passages], vocabulary, ())


def test_sayings_find_a_section_whose_text_has_none_of_their_words() -> None:
    assert index(COST, SAFE).search("paying the bill") == []
    assert [hit.passage.id for hit in index(*SAID).search("how large is the bill")][:1] == ["a#cost"]


def test_what_several_sayings_share_counts_more_than_what_one_has() -> None:
    once = replace(SAID[1], heard=("is the bill a catch", *SAID[1].heard))
    often = replace(SAID[0], heard=("the hospital bill", "a bill afterwards", "send me the bill", *SAID[0].heard))
    hits = index(often, once).search("the bill")
    assert [hit.passage.id for hit in hits] == ["a#cost", "a#safe"]
    assert hits[0].because["heard"] > hits[1].because["heard"] > 0


def test_the_first_saying_of_a_section_says_less_than_the_tenth() -> None:
    said = ("send me the bill", "a bill afterwards", "the hospital bill", "the bill again", "a bill by post")
    added = [index(replace(COST, heard=said[:n]), SAFE).search("the bill")[0].because["heard"] for n in (1, 3, 5)]
    assert 0 < added[0] < added[1] < added[2]


def test_the_reasons_for_a_score_name_the_sayings() -> None:
    hit = index(*SAID).search("what does the bill cost")[0]
    assert hit.because["heard"] > 0
    assert sum(hit.because.values()) == pytest.approx(hit.score)


def test_without_sayings_nothing_changes() -> None:
    heard = likelihood(COST, SAFE)
    assert not heard.likely(index(COST, SAFE).read("what does it cost").terms).any()
    assert index(COST, SAFE).search("cost")[0].because["heard"] == 0


def test_a_question_nobody_ever_asked_tells_nothing() -> None:
    heard = likelihood(*SAID)
    assert not heard.likely(index(*SAID).read("zebra crossing").terms).any()


def test_the_parts_of_a_long_section_share_its_sayings() -> None:
    parts = (SAID[0], replace(SAID[0], part=1, text="Ask your insurance."), SAID[1])
    heard = likelihood(*parts)
    likely = heard.likely(index(*parts).read("the bill").terms)
    assert likely[0] == likely[1] > likely[2]
    assert heard.trusted[0] == heard.trusted[1] > 0


def test_within_one_article_the_sayings_of_others_count_nothing() -> None:
    other = replace(SAID[0], id="b#price", heard=("the bill", "the bill again", "what a bill"))
    hits = index(*SAID, other).search("the bill", within="a")
    assert {hit.passage.slug for hit in hits} == {"a"}
    assert hits[0].passage.id == "a#cost"


def test_a_saying_makes_an_everyday_word_known_and_no_disease() -> None:
    told = index(replace(SAID[0], heard=("who foots the bill for leptospirosis",)), SAID[1])
    assert told.says("the bill")
    assert not told.says("leptospirosis")
