"""The workbench: every flask command. A module of `commands.content` adds its own to `flask faq`."""

from flask import Flask

from commands.ask import ask
from commands.content import articles, check, diff, faq, gaps, links, teach  # noqa: F401
from commands.journal import journal
from commands.operating import release, show_settings


def init_app(app: Flask) -> None:
    """Add every command."""
    for command in (ask, faq, journal, release, show_settings):
        app.cli.add_command(command)
