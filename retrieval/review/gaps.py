"""What a question is about that the articles do not answer."""

from typing import NamedTuple

from retrieval.decision.intents import small_talk_kind
from retrieval.engine import Engine
from retrieval.reply import State


class MissingTopics(NamedTuple):
    """The words a question is about, in lower case: `topics` that the articles do not answer, and those `beside`."""

    topics: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


def missing_topics(engine: Engine, question: str, lang: str = "en") -> MissingTopics:
    """Return what a question asks about in vain; nothing when it is answered, small talk, or sounds like an emergency.

    Words that the articles lack are its topics; where there are none, every word that can name a subject:
    "tamoxifen side effects" -> topics ("tamoxifen",), beside ("side", "effects")
    """
    reply = engine.answer(question, lang=lang)
    if reply.status is State.ANSWER or reply.emergency or small_talk_kind(question, lang):
        return MissingTopics()
    answerer = engine.answerers.get(lang, engine.answerers["en"])
    subjects = tuple(filter(answerer.guard.is_subject, answerer.index.read(question).words))
    lacking = tuple(word.casefold() for word in reply.unmatched)
    return (
        MissingTopics(lacking, tuple(word for word in subjects if word not in lacking))
        if lacking
        else MissingTopics(subjects)
    )
