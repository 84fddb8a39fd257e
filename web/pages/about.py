"""The short pages about this site: what it is, privacy, accessibility, how to reach the clinic."""

from collections.abc import Iterator
from functools import partial

from flask import Blueprint, render_template, url_for
from markupsafe import Markup

from web.services import Services
from web.views.context import Say, phone_numbers, sayer, telephone_link

PAGES = ("about", "privacy", "accessibility", "contact")


def add_site_pages(pages: Blueprint, services: Services) -> None:
    """Add the pages; their sentences stand in the wording file under the name of the page."""
    for page in PAGES:
        pages.add_url_rule(f"/{page}", page, partial(_page, services, page))


def _page(services: Services, page: str) -> str:
    say = sayer(services.wording)
    contact = Markup('<a href="{}">{}</a>').format(url_for("pages.contact"), say("help.contact"))
    clinic = services.site.clinic or say("site.our_clinic")
    values = phone_numbers(services, say) | {"clinic": clinic, "contact": contact, "days": services.site.kept_days}
    parts = [key for key in services.wording.sentences if key.startswith(f"{page}.") and key.endswith(".heading")]
    passages = [
        {"heading": say(key), "sentences": _sentences(services, say, key.removesuffix(".heading"), values)}
        for key in parts
    ]
    return render_template("text.html", page=page, passages=passages)


def _sentences(services: Services, say: Say, key: str, values: dict[str, object]) -> Iterator[str]:
    """Yield the sentences under a heading; those about the journal, the clinic and the model depend on settings."""
    site = services.site
    if key == "privacy.kept":
        yield say(f"{key}.{'on' if site.kept_days else 'off'}", **values)
        yield say(f"{key}.feedback", **values)
    elif key == "contact.clinic":
        if site.phones.clinic:
            yield say(f"{key}.phone", clinic=values["clinic"], phone=telephone_link(site.phones.clinic))
        if site.clinic_url:
            yield say(f"{key}.site", link=Markup('<a href="{0}">{0}</a>').format(site.clinic_url))
        if not (site.phones.clinic or site.clinic_url):
            yield say(f"{key}.none")
    else:
        yield from (Markup.escape(sentence).format(**values) for sentence in services.wording.texts(f"{key}.text"))
        if key == "about.what" and site.semantic:
            yield say("about.what.semantic")
