"""English words sorted by hand: those that can be the subject of a health question, and informal ones that cannot."""

from collections.abc import Container, Iterator
from pathlib import Path

HERE = Path(__file__).parent

SUBJECTS = frozenset((HERE / "subject_words.txt").read_text(encoding="utf-8").split())
"""Illnesses, parts of the body, drugs, procedures, food, animals, countries, out of all common words of English.

The whole of wordfreq's small list (Zipf value 3 and more) was sorted, every form of a word by itself. A common word
that is not among them ("couple", "farm", "brilliant") is talk, however rare it is in the articles. Words that are too
rare for that list are not sorted: each may be the name of a disease or a drug, unless it is one of INFORMAL.
"""

INFORMAL = frozenset((HERE / "informal_words.txt").read_text(encoding="utf-8").split())
"""Words of ordinary talk that are too rare for the list: "doolally", "owt", "rewired"."""

_ENDINGS = ("ing", "ed", "able", "ness", "ish", "less")
_SHORTEST_BASE = 4


def may_name(word: str, common: Container[str]) -> bool:
    """Say whether a word in lower case is a listed subject, or so rare that it may be the name of one.

    `common` are the common words of English. "Squirting" is talk, since "squirt" is.

    >>> [may_name(word, {"breast", "couple", "squirt"}) for word in ("breast", "couple", "squirting", "tamoxifen")]
    [True, False, False, True]
    """
    if word in common:
        return word in SUBJECTS
    talk = word in INFORMAL or any(base in common and base not in SUBJECTS for base in _bases(word))
    return word[:1].isalpha() and len(word) > 1 and not talk


def _bases(word: str) -> Iterator[str]:
    """Yield what a word may be a form of: "squirting" of "squirt", "tinkled" of "tinkle", "stubbed" of "stub"."""
    for ending in _ENDINGS:
        base = word.removesuffix(ending)
        if base != word:
            yield from (form for form in (base, f"{base}e", base[:-1]) if len(form) >= _SHORTEST_BASE)
