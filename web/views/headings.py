"""Headings as they stand alone on a page: short names kept on one line, the subject beside those that name none."""

import re
from functools import lru_cache

from markupsafe import Markup, escape

from faq.article import Article
from retrieval.text.tokens import LANGUAGES, reader, split

_NAME = re.compile(r"\b[A-Z]{2,4}-\w{1,2}\b")
_LONG = re.compile(r"\S{50,}")
_SENTENCE = re.compile(r"[?:](?=\s)")
LEFT = 40
"""Letters that are shown of a word too long to be one."""


def unbroken(text: str) -> Markup:
    """Keep short names with a hyphen on one line: "CAR-T", "IL-6"."""
    return Markup(_NAME.sub(r'<span class="name">\g<0></span>', str(escape(text))))  # noqa: S704  # nosec B704


def shortened(text: str | None) -> str:
    """Cut words of 50 letters or more, which would fill a screen.

    >>> shortened("is " + "a" * 60 + " bad?")
    'is aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa… bad?'
    """
    return _LONG.sub(lambda word: f"{word[0][:LEFT]}…", text or "")


def short_name(title: str) -> str:
    """Return a title up to its first question mark or colon.

    >>> short_name("Can CAR-T treat stomach cancer? A trial of 2024")
    'Can CAR-T treat stomach cancer?'
    """
    end = _SENTENCE.search(title)
    return title[: end.end()].rstrip(":") if end else title


def titled(heading: str, article: Article | None) -> Markup:
    """Return a heading for a place of its own: with the short name of its article where it names no subject of it."""
    if article is None or heading_names(heading, (*article.topics, short_name(article.title)), article.lang):
        return unbroken(heading)
    return unbroken(heading) + Markup(" <small>{}</small>").format(unbroken(short_name(article.title)))


@lru_cache(maxsize=2048)
def heading_names(heading: str, subjects: tuple[str, ...], lang: str = "en") -> bool:
    """Say whether a heading has a word of four letters or more, or a name, of any of the subjects.

    >>> heading_names("Can I drive after CAR-T?", ("CAR-T",)), heading_names("How is it treated?", ("CAR-T",))
    (True, False)
    """
    terms = reader(LANGUAGES.get(lang, "english"))
    wanted = {terms(word)[0] for subject in subjects for word in split(subject) if len(word) > 3 or word.isupper()}
    return any(terms(word)[0] in wanted for word in split(heading))
