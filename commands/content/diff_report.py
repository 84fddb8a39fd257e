"""The result of `flask faq diff`, for people, for programs, and as a page for a pull request."""

import json
import textwrap
from collections.abc import Callable, Iterable, Iterator

from flask import render_template

from commands.terminal import count
from retrieval.review.changes import HEADINGS, ChangeKind, Comparison
from retrieval.review.differences import differences

WIDTH = 88
NAMED = 3
"""Questions named for each change; the JSON and the page have all of them."""


def _summary(comparison: Comparison) -> str:
    lost, changed, new, further = (len(comparison.of(kind)) for kind in ChangeKind)
    counts = f"{lost} lost, {changed} changed, {new} new, {further} with other questions or passages beside them"
    return f"{comparison.asked} of {comparison.known} known questions can be touched and were asked: {counts}."


def _as_text(comparison: Comparison, revision: str) -> str:
    """Return every change, before and after, and the counts."""
    return "\n".join([*_text_lines(comparison), f"Compared with {revision}. {_summary(comparison)}"])


def _text_lines(comparison: Comparison) -> Iterator[str]:
    for kind, heading in HEADINGS.items():
        found = differences(comparison.of(kind))
        if found:
            yield f"{heading} ({count(len(comparison.of(kind)), 'question')})"
        for difference in found:
            named = [f'"{asking.shown}" ({asking.source})' for asking in difference.askings[:NAMED]]
            more = len(difference.askings) - len(named)
            asked = "; ".join([*named, *([f"and {more} more"] if more else [])])
            gone, come = map(_bracketed, (difference.gone, difference.come))
            yield ""
            for name, text in (("asked:", asked), ("before:", gone), ("after:", come)):
                yield from textwrap.wrap(text, WIDTH, initial_indent=f"  {name:8}", subsequent_indent=" " * 10)
        yield from [""] if found else []


def _bracketed(pieces: Iterable[tuple[str, str]]) -> str:
    return " ".join(words if how == "same" else f"[{words}]" for how, words in pieces)


def _as_json(comparison: Comparison, revision: str) -> str:
    """Return one JSON object with every change and both replies whole."""
    changes = [
        {
            "kind": change.kind,
            "question": change.asking.shown,
            "source": change.asking.source,
            "lang": change.asking.lang,
            "before": change.before.as_json(),
            "after": change.after.as_json(),
        }
        for change in comparison.changes
    ]
    found = {"compared_with": revision, "asked": comparison.asked, "changes": changes}
    return json.dumps(found, ensure_ascii=False, indent=2)


def _as_html(comparison: Comparison, revision: str) -> str:
    """Return a page that stands alone, with the words that went and came marked."""
    shown = {"headings": HEADINGS, "differences": differences, "summary": _summary(comparison)}
    return render_template("staff/changes.html", comparison=comparison, revision=revision, **shown)


FORMATS: dict[str, Callable[[Comparison, str], str]] = {"text": _as_text, "json": _as_json, "html": _as_html}
