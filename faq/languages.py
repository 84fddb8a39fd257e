"""The languages an article may be written in, with the headings that have a meaning of their own."""

from typing import NamedTuple

from faq.naming import anchor, nearest


class Headings(NamedTuple):
    """The special `##` headings of a language, by what stands under them, and how a citation mark is read aloud."""

    questions: str
    takeaway: str
    reference: str


LANGUAGES = {
    "en": Headings("Common questions", "Key takeaway", "reference"),
    "es": Headings("Preguntas frecuentes", "Lo más importante", "referencia"),
}


ALIKE = 0.8
"""How like a special heading one must be to be taken for a misspelling of it."""

ALIASES = {
    "questions": "frequently-asked-questions faq faqs questions questions-and-answers other-questions preguntas",
    "takeaway": "key-points key-messages takeaway takeaways in-short in-brief bottom-line the-bottom-line resumen",
}
"""Headings that people write when they mean a special one, by its anchor."""


def meant(anchor_of_heading: str, lang: str) -> str | None:
    """Return the special heading that was most likely meant, None when the heading is one or is like none.

    >>> meant("key-takeaways", "en"), meant("faq", "en"), meant("key-takeaway", "en")
    ('Key takeaway', 'Common questions', None)
    """
    for role, aliases in ALIASES.items():
        heading: str = getattr(LANGUAGES[lang], role)
        if anchor_of_heading in aliases.split() or nearest(anchor_of_heading, [anchor(heading)], ALIKE):
            return None if anchor_of_heading == anchor(heading) else heading
    return None
