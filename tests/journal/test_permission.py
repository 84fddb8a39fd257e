"""What is kept of a question, and what never is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.library import Library
from journal.lexicon import FIRST_NAMES, NAMES, SUBJECTS, SURNAMES
from journal.permission import GONE, LONGEST, Permission
from web.journal import permission

NOTHING = Permission([], lambda _: False)


@pytest.fixture(scope="module")
def english(library: Library) -> Permission:
    return permission(library, "en")


def sentences() -> Iterator[tuple[str, list[str], list[str]]]:
    """The table beside this file: the sentence, what must go, what must stay."""
    for line in (Path(__file__).parent / "permission_sentences.psv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            sentence, personal, keep = (part.strip() for part in line.split("|"))
            yield sentence, _spans(personal), _spans(keep)


def _spans(text: str) -> list[str]:
    return [span.strip() for span in text.split(";") if span.strip()]


def test_what_is_personal_goes_and_what_is_medical_stays(english: Permission) -> None:
    for sentence, personal, keep in sentences():
        kept = english.kept(sentence)
        assert [span for span in personal if span in kept] == [], kept
        assert [span for span in keep if span not in kept] == [], kept


@pytest.mark.parametrize("write", [str.lower, str.upper, str.title])
def test_no_name_is_known_by_its_capital_alone(english: Permission, write: type[str]) -> None:
    for sentence, personal, _ in sentences():
        kept = english.kept(write(sentence))
        left = [span for span in personal if write(span) in kept and write(span) not in ALSO_WORDS]
        assert left == [], kept


ALSO_WORDS = ("grace", "GRACE")
"""Names that nothing announces and that everybody writes as words."""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("My name is Ann Lee, call 07700 900123", "My name is … call …"),
        ("is tamoxifen safe after pancreatitis?", "is tamoxifen safe after pancreatitis?"),
        ("my wife rose has hope", "my wife … has hope"),
        ("Rose has hope. Will it help?", "… has hope. Will it help?"),
        ("Ask Dr Green about white cells", "Ask … about white cells"),
        ("Dr.Field said it. Melanoma/Marsh", "Dr … said it. Melanoma …"),
        ("fever 38.5 for 3 days, room 12", "fever 38.5 for 3 days, room …"),
        ("CD19 or il-6 in phase 2, NCT03874897", "CD19 or il-6 in phase 2, NCT03874897"),
        ("I was 64 years old on 3 June 2012", "I was … years old on …"),
        ("in May 2017 or since 2019", "in May 2017 or since 2019"),
        ("write to ann at example dot org", "write to …"),
        ("Hodgkin or Boston, said Bosworth", "Hodgkin or … said …"),
        ("Ann", "…"),
        ("", ""),
    ],
)
def test_dots_stand_where_words_went(english: Permission, typed: str, kept: str) -> None:
    assert english.kept(typed) == kept


def test_a_capital_inside_a_sentence_stays_only_where_an_article_writes_it_so() -> None:
    texts = ["The Boston trial gave Opdualag. Springfield was not in it."]
    permitted = Permission(texts, "the in was asked".split().__contains__)
    assert permitted.kept("Asked in Boston, the Springfield") == "Asked in Boston, the …"


def test_without_an_article_and_an_everyday_word_only_subjects_and_shapes_are_left() -> None:
    assert (
        NOTHING.kept("Kanarienvogel took trastuzumab on Monday with MRI, 12 mg")
        == "… trastuzumab … Monday … MRI, 12 mg"
    )


@given(st.text(st.characters(), max_size=500))
def test_nothing_but_permitted_words_and_plain_signs_is_ever_kept(text: str) -> None:
    kept = NOTHING.kept(text)
    assert len(kept) <= LONGEST
    assert b"\0" not in kept.encode(), "every database takes it: no NUL, no half of a surrogate pair"
    for word in kept.replace(GONE, " ").split():
        assert any(letter.isdigit() for letter in word) or not any(letter.isalpha() for letter in word) or len(word) < 8


def test_headings_of_the_articles_stay_as_they_are(library: Library, english: Permission) -> None:
    headings = [section.heading for article in library.published("en") for section in article.sections]
    assert [heading for heading in headings if english.kept(heading) != heading] == []


def test_authors_of_papers_are_no_words_of_the_articles(english: Permission) -> None:
    assert english.kept("asked Qi and Gong about lifileucel") == "asked … and … about lifileucel"


def test_no_name_is_a_subject_and_no_list_says_a_word_twice() -> None:
    lists = (NAMES, FIRST_NAMES, SURNAMES)
    assert sum(map(len, lists)) == len(frozenset().union(*lists))
    assert NAMES.isdisjoint(word for word in SUBJECTS if word.islower())
