"""What sounds like an emergency, and what only looks like one."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.library import Library, read_library
from faq.problem import Findings
from faq.reading.toml_file import read_toml
from retrieval.triage.detect import Emergencies

ROOT = Path(__file__).parents[3]
KINDS = ("emergency", "crisis", "team", "support", None)


@pytest.fixture(scope="module")
def ours() -> Emergencies:
    """The patterns that are served."""
    return compiled("emergencies.toml", "emergencies-cancer.toml", "distress.toml")


def compiled(*names: str) -> Emergencies:
    """The patterns of these files, which must be without a mistake."""
    emergencies = read(*((ROOT / "faq" / name).read_text(encoding="utf-8") for name in names))
    assert emergencies.problems == []
    return emergencies


def read(*texts: str) -> Emergencies:
    """The patterns of some files with these texts, each called e.toml."""
    return Emergencies([read_toml(text.encode(), Findings("e.toml")) for text in texts])


@pytest.fixture(scope="module")
def library() -> Library:
    return read_library(ROOT / "faq")


def sentences() -> Iterator[tuple[set[str], str, str]]:
    """The tables beside this file: what may be found, what it is about, the sentence."""
    texts = (table.read_text(encoding="utf-8") for table in sorted(Path(__file__).parent.glob("*.psv")))
    for line in (line for text in texts for line in text.splitlines()):
        if not line.startswith("#"):
            expected, about, sentence = (part.strip() for part in line.split("|", 2))
            yield set(expected.split("/")), about, sentence


def groups() -> list[str]:
    return sorted({about for _, about, _ in sentences()})


@pytest.mark.parametrize("about", groups())
def test_every_sentence_of_the_table_is_judged_as_people_would(ours: Emergencies, about: str) -> None:
    wrong = [
        (sentence, kind, list(map(str, ours.why(sentence))))
        for expected, group, sentence in sentences()
        if group == about and (kind := ours.spot(sentence) or "none") not in expected
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("CAN'T BREATHE!!!", "emergency"),
        ("can´t breathe", "emergency"),
        ("can not breathe", "emergency"),
        ("cannot breathe", "emergency"),
        ("i cant breahte", "emergency"),
        ("chesst pain", "emergency"),
        ("my ｃｈｅｓｔ hurts", "emergency"),
        ("38.0", "team"),
        ("37.9", None),
        ("temp 38", "team"),
        ("temp 37", None),
        ("100.4F", "team"),
        ("100.3F", None),
        ("39,2 °C", "team"),
        ("39.2%", None),
        ("39.2 kg", None),
        ("FIÈVRE", "team"),
        ("fievre", "team"),
    ],
)
def test_how_it_is_typed_does_not_matter(ours: Emergencies, typed: str, kind: str | None) -> None:
    assert ours.spot(typed) == kind


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("No fever, aches or chest pain.", None),
        ("No fever, chest pain since noon.", "emergency"),
        ("I don't have a fever but I can't breathe", "emergency"),
        ("What is CRS? My husband has collapsed.", "emergency"),
        ("My husband has collapsed. What is CRS?", "emergency"),
        ("I had a stroke in 2015 and now my face is drooping", "emergency"),
        ("I took all my tablets because I want to die", "emergency"),
        ("fever and I can't breathe", "emergency"),
    ],
)
def test_an_excuse_reaches_no_further_than_it_should(ours: Emergencies, typed: str, kind: str | None) -> None:
    assert ours.spot(typed) == kind


def test_why_names_the_pattern_and_the_excuse(ours: Emergencies) -> None:
    assert [str(finding) for finding in ours.why("no fever, but chest pain")] == [
        'team: fever, in "fever" (not counted: denied)',
        'emergency: chest pain, in "chest pain" (counted)',
    ]


@given(st.text(max_size=500))
def test_any_text_at_all_gives_a_kind_or_none(ours: Emergencies, typed: str) -> None:
    assert ours.spot(typed) in KINDS


def test_no_heading_of_an_article_raises_the_alarm(ours: Emergencies, library: Library) -> None:
    headings = [section.heading for article in library.articles for section in article.sections]
    assert [heading for heading in headings if ours.spot(heading)] == []


def test_no_other_wording_of_a_question_hides_its_answer(ours: Emergencies, library: Library) -> None:
    """With "team" the answer follows; "emergency" and "crisis" would leave the wording without one."""
    wordings = [w for article in library.articles for section in article.sections for w in section.also_asked]
    assert [wording for wording in wordings if ours.spot(wording) in ("emergency", "crisis")] == []


def test_the_clinics_own_emergencies_are_found(ours: Emergencies) -> None:
    asked = tomllib.loads((ROOT / "faq/questions.toml").read_text(encoding="utf-8"))["emergency"]
    assert asked
    assert [(row, kind) for row in asked if (kind := ours.spot(row["question"])) != row["kind"]] == []


def test_a_clinic_without_cancer_treatment_drops_a_file_whole() -> None:
    general = compiled("emergencies.toml", "distress.toml")
    assert general.spot("my chest hurts") == "emergency"
    assert general.spot("fever of 38.5") is None
    assert general.spot("i want to die") == "crisis"


def test_what_is_true_for_everybody_needs_no_other_file() -> None:
    """Without the file about cancer at most 1 in 100 emergencies and crises is lost, and no false alarm comes."""
    general = compiled("emergencies.toml", "distress.toml")
    rows = [(expected, general.spot(sentence) or "none", sentence) for expected, _, sentence in sentences()]
    calls = [(kind, sentence) for expected, kind, sentence in rows if expected <= {"emergency", "crisis"}]
    lost = [sentence for kind, sentence in calls if kind == "none"]
    assert len(lost) <= len(calls) // 100, lost
    assert [sentence for expected, kind, sentence in rows if "none" in expected and kind not in expected] == []


def test_a_list_of_words_adds_to_the_one_of_an_earlier_file() -> None:
    more = '[words]\npain = ["sore"]\n\n[[pattern]]\nkind = "team"\nname = "toe"\nany_of = ["toe {pain}"]\n'
    both = read(SMALL, more)
    assert both.problems == []
    assert both.spot("chest sore") == "emergency"
    assert both.spot("my toe hurts") == "team"


def test_what_a_phrase_goes_together_with_may_stand_in_another_sentence() -> None:
    small = read(SMALL + 'together_with = ["since lunch"]\n')
    assert small.problems == []
    assert small.spot("My chest hurts. It began since lunch.") == "emergency"
    assert small.spot("My chest hurts.") is None


SMALL = """
[words]
pain = ["pain", "hurts"]

[[negation]]
name = "denied"
where = "just before"
phrases = ["no"]

[[pattern]]
kind = "emergency"
name = "chest pain"
any_of = ["chest + {pain}"]
"""


def problems(source: str) -> list[str]:
    return [str(problem) for problem in read(source).problems]


def test_a_small_table_is_enough() -> None:
    small = read(SMALL)
    assert small.problems == []
    assert small.spot("my chest really hurts") == "emergency"
    assert small.spot("pain in my chest") == "emergency"
    assert small.spot("no chest pain") is None


@pytest.mark.parametrize(
    ("change", "to", "said"),
    [
        ('kind = "emergency"', 'kind = "emergancy"', 'e.toml:11: "emergancy" is no kind. Did you mean "emergency"?'),
        ('where = "just before"', 'where = "below"', 'e.toml:7: "below" is no place. Use one of:'),
        ("{pain}", "{pian}", 'e.toml:13: "pian" in the phrase "chest + {pian}" is no list of [words]. Did you mean'),
        ("any_of", "any_off", 'e.toml:10: there is no key "any_off" here. Did you mean "any_of"?'),
        ('name = "chest pain"', "", 'e.toml:10: the key "name" is missing in this entry. Add a line name = "...".'),
        ('["chest + {pain}"]', '"chest"', 'e.toml:10: "any_of" must be a list of words. Write any_of = ["one", '),
        ('["chest + {pain}"]', "[]", 'e.toml:10: "any_of" must be a list of words.'),
        ('["chest + {pain}"]', '["chest", 3]', 'e.toml:10: "any_of" must be words in double quotes.'),
        (
            "[[negation]]",
            "[[negations]]",
            'e.toml:5: there is no entry "negations" in this file. Did you mean "negation"?',
        ),
        ("[words]", "[word]", 'e.toml:2: there is no entry "word" in this file. Did you mean "words"?'),
        ("[words]", "[[words]]", "e.toml:2: words must be a table. Begin it with a line [words]."),
        ("phrases", 'unless_now = "yes"\nphrases', 'e.toml:5: "unless_now" is not true or false. Write unless_now = '),
        ('["chest + {pain}"]', '["chest", "..."]', 'e.toml:13: the phrase "..." has no words.'),
        ('["chest + {pain}"]', '["chest {pain"]', 'e.toml:13: the phrase "chest {pain" has a { without its }.'),
        ('pain = ["pain", "hurts"]', "pain = 3", 'e.toml:3: "pain" must be a list of words.'),
        (
            'any_of = ["',
            'even_when = ["danied"]\nany_of = ["',
            'e.toml:13: "danied" is no negation. Did you mean "denied"?',
        ),
    ],
)
def test_a_mistake_is_named_with_its_line(change: str, to: str, said: str) -> None:
    found = problems(SMALL.replace(change, to))
    assert any(problem.startswith(said) for problem in found), found


def test_a_table_without_patterns_is_a_mistake() -> None:
    assert problems("") == [
        "e.toml:1: there is no pattern: no emergency would be noticed. Add at least one [[pattern]]."
    ]
