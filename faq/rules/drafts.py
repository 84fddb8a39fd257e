"""A library in which nothing is published yet: what its drafts still lack keeps patients from any answer."""

import re

from faq.library import Library
from faq.problem import Findings, Problem
from faq.reading.texts import judge_places
from faq.rules.walk import key_line

_DRAFT = re.compile(r"\A---\n(?:.*\n)*?status:\s*draft\b")


def nothing_published(library: Library) -> list[Problem]:
    """Name every place to fill in, and each draft, while no article is published."""
    if library.published():
        return []
    drafts = [name for name, source in sorted(library.sources.items()) if _DRAFT.search(source)]
    return [problem for name in drafts for problem in _lacking(name, library.sources[name])]


def _lacking(file: str, source: str) -> list[Problem]:
    findings = Findings(file)
    message = "no article is published yet, so patients get no answer."
    findings.error(key_line(source, "status"), message, 'Fill in this one, then write "status: published".')
    judge_places(source, findings)
    return findings.problems
