"""Lists and tables of a document: marked as such, typed by hand or run together."""

import pytest

from tests.faq.importing.drafts import body, imported
from tests.faq.importing.word_files import paragraph, table, word_file


def test_a_list_of_questions_to_ask_is_a_list() -> None:
    page = "<h1>Tiredness</h1><p>Be ready.</p><h2>Ask your nurse</h2><ol><li>Why me?</li><li>How long?</li></ol>"
    assert "1. Why me?\n2. How long?" in body(imported("page.html", page))


def test_tables_keep_their_rows_and_a_box_is_only_its_text() -> None:
    draft = imported(
        "table.docx",
        word_file(
            paragraph("T", style="Title"),
            paragraph("Soon."),
            table(("Drug", "Year"), ("K|ymriah", "2017")),
            table(("Call 1234.",)),
        ),
    )
    assert "| Drug | Year |\n| --- | --- |\n| K\\|ymriah | 2017 |\n\nCall 1234." in body(draft)


def test_typed_bullets_become_a_list() -> None:
    draft = imported(
        "b.docx",
        word_file(paragraph("B", style="Title"), paragraph("Bring:"), paragraph("• soup"), paragraph("• bread")),
    )
    assert body(draft) == "Bring:\n\n- soup\n- bread"


@pytest.mark.parametrize("kind", ["n.txt", "n.docx"])
def test_typed_numbers_stay_as_they_were_typed(kind: str) -> None:
    lines = ("Home", "Do this:", "1. Wash.", "2. Dry.", "5. Sleep.")
    word = word_file(paragraph("Home", style="Title"), *map(paragraph, lines[1:]))
    draft = imported(kind, word if kind == "n.docx" else "\n\n".join(lines))
    assert body(draft) == "Do this:\n\n1. Wash.\n2. Dry.\n\n5. Sleep."


def test_a_deeper_line_of_a_text_is_a_list_inside_the_item_above_it() -> None:
    text = "Home\n\nBring:\n- food\n  - soup\n  - bread\n- water\n"
    assert body(imported("b.txt", text)) == "Bring:\n\n- food\n  - soup\n  - bread\n- water"


def test_words_between_the_items_of_a_list_are_kept_once() -> None:
    page = "<h1>S</h1><p>So.</p><ul>first <b>bold</b> last<li>one</li></ul>"
    assert body(imported("l.html", page)).replace("\n", " ") == "So.  - first - **bold** - last - one"


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("It may include: - Surgery. - Radiation.", "It may include:\n\n- Surgery.\n- Radiation."),
        ("It may include: • Surgery • Radiation", "It may include:\n\n- Surgery\n- Radiation"),
        ("The dose: 5 - 10 mg - each day.", "The dose: 5 - 10 mg - each day."),
    ],
)
def test_a_list_that_was_run_together_is_a_list_again(text: str, items: str) -> None:
    assert body(imported("t.txt", f"Treatment\n\nThere are two.\n\n{text}")) == f"There are two.\n\n{items}"


def test_a_merged_row_that_names_the_source_of_a_table_is_a_line_under_it() -> None:
    page = "<h1>S</h1><p>So.</p><table><tr><th>A<th>B<tr><td>1<td>2<tr><td colspan=2>Source: a list</table>"
    assert body(imported("t.html", page)).endswith("| 1 | 2 |\n\nSource: a list")


def test_a_list_of_one_goes_on_counting_in_its_section_only() -> None:
    page = "<h1>S</h1><p>So.</p><ol><li>Wash</ol><p>Well.</p><ol><li>Dry</ol><h2>At home</h2><ol><li>Rest</ol>"
    assert body(imported("c.html", page)) == "So.\n\n1. Wash\n\nWell.\n\n2. Dry\n\n## At home\n\n1. Rest"
