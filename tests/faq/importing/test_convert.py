"""From a document to a draft: every kind of document that staff bring, and the words of each unchanged."""

import re
from datetime import date

import pytest

from faq.importing.convert import import_document
from faq.importing.report import Draft
from faq.reading.article_file import read_article
from faq.reading.texts import FILL_IN
from tests.faq.importing.word_files import paragraph, run, table, word_file

TODAY = date(2026, 11, 25)


def imported(name: str, content: str | bytes, title: str = "") -> Draft:
    content = content.encode() if isinstance(content, str) else content
    return import_document(name, content, title=title, today=TODAY)


def body(draft: Draft) -> str:
    """Return the draft without its front matter."""
    return draft.markdown.split("---\n", 2)[2].strip()


PUBLISHED = """Blood Health
Do iron drips work faster than tablets? A 2023 trial
A 2023 trial compared drips with tablets. Here is what it found.
Iron is part of the red colour of blood. Too little makes you tired — and tablets upset many stomachs 1.
Drips are an older idea than you may think.
What did the trial find?
This was a phase 3 trial in 240 people. Two thirds felt better 1. No severe (grade 3 or higher) reaction was seen 2.
Common questions
Do I need a drip? Not as a first step — tablets come first 2.
Is it safe if it's only phase 1? Phase 3 was done. Reactions were rare.
[1] Iron in adults: trial results. Journal of Blood. 2023. https://doi.org/10.1000/182
[2] Guideline on iron. 2024.
Key takeaway
Drips work a little faster, and tablets come first.
Sources
For general information only — not medical advice. Read our disclaimer."""


def test_an_article_as_it_was_published_comes_in_whole() -> None:
    draft = imported("iron.txt", PUBLISHED)
    report = draft.report
    assert report.title == "Do iron drips work faster than tablets? A 2023 trial"
    assert 'summary: "A 2023 trial compared drips with tablets. Here is what it found."' in draft.markdown
    assert report.sections == ("What did the trial find?", "Common questions", "Key takeaway")
    assert report.questions == ("Do I need a drip?", "Is it safe if it's only phase 1?")
    assert (report.references, report.citations) == (2, 4)
    assert "a phase 3 trial in 240 people" in draft.markdown
    assert 'category line: "Blood Health"' in report.left_out
    assert any(line.startswith("closing line:") for line in report.left_out)


def test_the_words_of_that_article_are_unchanged() -> None:
    kept = re.sub(r"\[\^(\d)\]", r"\1", body(imported("iron.txt", PUBLISHED)))
    for line in PUBLISHED.splitlines()[3:13]:
        for sentence in re.split(r"(?<=[?.]) (?=[A-Z])", line):
            assert sentence.removeprefix("[1] ").removeprefix("[2] ") in kept


DOCUMENTS: dict[str, str | bytes] = {
    "bold.docx": word_file(
        paragraph(run("Reactions", bold=True, size=18)),
        paragraph("A reaction is rare.", run("1", raised=True)),
        paragraph(run("What are the signs?", bold=True)),
        paragraph("Fever comes first. ", run("Call at once", bold=True), " if you have one."),
        paragraph(run("Common questions", bold=True)),
        paragraph(run("Is it an allergy?", bold=True)),
        paragraph("No."),
        paragraph(run("References", bold=True)),
        paragraph("1. A dictionary. 2020."),
    ),
    "headings.docx": word_file(
        paragraph("Reactions", style="Title"),
        paragraph("A reaction is rare [1]."),
        paragraph("What are the signs?", style="heading 1"),
        paragraph("Fever comes first. Call at once if you have one."),
        paragraph("FAQ", style="heading 1"),
        paragraph("Is it an allergy?", style="heading 2"),
        paragraph("No."),
        paragraph("Sources", style="heading 1"),
        paragraph("[1] A dictionary. 2020."),
    ),
    "page.html": """<html><head><title>Reactions | Clinic</title></head><body><nav>Home</nav><main><h1>Reactions</h1>
        <p>A reaction is rare.<sup><a href="#r1">1</a></sup></p><h2>What are the signs?</h2>
        <p>Fever comes first. <b>Call at once</b> if you have one.</p><h2>Common questions</h2>
        <details><summary>Is it an allergy?</summary><p>No.</p></details>
        <h2>References</h2><ol><li id="r1">A dictionary. 2020.</li></ol></main>
        <footer>Contact</footer></body></html>""",
    "bold.html": """<p><b><font size=5>Reactions</font></b><p>A reaction is rare (1).
        <br><br><b>What are the signs?</b><br>
        Fever comes first. <b>Call at once</b> if you have one.<p><b>Common questions</b><dl><dt>Is it an allergy?
        <dd>No.</dl><p><b>Notes</b><p>(1) A dictionary. 2020.""",
    "page.md": """---\ntitle: Reactions\n---\nA reaction is rare.[^a]\n\n## What are the signs? {#signs}
Fever comes first. **Call at once** if you have one.\n\nCommon questions\n----------------\n
### Is it an allergy?
No.\n\n[^a]: A dictionary. 2020.\n""",
    "capitals.txt": """Reactions\n\nA reaction is rare 1.\n\nWHAT ARE THE SIGNS?\n
Fever comes first. Call at once if you have one.\n\nCOMMON QUESTIONS

1. Is it an allergy?
No.\n\nREFERENCES\n1 A dictionary. 2020.\n""",
    "asked.txt": """Reactions\n=========\n\nA reaction is rare [1].\n\nWhat are the signs?\n-------------------
\nFever comes first. Call at once if you have one.\n\nQuestions and answers\n---------------------
\nQ: Is it an allergy?
A: No.\n\nReferences\n----------\n\n[1] A dictionary. 2020.\n""",
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_same_article_is_found_in_every_kind_of_document(name: str) -> None:
    draft = imported(name, DOCUMENTS[name])
    text = body(draft).replace("**", "").replace("###", "\n###")
    assert 'title: "Reactions"' in draft.markdown
    assert re.search(r"^A reaction is rare ?(\[\^1\]\.|\.\[\^1\])$", text, re.M)
    assert re.search(
        r"^## what are the signs\?\n\nFever comes first. Call at once if you have one\.$", text, re.M | re.I
    )
    assert re.search(r"^## Common questions\n+### Is it an allergy\?\n\nNo\.$", text, re.M)
    assert text.endswith("[^1]: A dictionary. 2020.")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_draft_needs_nothing_but_what_is_to_be_filled_in(name: str) -> None:
    draft = imported(name, DOCUMENTS[name])
    reading = read_article(f"{draft.slug}.md", draft.slug, draft.markdown.encode())
    lines = draft.markdown.splitlines()
    assert [p for p in reading.problems if p.level == "error" and FILL_IN not in lines[p.line - 1]] == []
    assert len(draft.report.fill_in) == sum(FILL_IN in line for line in lines)


def test_markdown_signs_in_the_words_come_out_as_words() -> None:
    said = "2 * 3 * 4 [or so], snake_case, # 1, <b> & &amp; ~no~, `x` and 1. start"
    draft = imported("signs.docx", word_file(paragraph("Signs", style="Title"), paragraph(said)))
    markdown = re.sub(r'": ?FILL IN.*|FILL IN.*', "filled", draft.markdown).replace('"filled', "filled")
    reading = read_article("signs.md", "signs", markdown.replace("evidence: filled", "evidence: early").encode())
    assert reading.article is not None, reading.problems
    assert reading.article.sections[0].text == said


@pytest.mark.parametrize("start", ["# one", "- one", "+ one", "1. one", "12) one", "> one", "= one", "--- one"])
def test_the_start_of_a_line_is_no_mark(start: str) -> None:
    draft = imported("start.docx", word_file(paragraph("Start", style="Title"), paragraph(start), paragraph("x")))
    reading = read_article("s.md", "s", re.sub('"?FILL IN[^"\n]*"?', "early", draft.markdown).encode())
    assert reading.article is not None, reading.problems
    assert reading.article.sections[0].text == f"{start}\n\nx"


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


def test_a_list_of_questions_to_ask_is_a_list() -> None:
    page = "<h1>Tiredness</h1><p>Be ready.</p><h2>Ask your nurse</h2><ol><li>Why me?</li><li>How long?</li></ol>"
    assert "1. Why me?\n2. How long?" in body(imported("page.html", page))


def test_a_table_of_questions_and_answers_becomes_questions() -> None:
    rows = table(("Question", "Answer"), ("May I drive?", "Not yet."), ("May I swim?", "No."))
    draft = imported("table.docx", word_file(paragraph("At home", style="Title"), paragraph("Soon."), rows))
    assert "### May I drive?\n\nNot yet.\n\n### May I swim?\n\nNo." in body(draft)


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


def test_details_within_details_are_read_once_and_in_time() -> None:
    page = f"<h1>S</h1><p>So.</p>{'<details>' * 60}<summary>Why?</summary><img alt='A dot'>x{'</details>' * 60}"
    draft = imported("d.html", page)
    assert body(draft).endswith("### Why?\n\nx")
    assert draft.report.left_out == ('picture: "A dot"',)


def test_bold_that_ends_inside_a_word_keeps_every_letter() -> None:
    text = paragraph("Well", run("being.", bold=True), "Always")
    draft = imported("b.docx", word_file(paragraph("B", style="Title"), text, paragraph("x")))
    assert "Well**being**.Always" in body(draft)


def test_links_are_kept_and_short_ones_made_whole() -> None:
    page = """<link rel=canonical href="https://trust.org/a/b.html"><main><h1>S</h1>
        <p>See <a href="../c.html">this page</a> and <a href="#x">that</a>.</p></main>"""
    draft = imported("page.html", page)
    assert "See [this page](https://trust.org/c.html) and that." in body(draft)
    assert draft.report.links == 1


def test_a_link_that_leads_nowhere_keeps_its_words_and_is_named() -> None:
    draft = imported("page.html", "<h1>S</h1><p>See <a href='/c.html'>this page</a>.</p>")
    assert "See this page." in body(draft)
    assert any("this page" in line for line in draft.report.uncertain)


def test_pictures_are_left_out_and_named() -> None:
    draft = imported("page.html", "<h1>S</h1><p>Look.</p><img src=a.png alt='A red dot'><img src=b.png>")
    assert {'picture: "A red dot"', "picture without a description"} <= set(draft.report.left_out)


def test_references_that_nothing_cites_are_kept_at_a_place_to_fill_in() -> None:
    draft = imported("r.txt", "Iron\n\nIron matters [1].\n\nReferences\n\n[1] One 2020.\n[2] Two 2021.\n")
    assert f"{FILL_IN} put these marks where the text uses their source, or delete them: [^2]" in draft.markdown
    assert "[^2]: Two 2021." in draft.markdown


def test_a_title_given_by_hand_wins_and_the_other_is_named() -> None:
    draft = imported("r.txt", "Iron\n\nIron matters.\n\nMuch.", title="Iron for you")
    assert draft.slug == "iron-for-you"
    assert 'the title of the document: "Iron"' in draft.report.left_out


def test_letters_in_an_old_encoding_are_read_and_said() -> None:
    draft = imported("r.txt", "Café\n\nA naïve “word”.\n\nMore.".encode("cp1252"))
    assert "A naïve “word”." in body(draft)
    assert any("Windows-1252" in line for line in draft.report.uncertain)


def test_wrapped_lines_are_one_paragraph() -> None:
    text = """Going home\n\nThis leaflet is for people who go home after an operation on the bowel. It
was written by the ward team and it tells you what to expect in the first
weeks.\n\nStart with small meals. Drink at least 2 litres of water a day and take your
time.\n"""
    assert "tells you what to expect in the first weeks." in body(imported("w.txt", text))


def test_the_report_can_be_read() -> None:
    shown = str(imported("page.html", DOCUMENTS["page.html"]).report)
    assert "Questions (1):\n    - Is it an allergy?" in shown
    assert "References: 1. Citation marks turned into footnotes: 1. Links kept: 0." in shown
    assert 'nav: "Home"' in shown


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


def test_notes_without_a_heading_are_known_by_their_name_on_the_page() -> None:
    page = """<h1>S</h1><p>So it is <sup><a href="#n1">[1]</a></sup>.</p>
        <div class="footnotes"><ol><li id="n1">BNF 2024. <a href="#r1">&#8617;</a></li></ol></div>"""
    assert body(imported("p.html", page)) == "So it is [^1].\n\n[^1]: BNF 2024."


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


@pytest.mark.parametrize(
    "line",
    ["Credit: iStock", "Enlarge Image", "[EMBEDDED IMAGE (x.jpg) PLACEHOLDER]", "Listen", "Share this page", "Print"],
)
def test_lines_that_belong_to_the_page_are_left_out_and_named(line: str) -> None:
    draft = imported("p.html", f"<h1>S</h1><p>So.</p><p>{line}</p><p>Listen to your body.</p>")
    assert body(draft) == "So.\n\nListen to your body."
    assert f'a line of the page: "{line}"' in draft.report.left_out


def test_a_teaser_set_into_a_sentence_is_taken_out_and_named() -> None:
    page = (
        "<h1>S</h1><p>So.</p><p>The drugs are approved to treat a variety of</p><p>First drug approved</p>"
        "<p>A new drug is here.</p><p>cancer types, including:</p><ul><li>skin<li>lung</ul>"
    )
    draft = imported("p.html", page)
    assert "approved to treat a variety of cancer types, including:\n\n- skin\n- lung" in body(draft)
    assert 'a teaser inside a sentence: "First drug approved A new drug is here."' in draft.report.left_out


def test_code_is_shown_as_code() -> None:
    assert body(imported("c.md", "# S\n\nSo.\n\n```\n## not a heading\n```\n")) == "So.\n\n```\n## not a heading\n```"


def test_a_merged_row_that_names_the_source_of_a_table_is_a_line_under_it() -> None:
    page = "<h1>S</h1><p>So.</p><table><tr><th>A<th>B<tr><td>1<td>2<tr><td colspan=2>Source: a list</table>"
    assert body(imported("t.html", page)).endswith("| 1 | 2 |\n\nSource: a list")


def test_a_list_of_one_goes_on_counting_in_its_section_only() -> None:
    page = "<h1>S</h1><p>So.</p><ol><li>Wash</ol><p>Well.</p><ol><li>Dry</ol><h2>At home</h2><ol><li>Rest</ol>"
    assert body(imported("c.html", page)) == "So.\n\n1. Wash\n\nWell.\n\n2. Dry\n\n## At home\n\n1. Rest"


@pytest.mark.parametrize("said", ["2019. A report", "- A report, 2019", "# 1 of 2019"])
def test_a_reference_that_begins_like_an_item_is_one_line(said: str) -> None:
    draft = imported("r.html", f"<h1>S</h1><p>So [1].</p><h2>References</h2><ol><li>{said}</ol>")
    reading = read_article("s.md", "s", re.sub('"?FILL IN[^"\n]*"?', "early", draft.markdown).encode())
    assert reading.article is not None, reading.problems
    assert [reference.text for reference in reading.article.references] == [said]


def test_two_sections_of_questions_become_one() -> None:
    asked = "<h2>FAQ</h2><h3>Why?</h3><p>A.</p><h2>At home</h2><p>B.</p><h2>Questions</h2><h3>How?</h3><p>C.</p>"
    draft = imported("q.html", f"<h1>S</h1><p>So.</p>{asked}")
    assert draft.markdown.count("## Common questions") == 1
    assert draft.report.questions == ("Why?", "How?")
    assert 'a heading with questions only: "Questions"' in draft.report.left_out


def test_a_bold_line_that_may_be_a_heading_has_no_bare_marks() -> None:
    entries = "## References\n\n1. A 2020\n2. B 2021\n"
    text = f"# S\n\nSo it was seen 1.\n\n## At home\n\n### One\n\n#### Treatment 2\n\nRest.\n\n{entries}"
    draft = imported("b.md", text)
    assert "So it was seen [^1]." in draft.markdown
    assert "\n**Treatment 2**\n" in draft.markdown


def test_the_heading_of_a_list_that_holds_no_references_keeps_its_words() -> None:
    draft = imported("n.md", "# S\n\nSo.\n\n## Notes\n\n> Call your nurse.\n")
    assert body(draft) == "So.\n\n## Notes\n\n> Call your nurse."
