"""The desk: what visitors, staff and operators meet."""

from collections.abc import Callable, Mapping

from flask import Blueprint, Flask

from web.languages import install_languages
from web.pages.about import add_site_pages
from web.pages.articles import add_articles
from web.pages.ask import QUESTION_VIEWS, add_api, add_chat, add_embed
from web.pages.discovery import add_discovery
from web.pages.errors import install_errors
from web.pages.feedback import add_feedback
from web.server.headers import install_security
from web.server.limits import install_limits, install_overload
from web.server.logs import install_logs, log_handled
from web.server.metrics import SHED, add_watched, count_handled
from web.server.middleware import install_middleware
from web.server.static import add_static
from web.services import Services
from web.staff.pages import add_staff
from web.views.context import install_context

PAGES: Mapping[str, Callable[[Blueprint, Services], None]] = {
    "chat": add_chat,
    "articles": add_articles,
    "pages": add_site_pages,
    "feedback": add_feedback,
    "api": add_api,
    "embed": add_embed,
    "discovery": add_discovery,
    "files": add_static,
    "health": add_watched,
    "staff": add_staff,
}
"""Every kind of page, by the first part of its endpoints."""


def init_app(app: Flask, services: Services) -> None:
    """Add every page, what the templates are given, and then what stands around the pages."""
    for name, add_pages in PAGES.items():
        pages = Blueprint(name, __name__)
        add_pages(pages, services)
        app.register_blueprint(pages)
    install_context(app, services)
    install_errors(app, services)
    _stand_around(app, services)


def _stand_around(app: Flask, services: Services) -> None:
    """Install what stands around the pages, from the inside out; each line says why it has its place."""
    serving, site = services.serving, services.site
    install_security(app)  # its after_request functions are added first and so run last: they finish a response
    install_languages(app, site.languages)  # everything outside sees the address as it was sent
    install_overload(app, serving.threads, QUESTION_VIEWS, SHED.inc)  # within the limits
    install_limits(  # a limited question is turned away before it takes one of the places for answers
        app,
        rate=serving.rate_limit,
        secret=services.key,
        pool=services.pool,
        questions=QUESTION_VIEWS,
        staff_logins=("staff.sign_in",) if serving.staff_password else (),
    )
    install_logs(app)  # the app's own logger
    install_middleware(  # last and outermost: health checks, host names, headers and one log line for all
        app,
        trusted_hosts=serving.trusted_hosts,
        trusted_proxies=serving.trusted_proxies,
        handled=(log_handled, count_handled),
        embed_origins=site.embed_origins,
    )
