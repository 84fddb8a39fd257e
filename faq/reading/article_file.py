"""From an article file to an Article, or to every reason why it cannot be one."""

from dataclasses import dataclass, replace

from faq.article import Article, Reference
from faq.problem import Findings, Problem
from faq.reading.footnotes import number_marks, references, separate
from faq.reading.front_matter import read_front_matter
from faq.reading.head import Head, read_head
from faq.reading.links import Link, add_bare_links, read_links
from faq.reading.markdown import Tokens, parse_markdown
from faq.reading.outline import OutlinePart, judge_headings, judge_outline, outline, sections
from faq.reading.texts import decode, judge_body, judge_hidden, judge_places


@dataclass(frozen=True, slots=True)
class ArticleReading:
    """What became of one file: the article, or None when it is broken, and all there is to say about it.

    `links` lead to articles, for the library to check; `anchors` are the sections that links may lead to.
    """

    file: str
    slug: str
    article: Article | None
    head: Head
    links: tuple[Link, ...]
    anchors: frozenset[str]
    problems: tuple[Problem, ...]


def read_article(file: str, slug: str, content: bytes) -> ArticleReading:
    """Read one article file; `file` is its name as shown to people. Nothing a file may hold makes it raise."""
    findings = Findings(file)
    text = decode(content, findings)
    if text is not None and not text.strip():
        findings.error(1, "the file is empty.", "Write the article, or delete the file.")
    keys, first_line = read_front_matter(text, findings) if text and not text.isspace() else (None, 1)
    head = read_head(keys, file, slug, findings)
    if not text or first_line > text.count("\n") + 1:
        return ArticleReading(file, slug, None, head, (), frozenset(), tuple(findings.problems))
    judge_places(text, findings)
    tokens, hidden = parse_markdown("\n".join(text.split("\n")[first_line - 1 :]), first_line)
    judge_hidden(hidden, findings)
    judge_body(tokens, text.split("\n"), findings)
    add_bare_links(tokens)
    links = read_links(tokens, slug, findings)
    parts, listed = _read_body(tokens, head, first_line, findings)
    article = None
    if not findings.broken:
        article = replace(head.article, sections=tuple(sections(parts, slug, head.also_asked)), references=listed)
    anchors = frozenset(part.anchor for part in parts if part.blocks or not part.asks) | head.article.moved.keys()
    return ArticleReading(file, slug, article, head, tuple(links), anchors, tuple(findings.problems))


def _read_body(
    tokens: Tokens, head: Head, first_line: int, findings: Findings
) -> tuple[list[OutlinePart], tuple[Reference, ...]]:
    """Return the parts of the text and its references, noting what is wrong with either."""
    body, notes = separate(tokens)
    listed = references(notes, number_marks(body, notes, head.article.lang, findings), findings)
    judge_headings(body, findings)
    parts = outline(body, head.article.title, head.article.lang, first_line)
    judge_outline(parts, head, findings)
    return parts, listed
