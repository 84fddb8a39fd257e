"""The workbench: every flask command."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from flask import Flask

from commands.ask import ask
from commands.faq import faq
from commands.faq_diff import diff
from commands.faq_find import find
from commands.faq_gaps import draft, gaps_command
from commands.faq_import import import_
from commands.faq_links import links
from commands.faq_remove import remove
from commands.faq_start import start
from commands.faq_teach import teach
from commands.journal import journal
from commands.release import release
from commands.settings import settings_command
from settings_kinds import Inspection


def init_app(app: Flask, inspect: Callable[[], Inspection]) -> None:
    """Add every command; `inspect` reads the settings for `flask settings`."""
    for tool in (import_, diff, find, gaps_command, draft, links, remove, start, teach):
        faq.add_command(tool)
    app.config.setdefault("CLOCK", partial(datetime.now, UTC))
    for command in (ask, faq, journal, release, settings_command(inspect)):
        app.cli.add_command(command)
