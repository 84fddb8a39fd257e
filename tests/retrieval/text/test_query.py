"""Reading a question: what counts, what was misspelt, what else it may be called."""

import pytest

from faq.staff_lists import Synonyms
from retrieval.search.index import Index
from retrieval.search.passages import Passage
from retrieval.text.frequency import general_frequency

SYNONYMS = Synonyms(
    equal=(("stomach", "gastric"),), one_way=(("keytruda", "pembrolizumab"), ("brain cancer", "glioblastoma"))
)


@pytest.fixture(scope="module")
def index() -> Index:
    texts = [
        "Glioblastoma is a tumour.",
        "Gastric cancer and tocilizumab.",
        "A checkpoint. Side effects of melanoma drugs.",
    ]
    return Index(
        [Passage(f"a#{i}", 0, "", "", text) for i, text in enumerate(texts)], SYNONYMS, english=general_frequency()
    )


def lacking(index: Index, question: str) -> list[str]:
    """The words of a question, as it is read, that the library does not have."""
    return [word for word in index.read(question).words if not index.says(word)]


def test_a_correction_is_told_and_used(index: Index) -> None:
    query = index.read("what is tociluzumab")
    assert [(c.typed, c.read_as) for c in query.corrections] == [("tociluzumab", "tocilizumab")]
    assert query.words == ("what", "tocilizumab")
    assert lacking(index, "what is tociluzumab") == ["what"]


def test_words_the_library_lacks_are_named_after_correction(index: Index) -> None:
    assert lacking(index, "tamoxifen for melenoma") == ["tamoxifen"]


def test_a_synonym_whose_meaning_the_library_lacks_explains_nothing(index: Index) -> None:
    assert index.read("keytruda").synonyms == ()
    assert lacking(index, "keytruda") == ["keytruda"]


def test_a_synonym_is_told_with_the_wording_it_stands_for(index: Index) -> None:
    assert index.read("a brain cancer").synonyms == (("brain cancer", "glioblastoma"),)


def test_one_disease_does_not_become_another(index: Index) -> None:
    assert index.read("glioblastoma").synonyms == ()
    assert all(term.text != "glioblastoma" for term in index.read("breast cancer").terms)


@pytest.mark.parametrize("name", ["GNAQ", "TERT", "CALR", "HRAS", "KRAS"])
def test_a_short_name_in_capitals_is_no_misspelling(index: Index, name: str) -> None:
    assert index.read(name).corrections == ()


def test_shouting_is_corrected_like_any_other_text(index: Index) -> None:
    assert [c.read_as for c in index.read("WHAT IS MELENOMA").corrections] == ["melanoma"]


def test_no_not_never_and_without_are_kept(index: Index) -> None:
    assert index.read("is it not without no never").words == ("not", "without", "no", "never")


def test_a_question_of_little_words_keeps_them(index: Index) -> None:
    assert index.read("is it for a").words == ("is", "it", "for", "a")


def test_neighbours_that_the_library_writes_as_one_are_joined(index: Index) -> None:
    assert ("check point", "checkpoint") in index.read("a check point drug").synonyms


def test_a_little_word_is_never_joined() -> None:
    """ "A symptomatic patient" is the opposite of an asymptomatic one."""
    index = Index([Passage("a#1", 0, "", "", "Asymptomatic people.")], english=general_frequency())
    assert index.read("a symptomatic patient").synonyms == ()


def test_a_rare_word_is_rare_in_english_and_in_the_library(index: Index) -> None:
    assert index.rarity("glioblastoma") == 1.0
    assert index.rarity("the") < 0.2
    assert index.frequency("glioblastoma") == 1
    assert index.frequency("nowhere") == 0


def library(*texts: str, title: str = "") -> Index:
    return Index([Passage(f"a#{i}", 0, title, "", text) for i, text in enumerate(texts)], english=general_frequency())


def test_an_adjective_finds_the_noun_it_comes_from() -> None:
    assert ("anemic", "anemia") in library("Anemia makes you tired.").read("why am I anemic").synonyms


def test_a_word_that_only_looks_like_an_adjective_is_left_alone() -> None:
    assert library("A tablet a day.").read("basics of tablets").synonyms == ()


def test_of_several_beginnings_the_one_that_a_heading_writes_before_the_letter_is_meant() -> None:
    index = library("The hepatic artery. Hepatitis is catching.", title="Hepatitis A")
    assert ("hep", "hepatitis") in index.read("how do you catch hep a").synonyms
    assert all(wording != "hep" for wording, _ in index.read("how do you catch hep z").synonyms)


def test_half_of_a_double_name_is_mended_too() -> None:
    assert [c.read_as for c in library("Beckwith-Wiedemann.").read("is it wiedeman").corrections] == ["wiedemann"]
