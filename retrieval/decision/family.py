"""Having children one day: a subject of its own that people ask about in everyday words alone."""

import re

HAVING_CHILDREN = "having children"
"""What a refusal names."""

NAMES = ("fertility", "fertile", "infertile", "infertility", "pregnant", "pregnancy")
"""The words by which an article would speak of it."""

_WISH = re.compile(
    r"\b(?:still|ever|able to|can \w+|could \w+|will \w+|to|stop \w+|hope to|later) (?:be able to |still |ever )?"
    r"(?:have|having|father|conceive|start|start a) (?:more |any |another |our own |my own |a )?"
    r"(?:(?:children|kids|babies|baby|child|family)\b)(?! (?:with|who|in|visit|near|around|member))",
    re.IGNORECASE,
)


def asks_about_children(question: str) -> bool:
    """Say whether a question asks if somebody can have children.

    >>> asks_about_children("Can I still have children afterwards?"), asks_about_children("Can children have it?")
    (True, False)
    """
    return _WISH.search(question) is not None
