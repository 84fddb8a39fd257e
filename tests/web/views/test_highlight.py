"""Which sentence of a passage is marked."""

from web.views.highlight import best_sentence


def mark(html: str, *words: str) -> str:
    return best_sentence(html, words)[0]


def test_the_sentence_with_most_of_the_words_is_marked_whole() -> None:
    html = "<p>It is new. The fever can be high. Call at once.</p>"
    assert mark(html, "fever", "high") == "<p>It is new. <mark>The fever can be high.</mark> Call at once.</p>"


def test_a_mark_does_not_cross_tags_or_paragraphs() -> None:
    html = "<p>A <strong>high fever</strong> is common.</p><p>Fever.</p>"
    expected = "<p><mark>A </mark><strong><mark>high fever</mark></strong><mark> is common.</mark></p><p>Fever.</p>"
    assert mark(html, "high", "fever") == expected


def test_a_decimal_number_ends_no_sentence_and_a_citation_stays_outside() -> None:
    html = '<p>It was 3.25 months.<a class="cite" href="#ref-1">[1]</a> It was 5 more.</p>'
    expected = '<p><mark>It was 3.25 months.</mark><a class="cite" href="#ref-1">[1]</a> It was 5 more.</p>'
    assert mark(html, "3.25", "months") == expected


def test_abbreviations_end_no_sentence() -> None:
    html = "<p>Some drugs, e.g. Aspirin, thin the blood. Others do not.</p>"
    assert (
        mark(html, "drugs", "Aspirin") == "<p><mark>Some drugs, e.g. Aspirin, thin the blood.</mark> Others do not.</p>"
    )


def test_small_words_alone_count_for_little() -> None:
    html = "<p>This is one of the best of all of them. Tocilizumab helps.</p>"
    assert "<mark>Tocilizumab helps.</mark>" in mark(html, "this", "is", "Tocilizumab")


def test_nothing_is_marked_where_nothing_matches() -> None:
    html = "<p>One. Two.</p>"
    assert best_sentence(html, ["three"]) == (html, 0.0)


def test_list_items_and_cells_are_sentences_of_their_own() -> None:
    html = "<ul><li>fever</li><li>rash and itch</li></ul><table><tr><td>headache</td></tr></table>"
    assert mark(html, "rash") == html.replace("rash and itch", "<mark>rash and itch</mark>")
    assert mark(html, "headache") == html.replace("headache", "<mark>headache</mark>")
