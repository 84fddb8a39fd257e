"""What patients asked in vain: which words name a subject, and what the articles as they are now do not answer."""

from retrieval.decision.intents import small_talk_kind
from retrieval.decision.subjects import PLAIN
from retrieval.engine import Engine
from retrieval.reply import State


def names_subject(engine: Engine, word: str, lang: str = "en") -> bool:
    """Say whether a word in lower case can name what a question is about: "tamoxifen" does, "please" does not."""
    return engine.answerers.get(lang, engine.answerers["en"]).subjects.names(word, PLAIN)


def is_unanswered(engine: Engine, text: str, lang: str = "en") -> bool:
    """Say whether the articles have nothing on a question or a word; small talk and emergencies need no article."""
    reply = engine.answer(text, lang=lang)
    return reply.status is State.NOT_FOUND and not reply.emergency and not small_talk_kind(text, lang)
