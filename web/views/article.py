"""An article as its page shows it: the parts in order, the questions under one heading, its neighbours."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from faq.article import Article, Section, SectionKind
from faq.languages import LANGUAGES
from faq.library import Library
from faq.naming import anchor
from faq.wording import Wording


@dataclass(frozen=True, slots=True)
class _ArticlePart:
    """One stretch of an article page: a section, or a heading of ours with the questions under it."""

    heading: str
    anchor: str
    kind: SectionKind
    sections: tuple[Section, ...]
    formerly: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleView:
    """Everything the page of an article shows beside its title; `marked` are the references met while it is written."""

    parts: tuple[_ArticlePart, ...]
    evidence: tuple[str, str] | None
    related: tuple[Article, ...]
    translations: tuple[Article, ...]
    marked: set[str] = field(default_factory=set)


def article_view(library: Library, article: Article, wording: Wording) -> ArticleView:
    """Prepare an article for its page; `wording` is that of the article's language."""
    published = {other.slug: other for other in library.published()}
    return ArticleView(
        parts=tuple(_parts(article)),
        evidence=wording.evidence(article.evidence),
        related=tuple(published[slug] for slug in article.related if slug in published),
        translations=tuple(other for other in published.values() if _translates(article, other)),
    )


def translation(library: Library, article: Article, lang: str) -> Article | None:
    """Return the published article that says the same in a language, if there is one."""
    return next((other for other in library.published(lang) if _translates(article, other)), None)


def _translates(article: Article, other: Article) -> bool:
    same = {article.slug, article.translation_of} & {other.slug, other.translation_of} - {None}
    return bool(same) and other is not article


def _parts(article: Article) -> Iterator[_ArticlePart]:
    questions = tuple(section for section in article.sections if section.kind is SectionKind.QUESTION)
    for section in article.sections:
        if section.kind is not SectionKind.QUESTION:
            formerly = tuple(old for old, new in article.moved.items() if new == section.anchor)
            yield _ArticlePart(section.heading, section.anchor, section.kind, (section,), formerly)
        elif section is questions[0]:
            heading = LANGUAGES[article.lang].questions
            yield _ArticlePart(heading, anchor(heading), SectionKind.QUESTION, questions)
