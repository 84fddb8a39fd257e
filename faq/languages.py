"""The languages an article may be written in, with the headings that have a meaning of their own."""

from typing import NamedTuple

from faq.article import Kind
from faq.naming import anchor


class Headings(NamedTuple):
    """The special `##` headings of a language, by what stands under them, and how a citation mark is read aloud."""

    questions: str
    takeaway: str
    reference: str


LANGUAGES = {
    "en": Headings("Common questions", "Key takeaway", "reference"),
    "es": Headings("Preguntas frecuentes", "Lo más importante", "referencia"),
}


def headings(lang: str) -> Headings:
    """Give the special headings of a language, the English ones when it has none."""
    return LANGUAGES.get(lang, LANGUAGES["en"])


def kind_of(heading: str, lang: str) -> Kind:
    """Say what a `##` heading opens; `Kind.QUESTION` is the list of questions with their answers.

    >>> kind_of("Key takeaway", "en"), kind_of("Key takeaway", "es")
    (<Kind.TAKEAWAY: 'takeaway'>, <Kind.SECTION: 'section'>)
    """
    special = headings(lang)
    names = {anchor(special.questions): Kind.QUESTION, anchor(special.takeaway): Kind.TAKEAWAY}
    return names.get(anchor(heading), Kind.SECTION)
