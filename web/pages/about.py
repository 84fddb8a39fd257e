"""The short pages about this site: what it is, privacy, accessibility, how to reach the clinic."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, render_template, url_for
from markupsafe import Markup

from web.services import Services
from web.views.context import Say, phone_numbers, sayer, telephone_link


@dataclass(frozen=True, slots=True)
class TextSection:
    """A heading of such a page with its sentences."""

    heading: str
    sentences: tuple[str, ...]


def site_pages(services: Services) -> Blueprint:
    """Make the pages; their sentences stand in the wording file under the name of the page."""
    pages = Blueprint("pages", __name__)

    @pages.get("/about")
    def about() -> str:
        return _page(services, "about")

    @pages.get("/privacy")
    def privacy() -> str:
        return _page(services, "privacy")

    @pages.get("/accessibility")
    def accessibility() -> str:
        return _page(services, "accessibility")

    @pages.get("/contact")
    def contact() -> str:
        return _page(services, "contact")

    return pages


def _page(services: Services, page: str) -> str:
    return render_template("text.html", page=page, passages=tuple(_passages(services, page)))


def _passages(services: Services, page: str) -> Iterator[TextSection]:
    say = sayer(services.wording)
    values = _values(services, say)
    keys = services.wording.keys()
    for key in keys:
        if key.startswith(f"{page}.") and key.endswith(".heading"):
            yield TextSection(say(key), _sentences(services, say, key.removesuffix(".heading"), values))


def _sentences(services: Services, say: Say, key: str, values: dict[str, object]) -> tuple[str, ...]:
    """Return the sentences under a heading; those about the journal, the clinic and the model depend on settings."""
    if key == "privacy.kept":
        return (say(f"{key}.{'on' if services.site.kept_days else 'off'}", **values), say(f"{key}.feedback", **values))
    if key == "contact.clinic":
        return tuple(_clinic(services, say, key, values))
    helped = (say("about.what.semantic"),) if key == "about.what" and services.site.semantic else ()
    return (*(sayer_of(sentence, values) for sentence in services.wording.texts(f"{key}.text")), *helped)


def sayer_of(sentence: str, values: dict[str, object]) -> str:
    """Fill the places of one sentence, safe for HTML."""
    return Markup.escape(sentence).format(**values)


def _clinic(services: Services, say: Say, key: str, values: dict[str, object]) -> Iterator[str]:
    site = services.site
    if site.phones.clinic:
        yield say(f"{key}.phone", clinic=values["clinic"], phone=telephone_link(site.phones.clinic))
    if site.clinic_url:
        yield say(f"{key}.site", link=Markup('<a href="{0}">{0}</a>').format(site.clinic_url))
    if not (site.phones.clinic or site.clinic_url):
        yield say(f"{key}.none")


def _values(services: Services, say: Say) -> dict[str, object]:
    contact = Markup('<a href="{}">{}</a>').format(url_for("pages.contact"), say("help.contact"))
    clinic = services.site.clinic or say("site.our_clinic")
    return {**phone_numbers(services, say), "clinic": clinic, "contact": contact, "days": services.site.kept_days}
