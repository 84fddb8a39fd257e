"""The workbench: every flask command."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from flask import Flask

from commands.ask import ask
from commands.content.diff import diff
from commands.content.find import find
from commands.content.gaps import draft, gaps_command
from commands.content.group import faq
from commands.content.import_document import import_
from commands.content.links import links
from commands.content.remove import remove
from commands.content.start import start
from commands.content.teach import teach
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
