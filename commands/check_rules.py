"""Every rule of `flask faq check`: those of the book, and those that need the finder."""

from datetime import date
from pathlib import Path

from faq.checks import Rule, content_rules


def rules(today: date, folder: Path) -> tuple[Rule, ...]:
    """Give the rules in the order in which they are run."""
    return content_rules(today, folder)
