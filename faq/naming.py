"""Names: the slug of an article, the anchor of a heading, and the known name that a wrong one is nearest to."""

import difflib
import re
import unicodedata
from collections.abc import Iterable

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""What an article's file may be called: small letters a to z and digits, joined by single hyphens."""

LONGEST_SLUG = 80

_APOSTROPHES = re.compile(r"['\u2019\u2018\u02bc]")
_BETWEEN = re.compile(r"[\W_]+")


def anchor(heading: str) -> str:
    """Return the anchor of a heading: lower case, no apostrophes, every other run of non-letters one hyphen.

    >>> anchor("Why is this a big deal if it's only phase 1?"), anchor("¿Qué es Claudin18.2?")
    ('why-is-this-a-big-deal-if-its-only-phase-1', 'qué-es-claudin18-2')
    """
    text = _APOSTROPHES.sub("", unicodedata.normalize("NFC", heading).lower())
    return _BETWEEN.sub("-", text).strip("-")


def slug(title: str) -> str:
    """Return a file name for a title, without accents.

    >>> slug("¿Qué es CAR-T? A patient's guide")
    'que-es-car-t-a-patients-guide'
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    words = anchor(plain)
    return words if len(words) <= LONGEST_SLUG else words[: LONGEST_SLUG + 1].rpartition("-")[0]


LONGEST = 120
"""Characters a name may have to be compared: likeness is slow to compute for long texts."""


def nearest(wrong: str, known: Iterable[str], likeness: float = 0.6) -> str | None:
    """Return the known name most like `wrong`, or None when none has at least this `likeness` (0 to 1).

    >>> nearest("sumary", ["title", "summary"]), nearest("colour", ["title", "summary"])
    ('summary', None)
    """
    if len(wrong) > LONGEST:
        return None
    return next(iter(difflib.get_close_matches(wrong, known, 1, likeness)), None)


def did_you_mean(wrong: str, known: Iterable[str], otherwise: str) -> str:
    """Return a remedy that names the nearest known name, or `otherwise` when nothing is close.

    >>> did_you_mean("sumary", ["title", "summary"], "Delete it.")
    'Did you mean "summary"?'
    """
    guess = nearest(wrong, known)
    return f'Did you mean "{guess}"?' if guess else otherwise
