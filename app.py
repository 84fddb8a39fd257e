"""The front door: settings -> services -> the site and its commands. Nothing else lives here."""

import os
import secrets
import sys
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path

from flask import Flask

import commands
import web
from faq.problem import ContentError
from journal.recorder import Journal, open_store
from retrieval.engine import Engine
from retrieval.options import AnswerOptions, Caution, Phones
from retrieval.reload import Reloader
from settings import Settings, read_settings
from web.journal import permissions
from web.server.logs import log_problems
from web.server.metrics import count_journal
from web.server.redis import SpentTokens, open_pool
from web.server.static import read_static_files, versions
from web.services import Services, Serving, Site
from web.tokens import Tokens


def create_app(environ: Mapping[str, str] | None = None) -> Flask:
    """Make the site from the environment; raise RuntimeError with a line for each bad setting or problem in an article.

    Under the flask command only the commands are made: they must run when a setting or an article is broken.
    """
    environ = os.environ if environ is None else environ
    app = Flask("patientfaq", root_path=str(Path(__file__).parent), static_folder=None)
    settings = read_settings(environ)
    commands.init_app(app)
    app.config.update(
        FAQ_DIR=settings.faq_dir,
        ANSWER_OPTIONS=_answer_options(settings),
        SEMANTIC_MODEL=settings.semantic_model,
        SETTINGS=settings.described,
        SETTINGS_WARNINGS=settings.warnings,
        SETTINGS_PROBLEMS=settings.problems,
        JOURNAL=settings.journal,
        DATABASE_URL=settings.database_url,
        RETENTION_DAYS=settings.retention_days,
    )
    if "FLASK_RUN_FROM_CLI" in environ and "run" not in sys.argv:
        return app
    if settings.problems:
        raise RuntimeError("\n".join(settings.problems))
    services = _open_services(settings)
    app.extensions.update(journal=services.journal, reloader=services.reloader)
    web.init_app(app, services)
    return app


def _answer_options(settings: Settings) -> AnswerOptions:
    """Return what an operator decided about answers."""
    phones = Phones(
        emergency=settings.emergency_number,
        team=settings.team_phone,
        clinic=settings.clinic_phone,
        crisis=settings.crisis_number,
        support=settings.support_phone,
    )
    return AnswerOptions(Caution(settings.caution), settings.max_passages, settings.stale_after_days, phones)


def _open_services(settings: Settings) -> Services:
    """Read the articles and open what the pages need; raise RuntimeError with every problem in the articles."""
    options = replace(_answer_options(settings), semantic_model=settings.semantic_model)
    files = read_static_files()
    try:
        reloader = Reloader(settings.faq_dir, lambda library: Engine(library, options), log_problems)
    except ContentError as error:
        raise RuntimeError(str(error)) from None
    key = settings.secret_key or secrets.token_hex(32)
    pool = open_pool(settings.redis_url) if settings.redis_url else None
    return Services(
        folder=settings.faq_dir,
        reloader=reloader,
        site=Site(
            phones=options.phones,
            name=settings.site_name,
            clinic=settings.clinic_name,
            clinic_url=settings.clinic_url,
            languages=settings.languages,
            kept_days=settings.retention_days if settings.journal else 0,
            embed_origins=settings.embed_origins,
            semantic=settings.semantic_model is not None,
            files=versions(files),
        ),
        key=key,
        tokens=Tokens(key, settings.secret_key_old),
        spent=SpentTokens(pool),
        files=files,
        journal=_open_journal(settings, reloader) if settings.journal else None,
        pool=pool,
        serving=Serving(**{row.name: getattr(settings, row.name) for row in fields(Serving)}),
    )


def _open_journal(settings: Settings, reloader: Reloader) -> Journal:
    """Make the journal; gunicorn.conf.py starts its writer in each worker."""
    permitted = permissions(lambda: reloader.engine().library)
    return Journal(open_store(settings.database_url), settings.retention_days, permitted, count=count_journal)
