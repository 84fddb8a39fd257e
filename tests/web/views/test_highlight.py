"""Where the key of a passage is marked in it."""

from faq.reading.markdown import clean_html
from web.views.excerpt import highlighted


def test_the_sentence_is_marked_whole() -> None:
    html = "<p>It is new. The fever can be high. Call at once.</p>"
    expected = "<p>It is new. <mark>The fever can be high.</mark> Call at once.</p>"
    assert highlighted(html, "The fever can be high.") == expected


def test_a_mark_does_not_cross_tags_or_paragraphs() -> None:
    html = "<p>A <strong>high fever</strong> is common.</p><p>Fever.</p>"
    expected = "<p><mark>A </mark><strong><mark>high fever</mark></strong><mark> is common.</mark></p><p>Fever.</p>"
    assert highlighted(html, "A high fever is common.") == expected


def test_a_citation_stays_outside_and_one_within_stops_no_mark() -> None:
    html = (
        '<li>Growing.<a class="cite" href="#ref-1">[1]</a> It takes 2 weeks.<a class="cite" href="#ref-2">[2]</a></li>'
    )
    expected = (
        '<li><mark>Growing.</mark><a class="cite" href="#ref-1">[1]</a>'
        '<mark> It takes 2 weeks.</mark><a class="cite" href="#ref-2">[2]</a></li>'
    )
    assert highlighted(html, "Growing.[1] It takes 2 weeks.") == expected


def test_of_a_list_item_the_item_is_marked_and_not_its_lead_in() -> None:
    html = "<ul><li>fever</li><li>rash and itch</li></ul>"
    assert highlighted(html, "Signs are:\nrash and itch") == html.replace("rash and itch", "<mark>rash and itch</mark>")


def test_marks_that_html_writes_otherwise_are_found() -> None:
    html = clean_html('<p>Say "CAR-T" &amp; wait, if < 38.5.</p>')
    assert "&lt;" in html
    assert highlighted(html, 'Say "CAR-T" & wait, if < 38.5.') == html.replace("Say", "<mark>Say").replace(
        "38.5.", "38.5.</mark>"
    )


def test_nothing_is_marked_where_it_does_not_stand() -> None:
    for key in ("", "Three."):
        assert highlighted("<p>One. Two.</p>", key) == "<p>One. Two.</p>"
