"""From the Markdown of an article to what is found, shown and cited."""

from datetime import date

import pytest

from faq.article import Article, Review, Section, SectionKind
from faq.reading.article_file import read_article
from tests.faq.conftest import GOOD


def article(text: str = GOOD) -> Article:
    """Read an article that must be right."""
    reading = read_article("faq/articles/x.md", "x", text.encode())
    assert reading.article, "\n".join(map(str, reading.problems))
    return reading.article


def with_text(markdown: str) -> Section:
    """Read a section with this text in it; its references are [^1] to [^3]."""
    more = "\n[^2]: Jones K. Two. https://example.org/2\n[^3]: Lee A. Three. doi:10.1000/3\n"
    marks = "".join(mark for mark in ("[^2]", "[^3]") if mark not in markdown)
    text = GOOD.replace("It helped 3 of 10 people.[^1]", markdown).replace("Ask your team.", f"Ask.{marks}")
    return article(text + more).sections[1]


def test_sections_come_in_the_order_of_the_file() -> None:
    sections = article().sections
    assert [(s.anchor, s.kind, s.heading, s.line) for s in sections] == [
        ("lead", SectionKind.LEAD, "Does the treatment work?", 10),
        ("what-did-the-trial-find", SectionKind.SECTION, "What did the trial find?", 12),
        ("is-it-safe", SectionKind.QUESTION, "Is it safe?", 18),
        ("key-takeaway", SectionKind.TAKEAWAY, "Key takeaway", 22),
    ]
    assert sections[1].id == "x#what-did-the-trial-find"
    assert sections[1].also_asked == ("did it work",)


def test_the_front_matter_is_read() -> None:
    text = GOOD.replace(
        "topics: [trials]",
        "topics: [trials, 'stomach: cancer']\nreviewed: 2026-02-01\nreviewed_by: Ann Lee, oncologist\n"
        "review_by: 2027-02-01\nmoved: {was-it-safe: is-it-safe}",
    )
    read = article(text)
    assert (read.title, read.summary, read.evidence) == ("Does the treatment work?", "What one trial found.", "early")
    assert read.published == date(2026, 1, 31)
    assert read.topics == ("trials", "stomach: cancer")
    assert read.review == Review(date(2026, 2, 1), "Ann Lee, oncologist", date(2027, 2, 1))
    assert read.section("was-it-safe") == read.section("is-it-safe")
    assert read.section("is-it-dear") is None


def test_text_is_the_words_and_nothing_else() -> None:
    section = with_text("It **helped** *some*\nof [10 people](https://example.org/10) & cost `5`.[^1]")
    assert section.text == "It helped some of 10 people & cost 5.[1]"
    assert section.citations == (1,)


def test_list_items_are_lines_without_dashes() -> None:
    assert with_text("- one\n- two\n  - three[^1]\n\n1. four\n2. five").text == "one\ntwo\nthree[1]\n\nfour\nfive"


def test_table_rows_are_lines() -> None:
    section = with_text("| a | b |\n|---|--:|\n| 1[^1] | |\n| 2 | `x \\| y` |")
    assert section.text == "a b\n1[1]\n2 x | y"
    assert '<th scope="col">a</th>' in section.blocks[0].html
    assert "style" not in section.blocks[0].html


def test_quotations_code_and_line_breaks_are_kept() -> None:
    assert with_text("> Well said.\n\n```\nx = 1\n```\n\none\\\ntwo").text == "Well said.\n\nx = 1\n\none\ntwo"


def test_a_smaller_heading_in_a_section_is_a_bold_line_before_its_block() -> None:
    section = with_text("First.\n\n### Mouth\n\nSore.\n\n### Skin\n\n- dry")
    assert [block.text for block in section.blocks] == ["First.", "Mouth\nSore.", "Skin\ndry"]
    assert section.blocks[1].html == '<p class="subheading"><strong>Mouth</strong></p>\n<p>Sore.</p>'


def test_a_smaller_heading_at_the_end_is_not_lost() -> None:
    assert with_text("First.\n\n### Last").text == "First.\n\nLast"


def test_text_under_common_questions_is_a_section_of_its_own() -> None:
    read = article(GOOD.replace("## Common questions\n", "## Common questions\n\nPeople ask us this.\n"))
    section = read.section("common-questions")
    assert section
    assert (section.kind, section.text) == (SectionKind.SECTION, "People ask us this.")
    assert article().section("common-questions") is None


def test_a_section_after_the_common_questions_is_no_question() -> None:
    read = article(GOOD.replace("## Key takeaway", "## Who pays?\n\n### Here\n\nThe state.\n\n## Key takeaway"))
    section = read.section("who-pays")
    assert section
    assert (section.kind, section.text) == (SectionKind.SECTION, "Here\nThe state.")


def test_spanish_has_its_own_special_headings() -> None:
    text = GOOD.replace("topics:", "lang: es\ntopics:").replace("## Common questions", "## Preguntas frecuentes")
    read = article(
        text.replace("## Key takeaway", "## Lo más importante").replace("### Is it safe?", "### ¿Es seguro?")
    )
    assert [(s.anchor, s.kind) for s in read.sections[2:]] == [
        ("es-seguro", SectionKind.QUESTION),
        ("lo-más-importante", SectionKind.TAKEAWAY),
    ]
    assert 'aria-label="referencia 1"' in read.sections[0].blocks[0].html


def test_marks_are_numbered_by_first_use() -> None:
    text = GOOD.replace("A trial was done.[^1]", "A trial.[^zeta][^1]").replace("people.[^1]", "people.[^1][^zeta]")
    read = article(text + "[^zeta]: Zed. Z. <https://example.org/z>\n")
    assert [(r.number, r.label, r.line) for r in read.references] == [(1, "zeta", 27), (2, "1", 26)]
    assert read.sections[0].text == "A trial.[1][2]"
    assert read.sections[1].text == "It helped 3 of 10 people.[2][1]"
    assert read.sections[1].citations == (2, 1)
    assert read.reference(2).label == "1"


def test_marks_link_to_the_list_of_references() -> None:
    html = article().sections[0].blocks[0].html
    assert html == '<p>A trial was done.<a class="cite" href="#ref-1" aria-label="reference 1">[1]</a></p>'


@pytest.mark.parametrize(
    ("reference", "text", "url"),
    [
        (
            "A. *Lancet*. https://doi.org/10.1016/S0140-6736(25)00860-8.",
            None,
            "https://doi.org/10.1016/S0140-6736(25)00860-8",
        ),
        ("A. <https://example.org/a>", "A. https://example.org/a", "https://example.org/a"),
        ("A, [the paper](https://example.org/a).", "A, the paper.", "https://example.org/a"),
        ("A. doi:10.1000/182.", None, "https://doi.org/10.1000/182"),
        ("A news report.", None, None),
        ("A.\n\n    More about A.", "A. More about A.", None),
    ],
)
def test_a_reference_gives_its_words_and_its_address(reference: str, text: str | None, url: str | None) -> None:
    read = article(GOOD.partition("[^1]: ")[0] + f"[^1]: {reference}\n")
    assert read.references[0].url == url
    assert read.references[0].text == (text or reference.replace("*", ""))


def test_references_may_stand_anywhere() -> None:
    read = article(
        GOOD.replace("## Common", "[^2]: Jones K. Two.\n\n## Common").replace("Nobody knows yet.", "No.[^2]")
    )
    assert [r.label for r in read.references] == ["1", "2"]
    assert [s.text for s in read.sections[1:3]] == ["It helped 3 of 10 people.[1]", "No.[2]"]


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("[why](#is-it-safe)", '<a href="/articles/x#is-it-safe">why</a>'),
        ("[why](x.md)", '<a href="/articles/x">why</a>'),
        ("[why](./x.md#is-it-safe)", '<a href="/articles/x#is-it-safe">why</a>'),
        ("[us](/contact)", '<a href="/contact">us</a>'),
        ("[it](https://example.org)", '<a href="https://example.org" rel="noopener noreferrer">it</a>'),
        ("See https://example.org/a_(b).", '<a href="https://example.org/a_(b)" rel="noopener noreferrer">'),
        ("[write](mailto:a@example.org)", '<a href="mailto:a@example.org">write</a>'),
        ("[call](tel:112)", '<a href="tel:112">call</a>'),
    ],
)
def test_links_are_written_for_the_site(markdown: str, html: str) -> None:
    assert html in with_text(markdown).blocks[0].html


def test_signs_of_html_are_text() -> None:
    section = with_text("p < 0.05, 5 > 3 & more")
    assert section.text == "p < 0.05, 5 > 3 & more"
    assert section.blocks[0].html == "<p>p &lt; 0.05, 5 &gt; 3 &amp; more</p>"


def test_windows_line_ends_and_a_byte_order_mark_do_not_matter() -> None:
    read = read_article("faq/articles/x.md", "x", b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert read.article == article()


def test_lines_are_those_of_the_file_within_a_paragraph() -> None:
    reading = read_article("x.md", "x", GOOD.replace("It helped", "It helped\na lot\nand <i>how</i>").encode())
    assert [problem.line for problem in reading.problems] == [16]


def test_a_file_that_ends_with_its_front_matter_is_told() -> None:
    front = GOOD[: GOOD.index("also_asked")] + "---"
    reading = read_article("x.md", "x", front.encode())
    assert reading.article is None
    assert [(problem.line, problem.message) for problem in reading.problems] == [
        (7, "the article has no opening text."),
        (1, "the article has no key takeaway."),
    ]
