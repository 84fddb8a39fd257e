"""Tell whether a question asks for advice about somebody's own treatment.

General facts may follow such a question, but the notice moves up and says who to ask: no article
knows the person. The patterns stand in `phrases.toml`.
"""

import re

from retrieval.decision.intents import fold_question, phrases

_PHRASES = phrases("personal")


_PATTERNS = {
    kind: tuple(re.compile(pattern.replace("{who}", _PHRASES["who"])) for pattern in _PHRASES[kind])
    for kind in ("advice", "decision", "prognosis")
}


def _asks(question: str, kind: str) -> bool:
    text = fold_question(question)
    return any(pattern.search(text) for pattern in _PATTERNS[kind])


def asks_for_advice(question: str) -> bool:
    """Say whether a question is about the visitor's own care: "Should I stop my tablets?" -> True."""
    return _asks(question, "advice") or asks_for_decision(question)


def asks_for_decision(question: str) -> bool:
    """Say whether somebody who knows the person had better answer: a dose, a start or stop, a test result."""
    return _asks(question, "decision") or asks_for_prognosis(question)


def asks_for_prognosis(question: str) -> bool:
    """Say whether only somebody who knows the person can say it: what they have, what becomes of them, what to choose.

    >>> asks_for_prognosis("How long will he live?"), asks_for_prognosis("How long do people live with it?")
    (True, False)
    >>> asks_for_prognosis("Do I have lung cancer?"), asks_for_prognosis("Do I have to tell work about my cancer?")
    (True, False)
    """
    return _asks(question, "prognosis")
