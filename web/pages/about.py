"""The short pages about this site: what it is, privacy, accessibility, how to reach the clinic."""

from functools import partial

from flask import Blueprint, render_template

from web.services import Services

PAGES = ("about", "privacy", "accessibility", "contact")


def add_site_pages(pages: Blueprint, services: Services) -> None:
    """Add the pages; their sentences stand in the wording file under the name of the page."""
    for page in PAGES:
        pages.add_url_rule(f"/{page}", page, partial(_page, services, page))


def _page(services: Services, page: str) -> str:
    """Show the parts of a page in the order of the wording file: each is a table with a heading."""
    headings = [key for key in services.wording.sentences if key.startswith(f"{page}.") and key.endswith(".heading")]
    return render_template("text.html", page=page, parts=[key.removesuffix(".heading") for key in headings])
