"""What every template can use: the sentences, the clinic's numbers, dates, addresses, links."""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache, partial
from typing import Any

from flask import Flask, render_template, request
from markupsafe import Markup, escape

from faq.article import Article
from faq.wording import Wording
from retrieval.options import Phones
from web.languages import NOT_PAGES, language
from web.services import Services
from web.views.article import translations
from web.views.excerpt import fitting
from web.views.headings import shortened, titled, unbroken
from web.views.topics import StartView, start_view

_PLACE = re.compile(r"\{(\w+)\}")
MOST_KEPT = 64
"""Parts of pages that are kept: a few templates for a few languages."""


def filled(sentence: str, **values: object) -> Markup:
    """Return a sentence with its places filled, safe for HTML.

    >>> filled("Hi, {name} & all", name=Markup("<b>Al</b>"))
    Markup('Hi, <b>Al</b> &amp; all')
    """
    return Markup(_PLACE.sub(lambda place: escape(values[place[1]]), escape(sentence)))  # noqa: S704  # nosec B704


def telephone_link(number: str, label: str = "", kind: str = "tel") -> Markup:
    """Make a link that calls a number, written as a telephone dials it.

    >>> telephone_link("+44 (0)20")
    Markup('<a class="tel" href="tel:+44020">+44 (0)20</a>')
    """
    dialled = "".join(letter for letter in number if letter.isdigit() or letter == "+")
    return Markup('<a class="{}" href="tel:{}">{}</a>').format(kind, dialled, label or number)


def _phone_numbers(phones: Phones, wording: Wording) -> dict[str, Markup]:
    """Return the emergency, team and crisis numbers as links; a number nobody has set is named in words."""
    wanted = {"emergency": phones.emergency, "team": phones.team, "crisis": phones.crisis}
    return {
        kind: telephone_link(number) if number else escape(wording.text(f"phone.no_{kind}"))
        for kind, number in wanted.items()
    }


def install_context(app: Flask, services: Services) -> None:
    """Hand every template what it can use."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        telephone_link=telephone_link,
        filled=filled,
        first_sentence=_first_sentence,
        site=services.site,
        unbroken=unbroken,
        shortened=shortened,
        titled=titled,
        lang_of=_lang_of,
    )

    @lru_cache(maxsize=MOST_KEPT)
    def kept(template: str, variant: str, *_: object) -> Markup:
        """Return a part of a page that is the same for every visitor: made once for each language, version and day."""
        return Markup(render_template(template, variant=variant))  # noqa: S704  # nosec B704

    @lru_cache(maxsize=8)
    def start(lang: str, _version: str) -> StartView:
        return start_view(services.library, services.engine.wording(lang), lang)

    @app.context_processor
    def context() -> dict[str, Any]:
        wording, lang, root = services.wording, language(), request.script_root
        version, today = services.library.version, services.engine.options.today()
        return {
            "t": lambda key, **values: filled(wording.texts(key)[0], **values),
            "texts": wording.texts,
            "clinic": services.site.clinic or wording.text("site.clinic"),
            "numbers": _phone_numbers(services.site.phones, wording),
            "lang": lang,
            "switches": _switches(services),
            "alternates": _alternates(services.site.languages),
            "static": lambda file: f"/static/{file}?v={services.site.files[file]}",
            "day": lambda day: _day(wording, day),
            "today": today,
            "base": request.host_url.rstrip("/"),
            "version": version,
            "evidence_kind": wording.evidence_kind,
            "fitting": partial(fitting, wording.text("answer.reference", number="{number}"), root),
            "kept": lambda template, variant="": kept(template, variant, lang, root, version, today),
            "start": partial(start, lang, version),
            "here": lambda path: root + path,
            "article_of": lambda section_id: services.library.article(section_id.partition("#")[0]),
            "translations": partial(translations, services.library),
        }


def _switches(services: Services) -> list[tuple[str, str, str]]:
    """Return each other language with its name, in that language, and the address of this page in it."""
    path = request.path if request.method == "GET" and request.url_rule else "/"
    others = (other for other in services.site.languages if other != language())
    return [(other, services.engine.wording(other).text("language.name"), f"/{other}{path}") for other in others]


def _alternates(languages: Sequence[str]) -> list[tuple[str, str]]:
    """Return the address of this page in every language, its own first; nothing for pages not to be listed.

    The default language needs no prefix.
    """
    if request.method != "GET" or request.url_rule is None or request.path.startswith(NOT_PAGES):
        return []
    own_first = sorted(languages, key=lambda other: other != language())
    return [(other, request.path if other == languages[0] else f"/{other}{request.path}") for other in own_first]


def _day(wording: Wording, day: date) -> str:
    """Write a date as people read it: 25 November 2026."""
    month = wording.texts("site.months")[day.month - 1]
    return wording.text("site.date", day=day.day, month=month, year=day.year)


def _lang_of(article: Article | None) -> Markup:
    """Return the attribute that names an article's language where it is not the language of the page."""
    return Markup(' lang="{}"').format(article.lang) if article and article.lang != language() else Markup()


def _first_sentence(text: str) -> Markup:
    """Set the first sentence of a text in bold."""
    first, dot, rest = text.partition(". ")
    return Markup("<strong>{}</strong> {}").format(first + dot.strip(), rest)
