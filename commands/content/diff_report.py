"""The result of `flask faq diff`, for people, for programs, and as a page for a pull request."""

import json
import textwrap
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from flask import render_template

from commands.terminal import count
from retrieval.review.changes import Change, ChangeKind, Comparison
from retrieval.review.differences import ReplyDifference, differences

WIDTH = 88
NAMED = 3
"""Questions named for each change; the JSON and the page have all of them."""

HEADINGS = {
    ChangeKind.LOST: "No longer answered",
    ChangeKind.CHANGED: "Answered differently",
    ChangeKind.NEW: "Answered now, not before",
}


def summary(comparison: Comparison) -> str:
    """Return the counts in one line."""
    lost, changed, new, further = (len(comparison.of(kind)) for kind in ChangeKind)
    counts = f"{lost} lost, {changed} changed, {new} new, {further} with other questions or passages beside them"
    return f"{comparison.asked} of {comparison.known} known questions can be touched and were asked: {counts}."


def diff_as_text(comparison: Comparison, revision: str) -> str:
    """Return every change, before and after, and the counts."""
    return "\n".join([*_text_lines(comparison), f"Compared with {revision}. {summary(comparison)}"])


def _text_lines(comparison: Comparison) -> Iterator[str]:
    for kind, heading in HEADINGS.items():
        found = differences(comparison.of(kind))
        if found:
            yield f"{heading} ({count(len(comparison.of(kind)), 'question')})"
        for difference in found:
            yield ""
            yield from _wrapped("asked:  ", _asked(difference))
            yield from _wrapped("before: ", _bracketed(difference.gone))
            yield from _wrapped("after:  ", _bracketed(difference.come))
        yield from [""] if found else []


def _asked(difference: ReplyDifference) -> str:
    named = [f'"{asking.shown}" ({asking.source})' for asking in difference.askings[:NAMED]]
    more = len(difference.askings) - len(named)
    return "; ".join(named) + (f"; and {more} more" if more else "")


def _bracketed(pieces: Iterable[tuple[str, str]]) -> str:
    return " ".join(words if how == "same" else f"[{words}]" for how, words in pieces)


def _wrapped(name: str, text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=f"  {name}", subsequent_indent=" " * 10)


def diff_as_json(comparison: Comparison, revision: str) -> str:
    """Return one JSON object with every change and both replies whole."""
    changes = [_plain(change) for change in comparison.changes]
    plain = {"compared_with": revision, "asked": comparison.asked, "changes": changes}
    return json.dumps(plain, ensure_ascii=False, indent=2)


def _plain(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "question": change.asking.shown,
        "source": change.asking.source,
        "lang": change.asking.lang,
        "before": change.before.as_json(),
        "after": change.after.as_json(),
    }


def as_html(comparison: Comparison, revision: str) -> str:
    """Return a page that stands alone, with the words that went and came marked."""
    return render_template(
        "staff/changes.html",
        comparison=comparison,
        revision=revision,
        summary=summary(comparison),
        headings=HEADINGS,
        differences=differences,
    )


FORMATS: dict[str, Callable[[Comparison, str], str]] = {"text": diff_as_text, "json": diff_as_json, "html": as_html}
