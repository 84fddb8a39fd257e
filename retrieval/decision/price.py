"""A price asked for in everyday words alone: "how much is it"."""

import re

PRICES = ("cost", "price", "pay", "dollar", "pound", "euro", "charge", "fee")
"""The words by which a passage speaks of money, as stems."""

_ASKED = re.compile(
    r"\bhow much (?:is|are|for)\b(?! (?:\w+ )?(?:known|left|shown|time|longer|better|worse)\b)", re.IGNORECASE
)


def asks_for_price(question: str) -> bool:
    """Say whether a question asks what something costs without a word for it.

    >>> asks_for_price("How much is Keytruda?"), asks_for_price("How much is known about it?")
    (True, False)
    """
    return _ASKED.search(question) is not None
