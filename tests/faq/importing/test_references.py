"""Sources at the end of a document and what stands beside them: each kept once, and none made up."""

import re

import pytest

from faq.reading.article_file import read_article
from faq.reading.texts import FILL_IN
from tests.faq.importing.drafts import body, imported


def test_references_that_nothing_cites_are_kept_at_a_place_to_fill_in() -> None:
    draft = imported("r.txt", "Iron\n\nIron matters [1].\n\nReferences\n\n[1] One 2020.\n[2] Two 2021.\n")
    assert f"{FILL_IN} put these marks where the text uses their source, or delete them: [^2]" in draft.markdown
    assert "[^2]: Two 2021." in draft.markdown


def test_notes_without_a_heading_are_known_by_their_name_on_the_page() -> None:
    page = """<h1>S</h1><p>So it is <sup><a href="#n1">[1]</a></sup>.</p>
        <div class="footnotes"><ol><li id="n1">BNF 2024. <a href="#r1">&#8617;</a></li></ol></div>"""
    assert body(imported("p.html", page)) == "So it is [^1].\n\n[^1]: BNF 2024."


@pytest.mark.parametrize("said", ["2019. A report", "- A report, 2019", "# 1 of 2019"])
def test_a_reference_that_begins_like_an_item_is_one_line(said: str) -> None:
    draft = imported("r.html", f"<h1>S</h1><p>So [1].</p><h2>References</h2><ol><li>{said}</ol>")
    reading = read_article("s.md", "s", re.sub('"?FILL IN[^"\n]*"?', "early", draft.markdown).encode())
    assert reading.article is not None, reading.problems
    assert [reference.text for reference in reading.article.references] == [said]


def test_a_bold_line_that_may_be_a_heading_has_no_bare_marks() -> None:
    entries = "## References\n\n1. A 2020\n2. B 2021\n"
    text = f"# S\n\nSo it was seen 1.\n\n## At home\n\n### One\n\n#### Treatment 2\n\nRest.\n\n{entries}"
    draft = imported("b.md", text)
    assert "So it was seen [^1]." in draft.markdown
    assert "\n**Treatment 2**\n" in draft.markdown


def test_the_heading_of_a_list_that_holds_no_references_keeps_its_words() -> None:
    draft = imported("n.md", "# S\n\nSo.\n\n## Notes\n\n> Call your nurse.\n")
    assert body(draft) == "So.\n\n## Notes\n\n> Call your nurse."
