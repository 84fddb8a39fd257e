"""What search engines and other programs read: facts about a page as JSON-LD, the site map, robots.txt.

The vocabulary is schema.org's (MedicalWebPage, FAQPage). Every text in it also stands on the page.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from flask import Blueprint, Response, render_template, request

from faq.article import Article, Section, SectionKind
from web.services import Services, Site

NOT_FOR_SEARCH = ("/ask", "/api/", "/embed", "/feedback", "/staff", "/suggestions/", "/metrics")


def discovery_pages(services: Services) -> Blueprint:
    """Make `sitemap.xml` and `robots.txt`."""
    pages = Blueprint("discovery", __name__)

    @pages.get("/sitemap.xml")
    def sitemap() -> Response:
        articles = services.library.published()
        page = render_template("sitemap.xml", base=request.host_url.rstrip("/"), articles=articles)
        return Response(page, mimetype="application/xml")

    @pages.get("/robots.txt")
    def robots() -> Response:
        lines = ["User-agent: *", *(f"Disallow: {path}" for path in NOT_FOR_SEARCH)]
        lines += ["", f"Sitemap: {request.host_url}sitemap.xml"]
        return Response("\n".join(lines) + "\n", mimetype="text/plain")

    return pages


def article_facts(article: Article, site: Site) -> dict[str, Any]:
    """Describe an article: what it is, who reviewed it and when, its questions with their answers."""
    return _facts(article, site, article.title, [s for s in article.sections if s.kind is SectionKind.QUESTION])


def passage_facts(article: Article, section: Section, site: Site) -> dict[str, Any]:
    """Describe the page of one passage: a question with its answer."""
    return _facts(article, site, section.heading, [section], section.citations)


def _facts(
    article: Article, site: Site, name: str, questions: Iterable[Section], cited: Iterable[int] | None = None
) -> dict[str, Any]:
    entities = list(_questions(questions))
    numbers = cited if cited is not None else [reference.number for reference in article.references]
    facts: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": ["MedicalWebPage", "FAQPage"] if entities else "MedicalWebPage",
        "name": name,
        "inLanguage": article.lang,
        "datePublished": article.published.isoformat(),
        "publisher": {"@type": "Organization", "name": site.clinic or site.name},
        "citation": [article.reference(number).text for number in numbers],
    }
    if article.review:
        facts["lastReviewed"] = article.review.reviewed.isoformat()
        facts["reviewedBy"] = {"@type": "Person", "name": article.review.reviewed_by}
    if entities:
        facts["mainEntity"] = entities
    return facts


def _questions(sections: Iterable[Section]) -> Iterator[dict[str, Any]]:
    for section in sections:
        answer = {"@type": "Answer", "text": section.text}
        yield {"@type": "Question", "name": section.heading, "acceptedAnswer": answer}
