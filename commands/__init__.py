"""The workbench: every flask command. A module of `commands.content` adds its own to `flask faq`."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from flask import Flask

from commands.ask import ask
from commands.content import articles, check, diff, faq, gaps, links, teach  # noqa: F401
from commands.journal import journal
from commands.operating import release, settings_command
from settings_kinds import Inspection


def init_app(app: Flask, inspect: Callable[[], Inspection]) -> None:
    """Add every command; `inspect` reads the settings for `flask settings`."""
    app.config.setdefault("CLOCK", partial(datetime.now, UTC))
    for command in (ask, faq, journal, release, settings_command(inspect)):
        app.cli.add_command(command)
