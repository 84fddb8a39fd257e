"""The desk: what visitors, staff and operators meet."""

from collections.abc import Callable
from functools import partial

from flask import Blueprint, Flask

from web.languages import install_languages
from web.pages.about import site_pages
from web.pages.articles import article_pages
from web.pages.ask import PageFrame, api_pages, chat_pages
from web.pages.discovery import discovery_pages
from web.pages.embed import embed_pages, frame
from web.pages.errors import install_errors
from web.pages.feedback import feedback_pages
from web.server.compress import install_compress
from web.server.headers import install_security
from web.server.limits import install_limits, install_overload
from web.server.logs import install_logs, log_handled
from web.server.metrics import SHED, count_handled, health_page, install_metrics
from web.server.middleware import install_middleware
from web.server.static import static_pages
from web.services import Services
from web.staff.pages import staff_pages
from web.views.context import install_context

PAGES: tuple[Callable[[Services], Blueprint], ...] = (
    chat_pages,
    article_pages,
    site_pages,
    feedback_pages,
    api_pages,
    embed_pages,
    discovery_pages,
    static_pages,
    health_page,
)
"""Every kind of page that visitors and programs meet."""

QUESTIONS = ("chat.ask", "embed.ask", "api.ask")
"""The views that answer a question: capped together and limited together."""


def init_app(app: Flask, services: Services) -> None:
    """Add every page, what the templates are given, and then what stands around the pages."""
    for pages in PAGES:
        app.register_blueprint(pages(services))
    if services.serving.staff_password:
        app.register_blueprint(staff_pages(services))
    install_context(app, services)
    install_errors(app, services, {"chat.ask": PageFrame, "embed.ask": partial(frame, services)})
    for install in _around(services):
        install(app)


def _around(services: Services) -> tuple[Callable[[Flask], object], ...]:
    """Return what stands around the pages, from the inside out; each line says why it has its place."""
    serving, site = services.serving, services.site
    staff_logins = ("staff.sign_in",) if serving.staff_password else ()
    return (
        install_compress,  # its after_request is added first and so runs last: it packs a finished response
        install_security,  # cache headers and ETags, just before the packing
        partial(install_languages, languages=site.languages),  # everything outside sees the address as it was sent
        partial(install_overload, threads=serving.threads, endpoints=QUESTIONS, shed=SHED.inc),  # within the limits
        partial(
            install_limits,  # a limited question is turned away before it takes one of the places for answers
            rate=serving.rate_limit,
            secret=services.key,
            pool=services.pool,
            questions=QUESTIONS,
            staff_logins=staff_logins,
        ),
        partial(install_metrics, token=serving.metrics_token, reloader=services.reloader),  # asks the limiter its state
        install_logs,  # the app's own logger
        partial(
            install_middleware,  # last and outermost: health checks, host names, headers and one log line for all
            trusted_hosts=serving.trusted_hosts,
            trusted_proxies=serving.trusted_proxies,
            handled=(log_handled, count_handled),
            embed_origins=site.embed_origins,
        ),
    )
