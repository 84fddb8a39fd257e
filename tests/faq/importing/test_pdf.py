"""PDF leaflets: ten made ones whose words, headings and order are known, and those that cannot be read."""

import pytest

from faq.importing.report import UnreadableError
from tests.faq.importing.drafts import body, imported
from tests.faq.importing.leaflets import LEAD, LEAFLETS, LEFT, RIGHT, TITLE
from tests.faq.importing.pdf_files import Typed, block, pdf_file


@pytest.mark.parametrize("kind", LEAFLETS)
def test_a_leaflet_comes_in_with_its_headings_in_order_and_its_words_unchanged(kind: str) -> None:
    leaflet = LEAFLETS[kind]
    draft = imported("leaflet.pdf", leaflet.content)
    assert draft.report.title == leaflet.title
    assert body(draft) == leaflet.body
    assert list(draft.report.left_out) == leaflet.left_out
    assert leaflet.check in " ".join(draft.report.uncertain)


REFUSED = {
    "a scan": (pdf_file([], [], picture=True), "OCR"),
    "a scan with a stamp": (pdf_file([Typed("12 May 2025")], picture=True), "OCR"),
    "101 pages": (pdf_file(*[TITLE] * 101), "more than 100 pages"),
    "a password": (pdf_file(TITLE, locked=True), "password"),
    "no text and no picture": (pdf_file([]), "no text"),
    "only its first line": (b"%PDF-1.7\n", "damaged"),
    "the half of one": (pdf_file(TITLE + LEAD)[:300], "PDF"),
    "a trailer that is none": (pdf_file(TITLE + LEAD).replace(b"trailer", b"trailer-"), "damaged"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_read_is_refused_with_what_to_do(kind: str) -> None:
    content, reason = REFUSED[kind]
    with pytest.raises(UnreadableError, match=reason):
        imported("leaflet.pdf", content)


def test_pictures_on_a_page_are_named() -> None:
    draft = imported("leaflet.pdf", pdf_file(TITLE + LEAD, picture=True))
    assert "page 1: picture" in draft.report.left_out


def test_what_stands_under_both_columns_comes_after_them() -> None:
    draft = imported(
        "leaflet.pdf",
        pdf_file(TITLE + block(LEFT, top=690) + block(RIGHT, left=330, top=690) + block(["Bye now."], top=590)),
    )
    assert draft.markdown.endswith(f"{' '.join(LEFT)}\n\n{' '.join(RIGHT)}\n\nBye now.\n")
