"""The front door: settings -> book -> answerer -> services. Nothing else lives here."""

import os
import secrets
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from flask import Flask

from commands.ask import ask
from commands.check_rules import rules
from commands.faq import faq
from commands.faq_diff import diff
from commands.faq_find import find
from commands.faq_gaps import draft, gaps_command
from commands.faq_import import import_
from commands.journal import journal
from commands.release import release
from commands.settings import settings_command
from faq.problem import ContentError
from faq.rules.checking import Checked, check_folder
from journal.daybook import Journal
from retrieval.engine import Engine
from retrieval.options import AnswerOptions, Caution, Phones
from retrieval.reload import Reloader
from settings import Settings, SettingsError, inspect_settings, read_settings
from web.journal import ArticleWords, noting, spending
from web.languages import install_languages
from web.pages.about import site_pages
from web.pages.api import api_pages
from web.pages.articles import article_pages
from web.pages.ask import Frame, chat_pages
from web.pages.discovery import discovery_pages
from web.pages.embed import embed_pages, frame
from web.pages.errors import install_errors
from web.pages.feedback import SpentHere, feedback_pages
from web.pages.suggestions import suggestion_pages
from web.server.compress import install_compress
from web.server.headers import install_security
from web.server.health import health_page
from web.server.limits import install_limits
from web.server.logs import install_logs, log_handled, log_problems
from web.server.metrics import (
    count_feedback,
    count_handled,
    count_journal,
    count_reply,
    count_shed,
    install_metrics,
    workers,
)
from web.server.middleware import install_middleware
from web.server.overload import install_overload
from web.server.redis import SpentShared, open_pool
from web.server.static import read_static_files, static_pages, versions
from web.services import Services
from web.site import Site
from web.staff.auth import StaffAuth
from web.staff.pages import StaffTools, staff_pages
from web.tokens import Tokens
from web.views.context import install_context

HERE = Path(__file__).parent
QUESTIONS = ("chat.ask", "embed.ask", "api.ask")


def create_app(environ: Mapping[str, str] | None = None, **overrides: Any) -> Flask:
    """Make the site from the environment; `overrides` are settings by field name, for tests.

    Under the flask command only the commands are made: they must run when a setting or an article is broken.
    """
    environ = os.environ if environ is None else environ
    app = Flask("patientfaq", root_path=str(HERE), static_folder=None)
    register_commands(app, environ)
    if "FLASK_RUN_FROM_CLI" in environ and "run" not in sys.argv:
        return app
    settings = replace(read_settings(environ), **overrides)
    files = read_static_files(HERE / "static")
    services = open_services(settings, versions(files))
    if settings.journal:
        services = with_journal(app, services, settings)
    register_pages(app, services, files, settings)
    install_services(app, services, settings)
    return app


def register_commands(app: Flask, environ: Mapping[str, str]) -> None:
    """Add every flask command, with what it may need of the settings; bad settings are left to `flask settings`."""
    problems: tuple[str, ...] = ()
    try:
        settings = read_settings(environ)
    except SettingsError as error:
        settings, problems = error.good, error.problems
    app.config.update(
        FAQ_DIR=settings.faq_dir,
        ANSWER_OPTIONS=answer_options(settings),
        SETTINGS_PROBLEMS=problems,
        JOURNAL=settings.journal,
        DATABASE_URL=settings.database_url,
        RETENTION_DAYS=settings.retention_days,
        CLOCK=partial(datetime.now, UTC),
    )
    for command in (import_, diff, find, gaps_command, draft):
        faq.add_command(command)
    for command in (ask, faq, journal, release, settings_command(partial(inspect_settings, environ))):
        app.cli.add_command(command)


def answer_options(settings: Settings) -> AnswerOptions:
    """Return what an operator decided about answers."""
    phones = Phones(
        emergency=settings.emergency_number,
        team=settings.team_phone,
        clinic=settings.clinic_phone,
        crisis=settings.crisis_number,
    )
    caution = Caution(settings.caution)
    return AnswerOptions(caution, settings.max_passages, settings.stale_after_days, phones)


def open_services(settings: Settings, files: Mapping[str, str]) -> Services:
    """Read the book and build the answerer, or raise RuntimeError with every problem in the articles."""
    options = answer_options(settings)
    try:
        reloader = Reloader(settings.faq_dir, lambda library: Engine(library, options), log_problems)
    except ContentError as error:
        raise RuntimeError(str(error)) from None
    site = Site(
        name=settings.site_name,
        clinic=settings.clinic_name,
        clinic_url=settings.clinic_url,
        phones=options.phones,
        languages=settings.languages,
        kept_days=settings.retention_days if settings.journal else 0,
        embed_origins=settings.embed_origins,
        files=files,
    )
    tokens = Tokens(settings.secret_key or secrets.token_hex(32))
    return Services(
        reloader=reloader,
        site=site,
        tokens=tokens,
        spend=SpentShared(open_pool(settings.redis_url)) if settings.redis_url else SpentHere(),
        answered=lambda _, reply: count_reply(reply),
        judged=lambda verdict, _: count_feedback(verdict),
    )


def with_journal(app: Flask, services: Services, settings: Settings) -> Services:
    """Note what is asked and judged in the journal; gunicorn.conf.py starts its writer in each worker."""
    vocabulary = ArticleWords(services.reloader)
    opened = Journal.open(settings.database_url, settings.retention_days, vocabulary, count=count_journal)
    app.extensions["journal"] = opened
    return replace(services, answered=noting(opened), spend=spending(opened, services.spend))


def register_pages(app: Flask, services: Services, files: Mapping[str, bytes], settings: Settings) -> None:
    """Add every page that visitors see, and the staff pages where there is a password for them."""
    for pages in (
        chat_pages(services),
        article_pages(services),
        site_pages(services),
        feedback_pages(services),
        suggestion_pages(services),
        api_pages(services),
        embed_pages(services, files["embed.js"]),
        discovery_pages(services),
        static_pages(files),
        health_page(services.reloader),
    ):
        app.register_blueprint(pages)
    if settings.staff_password:
        tools = staff_tools(services, settings, app.extensions.get("journal"))
        app.register_blueprint(staff_pages(services, StaffAuth(settings.staff_password, services.tokens), tools))
    install_context(app, services)
    install_errors(app, services, {"chat.ask": Frame, "embed.ask": partial(frame, services)})


def staff_tools(services: Services, settings: Settings, opened: Journal | None) -> StaffTools:
    """Return the staff pages what they work with."""
    folder = settings.faq_dir

    def check() -> Checked:
        return check_folder(folder, rules(services.engine.options.today(), folder))

    kept = opened.store if opened else None
    return StaffTools(folder, check, lambda today: rules(today, folder), workers, kept)


def install_services(app: Flask, services: Services, settings: Settings) -> None:
    """Put compression, headers, limits, numbers and logs around the pages; the edge is last and outermost."""
    install_compress(app)
    install_security(app)
    install_languages(app, settings.languages)
    pool = open_pool(settings.redis_url) if settings.redis_url else None
    key = settings.secret_key or secrets.token_hex(32)
    install_overload(app, settings.threads, QUESTIONS, count_shed)
    staff_logins = ("staff.sign_in",) if settings.staff_password else ()
    in_memory = install_limits(app, settings.rate_limit, key, pool, QUESTIONS, staff_logins)
    install_metrics(app, settings.metrics_token, services.reloader, in_memory)
    install_logs(app)
    handled = (log_handled, count_handled)
    install_middleware(app, settings.trusted_hosts, settings.trusted_proxies, handled, settings.embed_origins)
