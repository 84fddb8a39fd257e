"""From an article file to an Article, or to every reason why it cannot be one."""

from dataclasses import dataclass, replace

from faq.article import Article
from faq.problem import Findings, Problem
from faq.reading.footnotes import number_marks, references, separate
from faq.reading.front_matter import FrontMatter, read_front_matter
from faq.reading.head import judge_keys, read_head
from faq.reading.links import Link, add_bare_links, read_links
from faq.reading.markdown import parse_markdown
from faq.reading.outline import asks, judge_headings, judge_outline, outline
from faq.reading.texts import decode, judge_body, judge_hidden, judge_places


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
    def anchors(self) -> frozenset[str]:
        """The sections that links may lead to."""
        return frozenset(section.anchor for section in self.read.sections) | self.read.moved.keys()


def read_article(file: str, slug: str, content: bytes) -> ArticleReading:
    """Read one article file; `file` is its name as shown to people. Nothing a file may hold makes it raise."""
    findings = Findings(file)
    text = decode(content, findings)
    front, first_line = (None, 0) if text is None else read_front_matter(text, findings)
    if front:
        judge_keys(front)
    front = front or FrontMatter([], findings)
    article, links = read_head(front, file, slug), list[Link]()
    if text and first_line:
        article, links = _read_body(text, first_line, article, front, findings)
    return ArticleReading(article, tuple(links), tuple(findings.problems), findings.broken)


def _read_body(
    text: str, first_line: int, head: Article, front: FrontMatter, findings: Findings
) -> tuple[Article, list[Link]]:
    """Return the article with its sections and references, and its links, noting what is wrong with any of it."""
    lines = text.split("\n")
    judge_places(text, findings)
    tokens, hidden = parse_markdown("\n".join(lines[first_line - 1 :]), first_line)
    judge_hidden(hidden, findings)
    judge_body(tokens, lines, findings)
    add_bare_links(tokens)
    links = read_links(tokens, head.slug, findings)
    body, notes = separate(tokens)
    listed = references(notes, number_marks(body, notes, head.lang, findings), findings)
    judge_headings(body, findings)
    also_asked = {name: front.several(f"also_asked.{name}") for name in front.under("also_asked")}
    parts = outline(body, head, also_asked, min(first_line, len(lines)))
    sections = tuple(part for part in parts if part.blocks or not asks(part, head.lang))
    article = replace(head, sections=sections, references=listed)
    judge_outline(parts, article, also_asked, findings)
    return article, links
