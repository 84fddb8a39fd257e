"""The house rules before publishing: what the reader does not need, but patients do.

A rule looks at a library and gives the problems it finds. The reader's own problems come from `faq.library.load`.
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from faq.library import Library
from faq.problem import Problem
from faq.rules.dates import future_dates, reviews_due
from faq.rules.drafts import nothing_published
from faq.rules.duplicates import near_duplicates
from faq.rules.readability import hard_to_read
from faq.rules.references import reference_addresses
from faq.rules.reviews import unreviewed_changes
from faq.rules.sections import empty_headings, long_sections


class Rule(NamedTuple):
    """A named look at the library; a `whole` one waits until nothing is broken, since it needs every article."""

    name: str
    look: Callable[[Library], list[Problem]]
    whole: bool = False


def content_rules(today: date, folder: Path) -> tuple[Rule, ...]:
    """Return the rules that need nothing but the content; `today` is the day to judge dates by."""
    return (
        Rule("nothing published yet", nothing_published),
        Rule("dates in the future", partial(future_dates, today=today)),
        Rule("reviews due soon", partial(reviews_due, today=today)),
        Rule("references", reference_addresses),
        Rule("long sections", long_sections),
        Rule("headings that answer nothing", empty_headings),
        Rule("hard to read", hard_to_read),
        Rule("questions that are nearly the same", near_duplicates, whole=True),
        Rule("changed without a review", partial(unreviewed_changes, folder=folder)),
    )
