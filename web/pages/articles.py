"""Read the articles: the list, one article, one passage by its permanent link."""

from flask import Blueprint, abort, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

from faq.article import Article, Status
from faq.library import Library
from web.languages import language
from web.pages.ask import question_page
from web.pages.discovery import page_facts
from web.services import Services
from web.views.answer import passage_view
from web.views.article import article_parts
from web.views.topics import Topic, by_subject, by_topic

ONE_PAGE = 30
"""Articles whose questions stand on one page; of a larger library each subject has a page of its own."""


def add_articles(pages: Blueprint, services: Services) -> None:
    """Add the pages on which articles are found and read."""
    _add_lists(pages, services)

    @pages.get("/articles/<slug>")
    def article(slug: str) -> str:
        article, published = _served(services.library, slug), services.library.published()
        return question_page(
            services,
            "article.html",
            article=article,
            parts=tuple(article_parts(article)),
            related=[other for slug in article.related for other in published if other.slug == slug],
            facts=page_facts(article, services.site),
            within=article.slug,
        )

    @pages.get("/a/<slug>/<anchor>")
    def passage(slug: str, anchor: str) -> str | Response:
        engine = services.engine
        article = _served(engine.library, slug)
        section, passage = article.section(anchor), engine.show(f"{slug}#{anchor}")
        if section is None or passage is None:
            abort(404)
        if section.anchor != anchor:
            return redirect(url_for("articles.passage", slug=slug, anchor=section.anchor), 301)
        turn = passage_view(engine, services.tokens, passage)
        facts = page_facts(article, services.site, section)
        return question_page(services, "ask.html", turn=turn, facts=facts)


def _add_lists(pages: Blueprint, services: Services) -> None:
    """Add the lists of articles and of their questions, all or by subject."""

    def named(wanted: str) -> Topic:
        for topic in by_topic(services.library.published()):
            if topic.slug == wanted:
                return topic
        return abort(404)

    @pages.get("/articles/")
    def listed() -> str:
        articles = services.library.published()
        return render_template("articles.html", topics=by_topic(articles, language()), articles=articles)

    @pages.get("/questions/")
    @pages.get("/questions/<topic>")
    def questions(topic: str = "") -> str:
        published, about = services.library.published(), named(topic) if topic else None
        articles = by_subject(about.articles if about else published, language())
        shown = articles if about or len(articles) <= ONE_PAGE else ()
        return render_template("questions.html", topic=about, topics=by_topic(published, language()), articles=shown)

    @pages.get("/topics/<topic>")
    def topic(topic: str) -> str:
        return render_template("topic.html", topic=named(topic))


def _served(library: Library, slug: str) -> Article:
    """Return an article that patients may read; the answer is 404, or 410 with its date for one that was withdrawn."""
    article = library.article(slug)
    if article is None or article.status is Status.DRAFT:
        abort(404)
    if article.status is Status.WITHDRAWN:
        abort(make_response(render_template("withdrawn.html", article=article), 410))
    return article
