"""Questions and answers in a document, under whatever name and in whatever shape they stand."""

import pytest

from faq.reading.texts import FILL_IN
from tests.faq.importing.drafts import body, imported
from tests.faq.importing.word_files import paragraph, run, table, word_file


def test_questions_marked_as_such_are_gathered_from_anywhere() -> None:
    draft = imported(
        "questions.docx",
        word_file(
            paragraph("Trials", style="Title"),
            paragraph("For patients."),
            paragraph("What is consent?", style="List Number"),
            paragraph("A form and a talk."),
            paragraph("Can I stop?", style="List Number"),
            paragraph("Yes, at any time."),
            paragraph("Key takeaway", style="heading 1"),
            paragraph("Ask."),
        ),
    )
    assert body(draft).startswith(
        "For patients.\n\n## Common questions\n\n### What is consent?\n\nA form and a talk.\n\n"
    )
    assert draft.report.questions == ("What is consent?", "Can I stop?")


def test_a_table_of_questions_and_answers_becomes_questions() -> None:
    rows = table(("Question", "Answer"), ("May I drive?", "Not yet."), ("May I swim?", "No."))
    draft = imported("table.docx", word_file(paragraph("At home", style="Title"), paragraph("Soon."), rows))
    assert "### May I drive?\n\nNot yet.\n\n### May I swim?\n\nNo." in body(draft)


def test_a_table_after_a_table_of_questions_is_not_their_answer() -> None:
    questions, weeks = table(("Question", "Answer"), ("How long?", "4 weeks.")), table(("Week", "What"), ("1", "Cells"))
    parts = (paragraph("Stem cells", style="Title"), paragraph("Soon."), paragraph("In short", style="heading 1"))
    text = body(imported("t.docx", word_file(*parts, questions, weeks)))
    assert text.startswith("Soon.\n\n## In short\n\n| Week | What |")
    assert text.endswith("### How long?\n\n4 weeks.")


def test_headings_over_groups_of_questions_are_left_out_and_named() -> None:
    asked = "### Children\n\n#### What do I do?\n\nCall.\n\n### Adults\n\n#### And me?\n\nCall too.\n"
    draft = imported("f.md", f"# Fever\n\nHot.\n\n## FAQ\n\n{asked}")
    assert draft.report.questions == ("What do I do?", "And me?")
    assert 'a heading over some of the questions: "Children"' in draft.report.left_out
    assert "Adults" not in body(draft)


@pytest.mark.parametrize(
    "heading", ["FAQs", "Your questions answered", "Questions patients ask", "Frequently Asked Questions:", "Q & A"]
)
def test_common_questions_have_many_names(heading: str) -> None:
    draft = imported("q.html", f"<h1>S</h1><p>So.</p><h2>{heading}</h2><h3>Why?</h3><p>Because.</p>")
    assert body(draft) == "So.\n\n## Common questions\n\n### Why?\n\nBecause."


def test_questions_and_answers_with_letters_before_them_lose_the_letters() -> None:
    for asked, told in (("Q:", "A:"), ("Question:", "Answer:"), ("Q1.", "A1."), ("F:", "A:"), ("P:", "R:")):
        text = f"Home\n\nA short lead here.\n\n{asked} Can I shower?\n{told} Yes, after 48 hours.\n"
        assert body(imported("q.txt", text)).endswith("### Can I shower?\n\nYes, after 48 hours."), asked


def test_bold_questions_with_the_answer_after_a_line_break_are_questions() -> None:
    page = "<h1>S</h1><p>So.</p><p><b>Can I shower?</b><br>Yes.</p><p><b>Can I swim?</b><br>No.</p>"
    assert body(imported("q.html", page)) == (
        "So.\n\n## Common questions\n\n### Can I shower?\n\nYes.\n\n### Can I swim?\n\nNo."
    )


@pytest.mark.parametrize("kind", ["q.txt", "q.docx"])
def test_a_document_that_begins_with_its_questions_asks_for_a_title(kind: str) -> None:
    asked = ("Q: Can I shower?", "A: Yes, after 48 hours.")
    word = word_file(paragraph(run("Questions", bold=True)), *map(paragraph, asked))
    draft = imported(kind, word if kind == "q.docx" else "\n".join(asked))
    assert f'title: "{FILL_IN} the title"' in draft.markdown
    assert draft.report.questions == ("Can I shower?",)


def test_two_sections_of_questions_become_one() -> None:
    asked = "<h2>FAQ</h2><h3>Why?</h3><p>A.</p><h2>At home</h2><p>B.</p><h2>Questions</h2><h3>How?</h3><p>C.</p>"
    draft = imported("q.html", f"<h1>S</h1><p>So.</p>{asked}")
    assert draft.markdown.count("## Common questions") == 1
    assert draft.report.questions == ("Why?", "How?")
    assert 'a heading with questions only: "Questions"' in draft.report.left_out
