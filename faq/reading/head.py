"""What the front matter of an article says, checked key by key."""

from datetime import date

from faq.article import Article, Review, Status
from faq.languages import LANGUAGES
from faq.naming import did_you_mean, nearest
from faq.reading.front_matter import FrontMatter

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


def read_head(read: FrontMatter, file: str, slug: str) -> Article:
    """Return an article without its text, noting values of the wrong kind; those that cannot be read are empty."""
    status = Status(read.one_of("status", list(Status), Status.PUBLISHED))
    return Article(
        slug=slug,
        title=read.prose("title"),
        summary=read.prose("summary"),
        evidence=read.words("evidence"),
        published=read.day("published") or date.min,
        sections=(),
        references=(),
        review=_review(read),
        status=status,
        withdrawn=_withdrawn(read, status),
        topics=read.several("topics"),
        related=read.several("related"),
        lang=read.one_of("lang", LANGUAGES, "en"),
        translation_of=read.words("translation_of") or None,
        moved={old: read.words(f"moved.{old}") for old in read.under("moved")},
        file=file,
        lines=read.lines,
    )


def judge_keys(read: FrontMatter) -> None:
    """Note keys that nobody knows, and those that are missing, unless a misspelt one was meant."""
    known = [key for key in KEYS if key not in read.keys]
    unknown = [key for key in read.keys if key not in KEYS]
    for key in unknown:
        remedy = did_you_mean(key.lower(), known, f"The keys are: {', '.join(KEYS)}.")
        read.findings.error(read.lines[key], f'there is no key "{key}".', remedy)
    meant = {nearest(key.lower(), known) for key in unknown}
    for key, example in REQUIRED.items():
        if key not in read.keys and key not in meant:
            read.findings.error(1, f'the key "{key}" is missing.', f'Add a line "{example}".')


def _withdrawn(read: FrontMatter, status: Status) -> date | None:
    if status is Status.WITHDRAWN and "withdrawn" not in read.keys:
        remedy = 'Add a line "withdrawn: 2026-01-31".'
        read.findings.error(read.lines["status"], "the article is withdrawn, but not since when.", remedy)
    if status is not Status.WITHDRAWN and "withdrawn" in read.keys:
        message = f'there is a date of withdrawal, but the status is "{status}".'
        read.findings.error(read.lines["withdrawn"], message, 'Write "status: withdrawn", or delete this line.')
    return read.day("withdrawn")


def _review(read: FrontMatter) -> Review | None:
    """Read the three keys of a review, which stand together or not at all."""
    given = [key for key in REVIEW if key in read.keys]
    missing = [key for key in REVIEW if key not in given]
    reviewed, by, due = read.day("reviewed"), read.prose("reviewed_by"), read.day("review_by")
    if given and missing:
        remedy = "Give all 3 lines, reviewed, reviewed_by and review_by, or none."
        read.findings.error(read.lines[given[0]], f'"{given[0]}" stands without {" and ".join(missing)}.', remedy)
    if not (reviewed and by and due):
        return None
    if due <= reviewed:
        remedy = "Give a later date in review_by."
        read.findings.error(read.lines["review_by"], "the next review is not after the last one.", remedy)
    return Review(reviewed, by, due)
