"""Read the articles: the list, one article, one passage by its permanent link."""

from flask import Blueprint, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from faq.article import Article, Status
from faq.library import Library
from web.languages import language
from web.pages.ask import Frame, question_page
from web.pages.discovery import article_facts, passage_facts
from web.services import Desk
from web.views.answer import shown
from web.views.article import reading
from web.views.topics import a_to_z, by_topic, topic_named

Page = str | tuple[str, int] | Response


def article_pages(desk: Desk) -> Blueprint:
    """Make the pages on which articles are found and read."""
    pages = Blueprint("articles", __name__)

    @pages.get("/articles/")
    def listed() -> Page:
        articles = desk.library.published()
        return render_template("articles.html", topics=by_topic(articles, language()), articles=articles)

    @pages.get("/questions/")
    def questions() -> Page:
        return render_template("questions.html", letters=a_to_z(desk.library.published(), language()))

    @pages.get("/topics/<topic>")
    def topic(topic: str) -> Page:
        found = topic_named(desk.library.published(), topic) or abort(404)
        return render_template("topic.html", topic=found)

    @pages.get("/articles/<slug>")
    def article(slug: str) -> Page:
        article = desk.library.article(slug)
        if article is None or article.status is Status.DRAFT:
            abort(404)
        if article.status is Status.WITHDRAWN:
            return withdrawn(article)
        return _article(desk, article)

    @pages.get("/a/<slug>/<anchor>")
    def passage(slug: str, anchor: str) -> Page:
        return _passage(desk, slug, anchor)

    return pages


def withdrawn(article: Article) -> Page:
    """Say that an article was taken offline, and when."""
    return render_template("withdrawn.html", article=article), 410


def _article(desk: Desk, article: Article) -> Page:
    frame = Frame()
    return question_page(
        desk,
        frame,
        "article.html",
        article=article,
        reading=reading(desk.library, article, desk.edition.wording(article.lang)),
        facts=article_facts(article, desk.site),
        within=article.slug,
    )


def _passage(desk: Desk, slug: str, anchor: str) -> Page:
    edition = desk.edition
    article = _served(edition.library, slug)
    if article.status is Status.WITHDRAWN:
        return withdrawn(article)
    section = article.section(anchor)
    passage = edition.show(f"{slug}#{anchor}")
    if section is None or passage is None:
        abort(404)
    if section.anchor != anchor:
        return redirect(url_for("articles.passage", slug=slug, anchor=section.anchor), 301)
    turn = shown(edition, desk.tokens, passage)
    return question_page(desk, Frame(), "ask.html", turn=turn, facts=passage_facts(article, section, desk.site))


def _served(library: Library, slug: str) -> Article:
    article = library.article(slug)
    if article is None or article.status is Status.DRAFT:
        abort(404)
    return article
