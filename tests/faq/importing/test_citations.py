"""Which numbers are citation marks: a missed one is a pity, a false one is a lie about a source."""

import pytest

from faq.importing.citations import Marking, marking
from faq.importing.inline import Run, inline, plain


def marked(text: str, *, known: int = 5, style: str = "") -> str:
    """Return the text with each mark as [^n]; `style` is a further line that shows what marks the document uses."""
    line = inline([Run(text)])
    return shown(marking(range(1, known + 1), [line, inline([Run(style)])]), line)


def shown(found: Marking, line: str) -> str:
    return plain(found.mark(line).replace("[^", r"\[^"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("neither dismissing it nor overselling it 1.", "neither dismissing it nor overselling it [^1]."),
        ("had tumour shrinkage 1 — a strong signal", "had tumour shrinkage [^1] — a strong signal"),
        ("They do not kill cancer cells directly 1,2.", "They do not kill cancer cells directly [^1][^2]."),
        ("weeks to months after the last dose 2.", "weeks to months after the last dose [^2]."),
        (
            "Deaths were rare, 0.3 to 1.3% 2. Grade 2 means a pause.",
            "Deaths were rare, 0.3 to 1.3% [^2]. Grade 2 means a pause.",
        ),
        ("The median was after 40 days 2.", "The median was after 40 days [^2]."),
        ("Tablets come first 2.", "Tablets come first [^2]."),
        ("It works well.1 Most people go home.", "It works well.[^1] Most people go home."),
        ("shown in trials [1, 3-5].", "shown in trials [^1][^3][^4][^5]."),
        ("You can leave (1). Travel (2) may cost.", "You can leave [^1]. Travel [^2] may cost."),
    ],
)
def test_marks_become_footnotes(text: str, expected: str) -> None:
    assert marked(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "This was an early-phase (phase 1) trial.",
        "with no severe (grade 3 or higher) reaction; grade 3.",
        "proteins such as PD-1 and CTLA-4",
        "anything up to 1 year, with 1 drug or 2 drugs",
        "It started on day 5.",
        "The first row is of stage 2, the next of stage 3.",
        "Call ward 4.",
        "one of 3.",
        "we saw the first 2.",
        "up to about 5.",
        "IL-2, then step 2: rest.",
    ],
)
def test_other_numbers_stay_numbers(text: str) -> None:
    assert marked(text) == text


def test_bare_numbers_are_no_marks_where_the_document_uses_brackets() -> None:
    assert marked("It was seen in mice 2.", style="as was shown [1]") == "It was seen in mice 2."


def test_numbers_without_a_reference_are_left_and_named() -> None:
    line = "seen earlier 1. and seen again 7."
    found = marking([1], [line])
    assert found.mark(line) == "seen earlier [^1]. and seen again 7."
    assert found.unsure == ["seen earlier 1. and seen again 7."]


def test_a_confidence_interval_is_no_mark() -> None:
    assert marked("49% (95% CI [2, 5]) in one trial [1]") == "49% (95% CI [2, 5]) in one trial [^1]"


def test_an_enumeration_is_no_mark() -> None:
    assert marked("It has 2 parts: (1) teeth and (2) tongue. Rinse (1).") == (
        "It has 2 parts: (1) teeth and (2) tongue. Rinse [^1]."
    )


def raised(before: str, number: str, after: str = "") -> str:
    return inline([Run(before), Run(number, raised=True), Run(after)])


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (raised("after treatment.", "1"), "after treatment.[^1]"),
        (raised("in 2019", "1,2", " and"), "in 2019[^1][^2] and"),
        (raised("4 × 10", "2", "/L"), "4 × 10²/L"),
        (raised("per m", "2"), "per m²"),
        (raised("the 1", "st", " week"), "the 1st week"),
        (raised("10", "-3"), "10⁻³"),
        (raised("unknown", "9"), "unknown⁹"),
    ],
)
def test_raised_numbers_are_marks_but_powers_and_units_are_not(line: str, expected: str) -> None:
    assert shown(marking(range(1, 6), [line]), line) == expected


def test_without_a_reference_list_a_raised_number_is_kept_and_named() -> None:
    line = raised("after treatment", "1")
    found = marking([], [line])
    assert found.mark(line) == "after treatment¹"
    assert found.unsure == ["after treatment1"]


def test_numbers_in_brackets_whose_reference_is_missing_are_found() -> None:
    assert marking([1, 2], [r"so \[1\] and so \[4\]"]).known == {1, 2, 4}
    assert marking([], [r"the year \[95\]"]).known == set()


def test_footnotes_beside_marks_are_kept_once() -> None:
    line = inline([Run("so it is [1]"), Run("footnote-2", is_note=True), Run(" here")])
    assert marking([1], [line]).mark(line) == "so it is [^1][^footnote-2] here"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (r"so [\[1\]](https://a.org/b#r1) it is", "so [^1] it is"),
        ("so<sup>[2](https://a.org/b#r2)</sup> it is", "so[^2] it is"),
        (r"[see \[1\] there](https://a.org/)", "[see [^1] there](https://a.org/)"),
        ("- (1) teeth and **tongue (2)**", "- (1) teeth and **tongue [^2]**"),
        ("| so (1) | (1) teeth |", "| so [^1] | (1) teeth |"),
        ("| it was seen 1 | 2 |", "| it was seen [^1] | 2 |"),
        ("**Most had none 1.** Some did.", "**Most had none [^1].** Some did."),
        ("## Phase 1 (1)", "## Phase 1 (1)"),
    ],
)
def test_marks_are_found_beside_links_bold_letters_and_in_cells(line: str, expected: str) -> None:
    assert marking([1, 2], [line]).mark(line) == expected


def test_signs_that_somebody_typed_are_no_marks_of_ours() -> None:
    typed = inline([Run("x<sup>1</sup>, 10<sup>9</sup> "), Run("2", raised=True)])
    assert shown(marking([], [typed]), typed) == "x<sup>1</sup>, 10<sup>9</sup> ²"
