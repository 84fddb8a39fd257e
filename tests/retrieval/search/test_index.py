"""Relevance: a small library, questions as people ask them, and why each passage should come first."""

import math

import pytest

from faq.staff_lists import Synonyms
from retrieval.search.index import Index
from retrieval.search.passages import Passage
from retrieval.text.frequency import general_frequency

TEXTS = {
    "car-t#what-is-it": ("CAR-T therapy", "What is CAR-T therapy?", "CAR-T is a treatment made from your own T cells."),
    "car-t#side-effects": (
        "CAR-T therapy",
        "What are the main side effects?",
        "Most people have a fever. Some feel confused. Low blood counts are common.",
    ),
    "car-t#diarrhoea": ("CAR-T therapy", "What helps with diarrhoea?", "Drink enough water and call your team."),
    "claudin#target": (
        "The Claudin18.2 trial",
        "What is Claudin18.2?",
        "Claudin18.2 is a protein on stomach cancer cells. Tumours with it were treated.",
    ),
    "claudin#response": (
        "The Claudin18.2 trial",
        "What did the trial find?",
        "In 38.5% of patients there was a response: the tumour became smaller.",
    ),
    "claudin#not": (
        "The Claudin18.2 trial",
        "Who could not join the trial?",
        "People who had not had chemotherapy could not join.",
    ),
    "claudin#join": ("The Claudin18.2 trial", "Who could join the trial?", "Adults with stomach cancer could join."),
    "crs#fever": (
        "Cytokine release syndrome",
        "Is a fever normal?",
        "A fever is the first sign of cytokine release syndrome. Tocilizumab blocks IL-6 and IFN-γ falls.",
    ),
    "checkpoint#how": ("Checkpoint inhibitors", "How do they work?", "They block the off switch of immune cells."),
    "price#pay": ("Taking part in a trial", "Who pays?", "The sponsor pays for the study drug."),
}
SYNONYMS = Synonyms(
    equal=(("cytokine storm", "cytokine release syndrome"), ("tummy", "stomach"), ("car t", "car-t", "cart")),
    one_way=(("shrinkage", "response"), ("keytruda", "pembrolizumab")),
)


@pytest.fixture(scope="module")
def index() -> Index:
    passages = [Passage(name, 0, title, heading, text) for name, (title, heading, text) in TEXTS.items()]
    return Index(passages, SYNONYMS, english=general_frequency())


def first(index: Index, question: str) -> str:
    hits = index.search(question)
    return hits[0].passage.id if hits else ""


@pytest.mark.parametrize(
    ("question", "expected", "reason"),
    [
        ("what is car t", "car-t#what-is-it", "the compound written as two words"),
        ("CART THERAPY", "car-t#what-is-it", "the compound as one word, in capitals"),
        ("car t-cell therapy", "car-t#what-is-it", "the hyphen in another place"),
        ("side effects", "car-t#side-effects", "both words, side by side, in the heading"),
        ("sideeffects", "car-t#side-effects", "two words run together"),
        ("can i get a fever?", "crs#fever", "the heading asks for it; elsewhere it is one of many"),
        ("diarrhea", "car-t#diarrhoea", "American spelling"),
        ("loose bowels or diarrhoea", "car-t#diarrhoea", "British spelling beside words nobody wrote"),
        ("claudin 18.2", "claudin#target", "the name in two words"),
        ("CLDN claudin18.2 protein", "claudin#target", "the name whole, beside an unknown one"),
        ("tummy protein", "claudin#target", "a patient's word for stomach"),
        ("tumor srinkage", "claudin#response", "typing slip, then synonym, then American spelling"),
        ("38.5%", "claudin#response", "a number kept whole"),
        ("what is a cytokine storm", "crs#fever", "two words for three"),
        ("ifn-gamma", "crs#fever", "a Greek letter by name"),
        ("tociluzumab", "crs#fever", "a misspelt drug"),
        ("chek point inhibitors", "checkpoint#how", "a slip in one half of a word that is written as one"),
        ("who could not join", "claudin#not", "not counts"),
        ("who could join", "claudin#join", "no word more than asked for"),
        ("the patient's tumours", "claudin#response", "possessive and plural"),
        ("is it for who pays", "price#pay", "little words do not distract"),
    ],
)
def test_the_passage_that_should_come_first(index: Index, question: str, expected: str, reason: str) -> None:
    assert first(index, question) == expected, reason


def test_a_long_message_is_answered_by_the_question_in_it(index: Index) -> None:
    story = (
        "hello my mother is 71 and we live far away from the hospital she was always healthy until last spring when "
        "she lost weight and our family doctor sent her for tests and they found something and now everybody talks "
        "about a study that takes place in another city and my sister went there and came home with many papers but "
        "nobody could tell us the one thing we wanted to know which is who pays"
    )
    assert first(index, story) == "price#pay"


def test_a_hit_says_which_words_matched_as_written(index: Index) -> None:
    (hit, *_) = index.search("tumours that respond")
    assert {"tumour", "response"} & set(hit.matched)
    assert all(word in f"{hit.passage.heading} {hit.passage.text}" for word in hit.matched)


def test_the_reasons_add_up_to_the_score(index: Index) -> None:
    for hit in index.search("side effects of CAR-T therapy"):
        assert math.isclose(sum(hit.because.values()), hit.score, rel_tol=1e-5)
        assert set(hit.because) == {"words", "pairs", "ngram_score", "coverage", "focus", "heard", "summary"}


def test_a_passage_that_lacks_words_covers_less_than_the_question(index: Index) -> None:
    (hit, *_) = index.search("fever in breast cancer")
    assert "breast" not in hit.has
    assert hit.because["coverage"] < 0


def test_scores_fall_and_a_passage_comes_once(index: Index) -> None:
    hits = index.search("what did the trial find about stomach cancer")
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len({hit.passage.id for hit in hits}) == len(hits)


def test_a_search_may_keep_to_one_article(index: Index) -> None:
    hits = index.search("side effects and fever", within="crs")
    assert hits
    assert all(hit.passage.slug == "crs" for hit in hits)
    assert index.search("fever", within="no-such-article") == []


def test_the_limit_is_kept(index: Index) -> None:
    assert len(index.search("trial", limit=2)) == 2


def test_words_nobody_wrote_find_nothing(index: Index) -> None:
    assert index.search("zzyzx qwxk") == []


def test_another_wording_is_the_best_of_several_never_more_text() -> None:
    """A passage with other wordings is found by them, and one without any loses nothing on its own heading."""
    plain = Passage("a#pay", 0, "Trials", "Who pays for the drug?", "The sponsor pays.")
    asked = Passage("a#leave", 0, "Trials", "Can I leave?", "Yes, at any time.", ("may i stop", "is it free to go"))
    index = Index([plain, asked], english=general_frequency())
    assert index.search("may i stop")[0].passage.id == "a#leave"
    assert index.search("who pays for the drug")[0].passage.id == "a#pay"
    alone = Index([plain, Passage("a#leave", 0, "Trials", "Can I leave?", "Yes, at any time.")])
    assert alone.search("can i leave")[0].passage.id == "a#leave"


def test_a_synonym_weighs_less_than_the_word_itself() -> None:
    words = Synonyms(equal=(("tummy", "abdomen"),))
    index = Index(
        [Passage("a#one", 0, "", "", "The abdomen hurts."), Passage("a#two", 0, "", "", "The tummy hurts.")], words
    )
    assert [hit.passage.id for hit in index.search("tummy")] == ["a#two", "a#one"]
    assert [hit.passage.id for hit in index.search("abdomen")] == ["a#one", "a#two"]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_the_smallest_libraries_work(count: int) -> None:
    index = Index([Passage(f"a#{i}", 0, "Trials", f"Heading {i}", "About cells.") for i in range(count)])
    assert len(index.search("cells")) == count
    assert index.search("") == index.search("?!") == []


def test_a_word_that_every_passage_has_does_not_outweigh_a_rare_one() -> None:
    index = Index(
        [Passage(f"a#{i}", 0, "", "", "the signal the the" if i == 2 else "the the the the") for i in range(5)]
    )
    assert index.search("the signal")[0].passage.id == "a#2"


@pytest.mark.parametrize(
    "question", ["\x00", "\ud800 cancer", "e" + "\u0301" * 500, "cancer " * 5000, "a-" * 500, "\u202ecancer", "𝒞𝒶𝓃𝒸ℯ𝓇"]
)
def test_no_text_breaks_the_search(index: Index, question: str) -> None:
    for hit in index.search(question):
        assert hit.score > 0
        assert isinstance(hit.matched, tuple)


def test_at_most_64_words_are_used(index: Index) -> None:
    assert len(index.read(" ".join(f"word{i}" for i in range(500))).words) == 64


def test_spanish_articles_are_found_with_spanish_endings() -> None:
    passages = [
        Passage("ensayos#quien", 0, "Ensayos", "¿Quién puede participar?", "Los adultos pueden participar."),
        Passage("ensayos#pago", 0, "Ensayos", "¿Quién paga los tratamientos?", "El patrocinador paga."),
    ]
    index = Index(passages, language="spanish", english=general_frequency("es"))
    assert index.search("pagar el tratamiento")[0].passage.id == "ensayos#pago"


def test_the_library_is_asked_for_a_wording(index: Index) -> None:
    assert index.says("low blood count")
    assert not index.says("low blood sugar")
