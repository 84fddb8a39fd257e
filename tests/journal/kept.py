"""Rows of a journal for tests: a question, and a visitor's Yes and No about its answer."""

from dataclasses import replace

from journal.rows import Judgement, Noted

CANARY = "kanarienvogel"
ASKED = Noted(
    id="0" * 32,
    hour="2026-11-25T09",
    question=f"is {CANARY} safe?",
    status="answer",
    sections="til-therapy-melanoma#what-are-the-risks",
    version="abc",
    lang="en",
    emergency="",
)
YES = Judgement("f" * 64, "2026-11-25T09", "til-therapy-melanoma#what-are-the-risks", "abc", "yes", "")
NO = replace(YES, verdict="no")
COUNTED = ("hour", "status", "lang", "emergency")
"""By what questions are counted."""
