"""The short pages about this site: what it is, privacy, accessibility, how to reach the clinic."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, render_template, url_for
from markupsafe import Markup

from web.services import Desk
from web.views.context import Say, numbers, sayer, telephone


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading of such a page with its sentences."""

    heading: str
    sentences: tuple[str, ...]


def site_pages(desk: Desk) -> Blueprint:
    """Make the pages; their sentences stand in the wording file under the name of the page."""
    pages = Blueprint("pages", __name__)

    @pages.get("/about")
    def about() -> str:
        return _page(desk, "about")

    @pages.get("/privacy")
    def privacy() -> str:
        return _page(desk, "privacy")

    @pages.get("/accessibility")
    def accessibility() -> str:
        return _page(desk, "accessibility")

    @pages.get("/contact")
    def contact() -> str:
        return _page(desk, "contact")

    return pages


def _page(desk: Desk, page: str) -> str:
    return render_template("text.html", page=page, passages=tuple(_passages(desk, page)))


def _passages(desk: Desk, page: str) -> Iterator[Passage]:
    say = sayer(desk.wording)
    values = _values(desk, say)
    keys = desk.wording.keys()
    for key in keys:
        if key.startswith(f"{page}.") and key.endswith(".heading"):
            yield Passage(say(key), _sentences(desk, say, key.removesuffix(".heading"), values))


def _sentences(desk: Desk, say: Say, key: str, values: dict[str, object]) -> tuple[str, ...]:
    """Give the sentences under a heading; those about the journal and the clinic depend on the settings."""
    if key == "privacy.kept":
        return (say(f"{key}.{'on' if desk.site.kept_days else 'off'}", **values), say(f"{key}.feedback", **values))
    if key == "contact.clinic":
        return tuple(_clinic(desk, say, key, values))
    return tuple(sayer_of(sentence, values) for sentence in desk.wording.texts(f"{key}.text"))


def sayer_of(sentence: str, values: dict[str, object]) -> str:
    """Fill the places of one sentence, safe for HTML."""
    return Markup.escape(sentence).format(**values)


def _clinic(desk: Desk, say: Say, key: str, values: dict[str, object]) -> Iterator[str]:
    site = desk.site
    if site.phones.clinic:
        yield say(f"{key}.phone", clinic=values["clinic"], phone=telephone(site.phones.clinic))
    if site.clinic_url:
        yield say(f"{key}.site", link=Markup('<a href="{0}">{0}</a>').format(site.clinic_url))
    if not (site.phones.clinic or site.clinic_url):
        yield say(f"{key}.none")


def _values(desk: Desk, say: Say) -> dict[str, object]:
    contact = Markup('<a href="{}">{}</a>').format(url_for("pages.contact"), say("help.contact"))
    clinic = desk.site.clinic or say("site.our_clinic")
    return {**numbers(desk, say), "clinic": clinic, "contact": contact, "days": desk.site.kept_days}
