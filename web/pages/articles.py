"""Read the articles: the list, one article, one passage by its permanent link."""

from collections.abc import Sequence

from flask import Blueprint, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from faq.article import Article, Status
from faq.library import Library
from web.languages import language
from web.pages.ask import PageFrame, question_page
from web.pages.discovery import article_facts, passage_facts
from web.services import Services
from web.views.answer import passage_view
from web.views.article import article_view
from web.views.topics import Topic, by_subject, by_topic, topic_named

ONE_PAGE = 30
"""Articles whose questions stand on one page; of a larger library each subject has a page of its own."""

Page = str | tuple[str, int] | Response


def article_pages(services: Services) -> Blueprint:
    """Make the pages on which articles are found and read."""
    pages = Blueprint("articles", __name__)

    _add_lists(pages, services)

    @pages.get("/articles/<slug>")
    def article(slug: str) -> Page:
        article = services.library.article(slug)
        if article is None or article.status is Status.DRAFT:
            abort(404)
        if article.status is Status.WITHDRAWN:
            return withdrawn(article)
        return _article(services, article)

    @pages.get("/a/<slug>/<anchor>")
    def passage(slug: str, anchor: str) -> Page:
        return _passage(services, slug, anchor)

    return pages


def _add_lists(pages: Blueprint, services: Services) -> None:
    """Add the lists of articles and of their questions, all or by subject."""

    @pages.get("/articles/")
    def listed() -> Page:
        articles = services.library.published()
        return render_template("articles.html", topics=by_topic(articles, language()), articles=articles)

    @pages.get("/questions/")
    def questions() -> Page:
        articles = by_subject(services.library.published(), language())
        shown = articles if len(articles) <= ONE_PAGE else ()
        return _questions(services, None, shown)

    @pages.get("/questions/<topic>")
    def questions_about(topic: str) -> Page:
        found = topic_named(services.library.published(), topic) or abort(404)
        return _questions(services, found, by_subject(found.articles, language()))

    @pages.get("/topics/<topic>")
    def topic(topic: str) -> Page:
        found = topic_named(services.library.published(), topic) or abort(404)
        return render_template("topic.html", topic=found)


def _questions(services: Services, topic: Topic | None, articles: Sequence[Article]) -> str:
    topics = by_topic(services.library.published(), language())
    return render_template("questions.html", topic=topic, topics=topics, articles=articles)


def withdrawn(article: Article) -> Page:
    """Say that an article was taken offline, and when."""
    return render_template("withdrawn.html", article=article), 410


def _article(services: Services, article: Article) -> Page:
    frame = PageFrame()
    return question_page(
        services,
        frame,
        "article.html",
        article=article,
        reading=article_view(services.library, article, services.engine.wording(article.lang)),
        facts=article_facts(article, services.site),
        within=article.slug,
    )


def _passage(services: Services, slug: str, anchor: str) -> Page:
    engine = services.engine
    article = _served(engine.library, slug)
    if article.status is Status.WITHDRAWN:
        return withdrawn(article)
    section = article.section(anchor)
    passage = engine.show(f"{slug}#{anchor}")
    if section is None or passage is None:
        abort(404)
    if section.anchor != anchor:
        return redirect(url_for("articles.passage", slug=slug, anchor=section.anchor), 301)
    turn = passage_view(engine, services.tokens, passage)
    facts = passage_facts(article, section, services.site)
    return question_page(services, PageFrame(), "ask.html", turn=turn, facts=facts)


def _served(library: Library, slug: str) -> Article:
    article = library.article(slug)
    if article is None or article.status is Status.DRAFT:
        abort(404)
    return article
