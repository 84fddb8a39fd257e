"""What programs read: facts about a page as JSON-LD, the site map, robots.txt, the questions the page's script offers.

The vocabulary of the facts is schema.org's (MedicalWebPage, FAQPage). Every text in them also stands on the page.
"""

from typing import Any

from flask import Blueprint, Response, jsonify, render_template, request

from faq.article import Article, Section, SectionKind
from web.languages import NOT_PAGES
from web.server.static import YEAR
from web.services import Services, Site


def add_discovery(pages: Blueprint, services: Services) -> None:
    """Add `sitemap.xml`, `robots.txt`, and the file of all questions of a language and content version."""

    @pages.get("/sitemap.xml")
    def sitemap() -> Response:
        articles = services.library.published()
        page = render_template("sitemap.xml", base=request.host_url.rstrip("/"), articles=articles)
        return Response(page, mimetype="application/xml")

    @pages.get("/robots.txt")
    def robots() -> Response:
        lines = ["User-agent: *", *(f"Disallow: {path}" for path in NOT_PAGES)]
        lines += ["", f"Sitemap: {request.host_url}sitemap.xml"]
        return Response("\n".join(lines) + "\n", mimetype="text/plain")

    @pages.get("/suggestions/<lang>/<version>.json")
    def questions(lang: str, version: str) -> Response:
        """Give what may be offered while somebody types: it is compared in the browser, and goes nowhere."""
        library, root, kinds = services.library, request.script_root, (SectionKind.SECTION, SectionKind.QUESTION)
        articles = library.published(lang) or library.published()
        sections = [(a, section) for a in articles for section in a.sections if section.kind in kinds]
        response = jsonify([[section.heading, root + section.permalink, a.title] for a, section in sections])
        if version == library.version:
            response.headers["Cache-Control"] = YEAR
        return response


def page_facts(article: Article, site: Site, section: Section | None = None) -> dict[str, Any]:
    """Describe an article with the answers to its questions, or the page of one passage: a question with its answer."""
    questions = [section] if section else [s for s in article.sections if s.kind is SectionKind.QUESTION]
    cited = section.citations if section else [reference.number for reference in article.references]
    facts: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": ["MedicalWebPage", "FAQPage"] if questions else "MedicalWebPage",
        "name": section.heading if section else article.title,
        "inLanguage": article.lang,
        "datePublished": article.published.isoformat(),
        "publisher": {"@type": "Organization", "name": site.clinic or site.name},
        "citation": [article.reference(number).text for number in cited],
    }
    if article.review:
        facts["lastReviewed"] = article.review.reviewed.isoformat()
        facts["reviewedBy"] = {"@type": "Person", "name": article.review.reviewed_by}
    if questions:
        facts["mainEntity"] = [
            {"@type": "Question", "name": s.heading, "acceptedAnswer": {"@type": "Answer", "text": s.text}}
            for s in questions
        ]
    return facts
