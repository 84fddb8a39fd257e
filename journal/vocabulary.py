"""The words of the articles, which redaction leaves alone."""

import re
from collections.abc import Iterable

WRITTEN = re.compile(r"[^\W_](?:[\w.+/-]{0,60}[^\W_])?")


def written_words(texts: Iterable[str]) -> frozenset[str]:
    """Return every word of some texts in lower case, compounds whole: "CA19-9 of 38.0" -> ca19-9, of, 38.0."""
    return frozenset(word.casefold() for text in texts for word in WRITTEN.findall(text))
