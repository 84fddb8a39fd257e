"""The outline that a screen reader goes by, kept as files: landmarks, headings, controls, in their order.

To accept a change: `UPDATE_GOLDEN=1 python -m pytest tests/browser/test_outline.py`, then read the difference.
"""

import os
import re
from pathlib import Path

import pytest

from tests.browser.conftest import Open
from tests.browser.states import STATES

GOLDEN = Path(__file__).parent / "golden"
ROLES = "banner navigation main complementary contentinfo region search article heading combobox textbox button group"
KEPT = re.compile(rf"^\s*- '?(?:{'|'.join([*ROLES.split(), 'alert', 'status', 'group', 'listbox'])})\b")
LISTED = ["empty", "answer, page of its own", "not found", "emergency", "crisis", "team", "small talk"]
LISTED += ["validation error", "404", "article", "about", "embed", "in Spanish"]


def outline(snapshot: str) -> str:
    """Keep landmarks, headings and controls with their names; running text and links come from the articles."""
    lines = (line.rstrip().rstrip(":") for line in snapshot.splitlines() if KEPT.match(line))
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("state", LISTED)
def test_the_outline_is_as_kept(visit: Open, state: str) -> None:
    page = visit("/about")
    STATES[state](page)
    seen = outline(page.locator("body").aria_snapshot())
    file = GOLDEN / f"{state.replace(',', '').replace(' ', '-').lower()}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(seen, encoding="utf-8")
    assert seen == file.read_text(encoding="utf-8")


def test_the_answer_card_reads_in_this_order(visit: Open) -> None:
    page = visit("/about")
    STATES["answer"](page)
    text = page.locator(".turn").inner_text()
    order = [
        "You asked",
        "Does this cure stomach cancer?",
        "Does this cure stomach or pancreatic cancer?",
        "has not been shown to cure",
        "Word for word from our article",
        "This is not medical advice.",
        "It can shrink tumours in some people",
        "Early research",
        "No clinician has reviewed",
        "Research it cites",
        "More questions from this article",
        "Was this what you asked?",
        "Link to this answer",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)
