"""A library in which nothing is published yet: what its drafts still lack keeps patients from any answer."""

import re
from collections.abc import Iterator

from faq.library import Library
from faq.problem import Problem
from faq.reading.texts import FILL_IN
from faq.rules.lines import key_line

_DRAFT = re.compile(r"\A---\n(?:.*\n)*?status:\s*draft\b")


def nothing_published(library: Library) -> list[Problem]:
    """Name every place to fill in, and each draft, while no article is published."""
    if library.published():
        return []
    drafts = [name for name, source in sorted(library.sources.items()) if _DRAFT.search(source)]
    return [problem for name in drafts for problem in _lacking(name, library.sources[name])]


def _lacking(file: str, source: str) -> Iterator[Problem]:
    yield Problem(
        file,
        key_line(source, "status"),
        "no article is published yet, so patients get no answer.",
        'Fill in this one, then write "status: published".',
    )
    for number, line in enumerate(source.split("\n"), 1):
        if FILL_IN in line:
            yield Problem(file, number, f'here stands "{FILL_IN}".', "Write what is asked for, in your own words.")
