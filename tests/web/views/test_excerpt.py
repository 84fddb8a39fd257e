"""How much of a long section stands open."""

from datetime import date

import pytest

from faq.article import Article, Block, Section, SectionKind
from faq.library import Library
from retrieval.reply import Evidence, ShownPassage, Source
from web.views.excerpt import SHOWN, SHOWN_BESIDE, WHOLE, Excerpt, excerpt, fitting


def words(number: int, text: str = "word") -> str:
    return " ".join([text] * number) + "."


def quoted(texts: list[str], word: str = "", shown: int = SHOWN) -> Excerpt:
    """Show a section whose key is the paragraph with a word."""
    blocks = tuple(Block(text, f"<p>{text}</p>", 1) for text in texts)
    section = Section("trial", "found", "What was found?", SectionKind.SECTION, blocks, 1)
    article = Article("trial", "A trial", "", "early", date(2026, 1, 1), (section,), ())
    source, evidence = Source("trial", "A trial", "/articles/trial"), Evidence("", "")
    key = next((text for text in texts if word and word in text), "")
    passage = ShownPassage(
        section.id, 0, section.heading, section.text, "", section.url, source, (), evidence, None, False, (), key
    )
    return excerpt(passage, Library(articles=(article,)), shown)


def test_a_short_section_stands_open_whole() -> None:
    shown = quoted([words(50), words(60)], "word")
    assert (shown.before, shown.after) == ("", "")


def test_a_long_section_opens_at_its_beginning_when_the_answer_is_there() -> None:
    shown = quoted([words(60, "fever"), words(100, "rest"), words(100, "more")], "fever")
    assert "fever" in shown.html
    assert shown.before == ""
    assert shown.after.startswith("<p>rest")


def test_a_late_answer_is_open_and_what_is_around_it_can_be_opened() -> None:
    shown = quoted([words(120, "first"), words(80, "fever"), words(90, "last")], "fever")
    assert shown.before.startswith("<p>first")
    assert shown.html.startswith("<p><mark>fever")
    assert shown.after.startswith("<p>last")


def test_a_list_is_never_parted_from_the_line_that_leads_in() -> None:
    lead = words(20, "call")[:-1] + ":"
    shown = quoted([words(120, "first"), lead, words(110, "fever"), words(90, "last")], "fever")
    assert shown.html.startswith("<p>call")
    after = quoted([words(100, "fever"), lead, words(100, "list"), words(90, "last")], "fever")
    assert "call" not in after.html or "list" in after.html


def test_the_whole_section_on_request() -> None:
    shown = quoted([words(200, "first"), words(200, "fever")], "fever", shown=WHOLE)
    assert "first" in shown.html
    assert "fever" in shown.html


def test_a_part_alone_says_that_it_is_one() -> None:
    shown = quoted([words(120, "first"), words(80, "fever"), words(90, "last")], "fever", SHOWN_BESIDE)
    assert (shown.before[:8], shown.html[:9], shown.after[:7]) == ("<p>first", "<p><mark>", "<p>last")
    whole = quoted([words(50, "fever")], "fever", SHOWN_BESIDE)
    assert (whole.before, whole.after) == ("", "")


def test_a_section_that_is_not_there_is_an_error() -> None:
    source = Source("trial", "A trial", "/articles/trial")
    passage = ShownPassage("trial#found", 0, "", "", "", "", source, (), None, None, False, ())
    with pytest.raises(LookupError):
        excerpt(passage, Library(articles=(Article("trial", "", "", "", date(2026, 1, 1), (), ()),)))


def test_links_are_fitted_to_the_page() -> None:
    html = '<a href="/articles/x#y">x</a> <a class="cite" href="#ref-2" aria-label="reference 2">[2]</a>'
    fitted = fitting("referencia {number}", "/es", "k-")(html + html)
    assert fitted.startswith('<a href="/es/articles/x#y">x</a> <a class="cite" id="k-cite-2"')
    assert fitted.count('href="#k-ref-2" aria-label="referencia 2"') == 2
    assert fitted.count('id="k-cite-2"') == 1, "one way back, to the first mark"
