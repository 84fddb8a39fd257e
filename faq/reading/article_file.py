"""From an article file to an Article, or to every reason why it cannot be one."""

from dataclasses import dataclass, replace
from datetime import date

from faq.article import Article, Review, Status
from faq.languages import LANGUAGES
from faq.naming import nearest
from faq.problem import Findings, Level, Problem
from faq.reading.footnotes import number_marks, references, separate
from faq.reading.front_matter import FrontMatter, read_front_matter
from faq.reading.links import Link, add_bare_links, read_links
from faq.reading.markdown import parse_markdown
from faq.reading.outline import asks, judge_headings, judge_outline, outline
from faq.reading.texts import decode, judge_body, judge_places

REVIEW = ("reviewed", "reviewed_by", "review_by")

KEYS = {
    "title": "The question or subject of the article",
    "summary": "One or two plain sentences",
    "evidence": "",
    "published": "2026-01-31",
    **dict.fromkeys((*REVIEW, "status", "withdrawn", "topics", "related", "lang"), ""),
    **dict.fromkeys(("translation_of", "also_asked", "moved"), ""),
}
"""The keys an article may have; those that every article has come with a value to copy."""


@dataclass(frozen=True, slots=True)
class ArticleReading:
    """What became of one file: the article as far as it could be read, and all there is to say about it.

    `links` lead to articles, for the library to check.
    """

    read: Article
    links: tuple[Link, ...]
    problems: tuple[Problem, ...]
    broken: bool

    @property
    def article(self) -> Article | None:
        """The article, None when it is broken."""
        return None if self.broken else self.read

    @property
    def fault(self) -> Level:
        """How grave it is when a list names a section that is not there: what was withdrawn may have lost its own."""
        return Level.WARNING if self.read.status is Status.WITHDRAWN else Level.ERROR

    @property
    def anchors(self) -> frozenset[str]:
        """The sections that links may lead to."""
        return frozenset(section.anchor for section in self.read.sections) | self.read.moved.keys()


def read_article(file: str, slug: str, content: bytes) -> ArticleReading:
    """Read one article file; `file` is its name as shown to people. Nothing a file may hold makes it raise."""
    findings = Findings(file)
    text = decode(content, findings)
    front, first_line = (None, 0) if text is None else read_front_matter(text, findings)
    if front:
        _judge_keys(front)
    front = front or FrontMatter([], findings)
    article, links = _read_head(front, file, slug), list[Link]()
    if text and first_line:
        article, links = _read_body(text, first_line, article, front, findings)
    return ArticleReading(article, tuple(links), tuple(findings.problems), findings.broken)


def _read_head(read: FrontMatter, file: str, slug: str) -> Article:
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


def _judge_keys(read: FrontMatter) -> None:
    """Note keys that nobody knows, and those that are missing; the line of a misspelt key is that of the one meant."""
    known = [key for key in KEYS if key not in read.keys]
    for key in read.keys:
        if key not in KEYS:
            otherwise = f"The keys are: {', '.join(KEYS)}."
            read.findings.misnamed(read.lines[key], f'there is no key "{key}".', key.lower(), known, otherwise)
            read.lines.setdefault(nearest(key.lower(), known) or key, read.lines[key])
    for key, example in KEYS.items():
        if example and key not in read.lines:
            read.findings.error(1, f'the key "{key}" is missing.', f'Add a line "{key}: {example}".')


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


def _read_body(
    text: str, first_line: int, head: Article, front: FrontMatter, findings: Findings
) -> tuple[Article, list[Link]]:
    """Return the article with its sections and references, and its links, noting what is wrong with any of it."""
    lines = text.split("\n")
    judge_places(text, findings)
    tokens = parse_markdown("\n".join(lines[first_line - 1 :]), first_line)
    judge_body(tokens, lines, findings)
    add_bare_links(tokens)
    links = read_links(tokens, head.slug, findings)
    body, notes = separate(tokens, findings)
    listed = references(notes, number_marks(body, notes.keys(), head.lang, findings), findings)
    judge_headings(body, findings)
    also_asked = {name: front.several(f"also_asked.{name}") for name in front.under("also_asked")}
    parts = outline(body, head, also_asked, min(first_line, len(lines)))
    sections = tuple(part for part in parts if part.blocks or not asks(part, head.lang))
    article = replace(head, sections=sections, references=listed)
    judge_outline(parts, article, also_asked, findings)
    return article, links
