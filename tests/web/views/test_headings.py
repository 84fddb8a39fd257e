"""Headings where they stand alone, long words, and the heading of the start page."""

from faq.library import Library
from faq.wording import Wording
from web.views.headings import heading_names, short_name, shortened, titled, unbroken
from web.views.topics import by_topic, start_heading


def test_a_short_name_stays_on_one_line() -> None:
    assert unbroken("Can I drive after CAR-T?") == 'Can I drive after <span class="name">CAR-T</span>?'


def test_a_word_of_500_letters_does_not_fill_the_screen() -> None:
    assert len(shortened("what is " + "a" * 500)) < 60
    assert shortened("pneumonoultramicroscopicsilicovolcanoconiosis") == "pneumonoultramicroscopicsilicovolcanoconiosis"


def test_a_heading_without_a_subject_gets_the_name_of_its_article(library: Library) -> None:
    article = library.article("til-therapy-melanoma")
    assert titled("What are the risks?", article).endswith("<small>TIL therapy for melanoma</small>")
    assert "<small>" not in titled("What is TIL therapy?", article)
    assert "<small>" not in titled("What are the risks?", None)


def test_the_short_name_of_a_title_ends_with_its_first_part() -> None:
    assert short_name("Can CAR-T treat stomach cancer? A trial of 2024") == "Can CAR-T treat stomach cancer?"
    assert short_name("Sleep: what helps") == "Sleep"
    assert heading_names("¿Qué es la terapia TIL?", ("terapia TIL",), "es")


WORDS = {
    "ask": {
        "title": "Ask",
        "heading": "Ask about {subjects}",
        "heading_two": "{first} and {second}",
        "heading_more": "{first}, {second} and {number} more",
    }
}


def test_the_start_page_names_the_subjects_of_the_articles(library: Library) -> None:
    english = library.published("en")
    heading = start_heading(Wording(WORDS), by_topic(english))
    topics = {topic for article in english for topic in article.topics}
    assert heading == f"Ask about CAR-T, clinical trials and {len(topics) - 2} more"
    assert start_heading(Wording(WORDS), []) == "Ask"


def test_a_heading_of_the_clinics_own_is_kept(library: Library) -> None:
    own = Wording({"ask": WORDS["ask"] | {"heading": "Ask the Northside Clinic"}})
    assert start_heading(own, by_topic(library.published("en"))) == "Ask the Northside Clinic"
