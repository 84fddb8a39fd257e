"""The result of `flask faq diff`, for people, for programs, and as a page for a pull request."""

import json
import textwrap
from collections.abc import Callable, Iterator
from typing import Any

from flask import render_template

from retrieval.changes import Change, Comparison, Kind
from retrieval.differences import told, word_changes

WIDTH = 88
HEADINGS = {
    Kind.LOST: "No longer answered",
    Kind.CHANGED: "Answered differently",
    Kind.NEW: "Answered now, not before",
}


def summary(comparison: Comparison) -> str:
    """Give the counts in one line."""
    lost, changed, new, further = (len(comparison.of(kind)) for kind in Kind)
    counts = f"{lost} lost, {changed} changed, {new} new, {further} with other further passages"
    return f"{comparison.asked} questions asked: {counts}."


def as_text(comparison: Comparison, revision: str) -> str:
    """Give every change, before and after, and the counts."""
    return "\n".join([*_text_lines(comparison), f"Compared with {revision}. {summary(comparison)}"])


def _text_lines(comparison: Comparison) -> Iterator[str]:
    for kind, heading in HEADINGS.items():
        changes = comparison.of(kind)
        if changes:
            yield f"{heading} ({len(changes)})"
        for change in changes:
            yield f'\n  "{change.asking.question}" ({change.asking.source})'
            yield from _wrapped("before: ", told(change.before))
            yield from _wrapped("after:  ", told(change.after))
        yield from [""] if changes else []


def _wrapped(name: str, text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=f"    {name}", subsequent_indent=" " * 12)


def as_json(comparison: Comparison, revision: str) -> str:
    """Give one JSON object with every change and both replies whole."""
    changes = [_plain(change) for change in comparison.changes]
    plain = {"compared_with": revision, "asked": comparison.asked, "changes": changes}
    return json.dumps(plain, ensure_ascii=False, indent=2)


def _plain(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "question": change.asking.question,
        "source": change.asking.source,
        "lang": change.asking.lang,
        "before": change.before.as_json(),
        "after": change.after.as_json(),
    }


def as_html(comparison: Comparison, revision: str) -> str:
    """Give a page that stands alone, with the words that went and came marked."""
    return render_template(
        "changes.html",
        comparison=comparison,
        revision=revision,
        summary=summary(comparison),
        headings=HEADINGS,
        told=told,
        word_changes=word_changes,
    )


FORMATS: dict[str, Callable[[Comparison, str], str]] = {"text": as_text, "json": as_json, "html": as_html}
