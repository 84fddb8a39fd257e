"""What a question is about that the articles do not answer."""

from typing import NamedTuple

from retrieval.decision.intents import kind_of
from retrieval.engine import Edition
from retrieval.reply import State


class Missing(NamedTuple):
    """The words a question is about, in lower case: `topics` that the articles do not answer, and those `beside`."""

    topics: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


def missing(edition: Edition, question: str, lang: str = "en") -> Missing:
    """Give what a question asks about in vain; nothing when it is answered, small talk, or sounds like an emergency.

    Words that the articles lack are its topics; where there are none, every word that can name a subject:
    "tamoxifen side effects" -> topics ("tamoxifen",), beside ("side", "effects")
    """
    reply = edition.answer(question, lang=lang)
    if reply.status is State.ANSWER or reply.emergency or kind_of(question, lang):
        return Missing()
    finder = edition.finders.get(lang, edition.finders["en"])
    subjects = tuple(filter(finder.guard.is_subject, finder.index.read(question).words))
    lacking = tuple(word.casefold() for word in reply.unmatched)
    return Missing(lacking, tuple(word for word in subjects if word not in lacking)) if lacking else Missing(subjects)
