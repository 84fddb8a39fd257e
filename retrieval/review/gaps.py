"""Which words of unanswered questions name a subject that the articles do not cover."""

from retrieval.decision.intents import small_talk_kind
from retrieval.decision.subjects import PLAIN
from retrieval.engine import Engine
from retrieval.reply import State


def names_subject(engine: Engine, word: str, lang: str = "en") -> bool:
    """Say whether a word in lower case can name what a question is about: "tamoxifen" does, "please" does not."""
    return engine.answerers.get(lang, engine.answerers["en"]).subjects.names(word, PLAIN)


def is_uncovered(engine: Engine, word: str, lang: str = "en") -> bool:
    """Say whether a word names a subject about which the articles, asked for it alone, have nothing."""
    if not names_subject(engine, word, lang):
        return False
    reply = engine.answer(word, lang=lang)
    return reply.status is State.NOT_FOUND and not reply.emergency and not small_talk_kind(word, lang)
