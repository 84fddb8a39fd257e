"""From a document to a draft: every kind of document that staff bring, and the words of each unchanged."""

import re

import pytest

from faq.reading.article_file import read_article
from faq.reading.texts import FILL_IN
from tests.faq.importing.drafts import body, imported
from tests.faq.importing.word_files import paragraph, run, word_file

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
