"""What the front matter of an article says, checked key by key."""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from faq.article import Article, Review, Status
from faq.languages import LANGUAGES
from faq.naming import did_you_mean, nearest
from faq.problem import Findings
from faq.reading.front_matter import NOTHING, KeyValues, Scalar, Several, Value

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

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MARKUP = re.compile(r"</?[a-z!]|\*\*|\]\(|\[\^", re.IGNORECASE)


PROSE = ("title", "summary", "reviewed_by")
"""Keys whose value is a sentence or a name, in which a # is meant as a sign."""


class _Reader:
    """Read the values of a set of keys; every method notes what is wrong and gives an empty value for it."""

    def __init__(self, keys: KeyValues, findings: Findings) -> None:
        self._keys = keys
        self.findings = findings

    def has(self, key: str) -> bool:
        """Say whether the key is there at all."""
        return self._keys.get(key) is not None

    def line(self, key: str) -> int:
        """Return the line of a key, 1 when it is not there."""
        return next((name.line for name, _ in self._keys.items if name.text == key), 1)

    def words(self, name: str, value: Value | None = None) -> str:
        """Return a value that must be words, that of the key when none is given; "" when it is not there."""
        value = value or self._keys.get(name)
        if value is None:
            return ""
        if not isinstance(value, Scalar):
            remedy = "Write it on one line, in double quotes."
            self.findings.error(value.line, f'"{name}" must be words, not a list.', remedy)
            return ""
        if value.cut and name in PROSE:
            self._note_cut(value)
        if not value.text:
            remedy = "Write its value after the colon, or delete the line."
            self.findings.error(value.line, f'"{name}" is empty.', remedy)
        return value.text

    def _note_cut(self, value: Scalar) -> None:
        remedy = "Put the value in double quotes."
        self.findings.warn(value.line, "what follows the # on this line is not read.", remedy)

    def day(self, key: str) -> date | None:
        """Return the date of a key, None when it is not there or no date."""
        written = self.words(key)
        try:
            return date.fromisoformat(written if _DAY.fullmatch(written) else "")
        except ValueError:
            if written:
                remedy = "Write year-month-day, such as 2026-01-31."
                self.findings.error(self.line(key), f'"{key}: {written}" is not a date.', remedy)
            return None

    def one_of(self, key: str, known: Iterable[str], default: str) -> str:
        """Return the value of a key that has a fixed choice of values."""
        known = list(known)
        written = self.words(key) or default
        if written in known:
            return written
        remedy = did_you_mean(written.lower(), known, f"Write one of: {', '.join(known)}.")
        self.findings.error(self.line(key), f'"{key}" cannot be "{written}".', remedy)
        return default

    def several(self, name: str, value: Value | None = None) -> tuple[Scalar, ...]:
        """Return a value that must be a list of words, each once, that of the key when none is given, or ()."""
        value = value or self._keys.get(name)
        if value is None:
            return ()
        if not isinstance(value, Several):
            remedy = "Write [one, another], or one entry a line after a dash."
            self.findings.error(value.line, f'"{name}" must be a list.', remedy)
            return ()
        entries = [item for item in value.items if isinstance(item, Scalar) and item.text]
        for item in value.items:
            if isinstance(item, Scalar) and item.cut:
                self._note_cut(item)
            if item not in entries:
                remedy = "Put it in double quotes."
                self.findings.error(item.line, f'an entry of "{name}" is empty or holds a colon.', remedy)
        first: dict[str, Scalar] = {}
        for entry in entries:
            if first.setdefault(entry.text.casefold(), entry) is not entry:
                self.findings.error(entry.line, f'"{entry.text}" stands twice in "{name}".', "Delete one of them.")
        return tuple(first.values())

    def pairs(self, key: str) -> tuple[tuple[Scalar, Value], ...]:
        """Return the pairs of a key, () when it is not there."""
        value = self._keys.get(key)
        if value is None or isinstance(value, KeyValues):
            return value.items if value else ()
        remedy = 'Write "name: value", one a line, each with 2 spaces before it.'
        self.findings.error(value.line, f'"{key}" must be a list of pairs.', remedy)
        return ()


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
    read = _Reader(keys or NOTHING, findings)
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
        moved={name.text: read.words(name.text, value) for name, value in read.pairs("moved")},
        file=file,
    )
    asked = {name.text: read.several(name.text, value) for name, value in read.pairs("also_asked")}
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


def _prose(read: _Reader, key: str) -> str:
    """Read a text that is shown as plain words, noting Markdown and HTML in it."""
    written = read.words(key)
    if _MARKUP.search(written):
        remedy = "Delete them."
        read.findings.error(read.line(key), f'"{key}" is plain words: no **, no tags, no links, no [^1].', remedy)
    return written


def _withdrawn(read: _Reader, status: Status) -> date | None:
    day = read.day("withdrawn")
    if status is Status.WITHDRAWN and not read.has("withdrawn"):
        remedy = 'Add a line "withdrawn: 2026-01-31".'
        read.findings.error(read.line("status"), "the article is withdrawn, but not since when.", remedy)
    if status is not Status.WITHDRAWN and read.has("withdrawn"):
        message = f'there is a date of withdrawal, but the status is "{status}".'
        read.findings.error(read.line("withdrawn"), message, 'Write "status: withdrawn", or delete this line.')
    return day


def _review(read: _Reader) -> Review | None:
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
