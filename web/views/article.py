"""An article as its page shows it: the parts in order, the questions under one heading, its translations."""

from collections.abc import Iterator
from typing import NamedTuple

from faq.article import Article, Section, SectionKind
from faq.languages import LANGUAGES
from faq.library import Library
from faq.naming import anchor


class ArticlePart(NamedTuple):
    """One stretch of an article page: a section, or a heading of ours with the questions under it."""

    heading: str
    anchor: str
    kind: SectionKind
    sections: tuple[Section, ...]
    formerly: tuple[str, ...] = ()


def article_parts(article: Article) -> Iterator[ArticlePart]:
    """Yield the parts of an article's page; all its questions are one."""
    questions = tuple(section for section in article.sections if section.kind is SectionKind.QUESTION)
    for section in article.sections:
        if section.kind is not SectionKind.QUESTION:
            formerly = tuple(old for old, new in article.moved.items() if new == section.anchor)
            yield ArticlePart(section.heading, section.anchor, section.kind, (section,), formerly)
        elif section is questions[0]:
            heading = LANGUAGES[article.lang].questions
            yield ArticlePart(heading, anchor(heading), SectionKind.QUESTION, questions)


def translations(library: Library, article: Article) -> dict[str, Article]:
    """Return the published articles that say the same, by language."""
    own = {article.slug, article.translation_of} - {None}
    others = (other for other in library.published() if other.slug != article.slug)
    return {other.lang: other for other in others if own & {other.slug, other.translation_of}}
