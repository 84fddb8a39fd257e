"""What the front matter of an article says, checked key by key."""

import re
from datetime import date
from typing import NamedTuple

from faq.article import Article, Review, Status
from faq.languages import LANGUAGES
from faq.naming import did_you_mean, nearest
from faq.problem import Findings
from faq.reading.front_matter import NOTHING, KeyValues, Scalar
from faq.reading.front_values import Reader

REQUIRED = {
    "title": "title: The question or subject of the article",
    "summary": "summary: One or two plain sentences",
    "published": "published: 2026-01-31",
}
"""The keys every article has, each with a line to copy."""

REVIEW = ("reviewed", "reviewed_by", "review_by")

KEYS = (
    *("title", "summary", "evidence", "published"),
    *REVIEW,
    *("status", "withdrawn", "topics", "related", "lang", "translation_of", "also_asked", "moved"),
)


_MARKUP = re.compile(r"</?[a-z!]|\*\*|\]\(|\[\^", re.IGNORECASE)


class Head(NamedTuple):
    """The front matter, read: the article without its text; values that could not be read are empty.

    `also_asked` has the other wordings of each section by its anchor; `keys` knows the line of everything.
    """

    article: Article
    also_asked: dict[str, tuple[Scalar, ...]]
    keys: KeyValues


def read_head(keys: KeyValues | None, file: str, slug: str, findings: Findings) -> Head:
    """Return every value of the front matter, noting what is missing, unknown or of the wrong kind.

    `keys` is None when the front matter could not be read; then nothing more is said about it.
    """
    if keys is not None:
        _look_for_unknown_keys(keys, findings)
    read = Reader(keys or NOTHING, findings)
    status = Status(read.one_of("status", list(Status), Status.PUBLISHED))
    article = Article(
        slug=slug,
        title=_prose(read, "title"),
        summary=_prose(read, "summary"),
        evidence=read.words("evidence"),
        published=read.day("published") or date.min,
        sections=(),
        references=(),
        review=_review(read),
        status=status,
        withdrawn=_withdrawn(read, status),
        topics=tuple(words.text for words in read.several("topics")),
        related=tuple(words.text for words in read.several("related")),
        lang=read.one_of("lang", LANGUAGES, "en"),
        translation_of=read.words("translation_of") or None,
        moved={name.text: read.plain(value, name.text) for name, value in read.pairs("moved")},
        file=file,
    )
    asked = {name.text: read.listed(value, name.text) for name, value in read.pairs("also_asked")}
    return Head(article, asked, keys or NOTHING)


def _look_for_unknown_keys(keys: KeyValues, findings: Findings) -> None:
    names = {name.text: name.line for name, _ in keys.items}
    known = [key for key in KEYS if key not in names]
    meant = set()
    for name, line in names.items():
        if name not in KEYS:
            meant.add(nearest(name.lower(), known))
            remedy = did_you_mean(name.lower(), known, f"The keys are: {', '.join(KEYS)}.")
            findings.error(line, f'there is no key "{name}".', remedy)
    for key, example in REQUIRED.items():
        if key not in names and key not in meant:
            findings.error(1, f'the key "{key}" is missing.', f'Add a line "{example}".')


def _prose(read: Reader, key: str) -> str:
    """Read a text that is shown as plain words, noting Markdown and HTML in it."""
    written = read.words(key)
    if _MARKUP.search(written):
        remedy = "Delete them."
        read.findings.error(read.line(key), f'"{key}" is plain words: no **, no tags, no links, no [^1].', remedy)
    return written


def _withdrawn(read: Reader, status: Status) -> date | None:
    day = read.day("withdrawn")
    if status is Status.WITHDRAWN and not read.has("withdrawn"):
        remedy = 'Add a line "withdrawn: 2026-01-31".'
        read.findings.error(read.line("status"), "the article is withdrawn, but not since when.", remedy)
    if status is not Status.WITHDRAWN and read.has("withdrawn"):
        message = f'there is a date of withdrawal, but the status is "{status}".'
        read.findings.error(read.line("withdrawn"), message, 'Write "status: withdrawn", or delete this line.')
    return day


def _review(read: Reader) -> Review | None:
    """Read the three keys of a review, which stand together or not at all."""
    given = [key for key in REVIEW if read.has(key)]
    missing = [key for key in REVIEW if key not in given]
    reviewed, by, due = read.day("reviewed"), read.words("reviewed_by"), read.day("review_by")
    if given and missing:
        remedy = "Give all 3 lines, reviewed, reviewed_by and review_by, or none."
        read.findings.error(read.line(given[0]), f'"{given[0]}" stands without {" and ".join(missing)}.', remedy)
    if not (reviewed and by and due):
        return None
    if due <= reviewed:
        remedy = "Give a later date in review_by."
        read.findings.error(read.line("review_by"), "the next review is not after the last one.", remedy)
    return Review(reviewed, by, due)
