"""No accessibility violation that axe can find, in any state, theme and width; and proof that it would find one."""

from pathlib import Path
from typing import Any, Literal

import axe_playwright_python
import pytest
from playwright.sync_api import Page

from tests.browser.conftest import SIZES, Open
from tests.browser.states import STATES

AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text(encoding="utf-8")
TAGS = "wcag2a wcag2aa wcag2aaa wcag21a wcag21aa wcag22aa best-practice".split()
UNDECIDED = {
    "color-contrast-enhanced": "axe cannot see text under the sticky question box; test_colours.py measures every pair",
    "color-contrast": "the same",
    "identical-links-same-purpose": "a section offered in two lists of a page has the same address in both",
    "target-size": "axe cannot measure links within running text, which WCAG 2.5.8 exempts",
    "aria-valid-attr-value": "the listbox of suggestions exists but is hidden until something is typed",
    "aria-hidden-focus": "no hidden element can be focused; checked by the walk with the Tab key",
}
"""What axe may leave to a person, each with the reason why it is right here."""


LOOKS: list[tuple[Literal["light", "dark"], str]] = [*(("light", size) for size in SIZES), ("dark", "phone")]
"""Every width in one theme; the dark theme changes colours only, which are the same in every width."""


def violations(page: Page) -> tuple[list[str], list[str]]:
    """Return what axe finds wrong, and what it leaves undecided."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate(
        "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations', 'incomplete']})", TAGS
    )
    wrong = [f"{rule['id']}: {rule['nodes'][0]['html'][:160]}" for rule in found["violations"]]
    return wrong, [rule["id"] for rule in found["incomplete"]]


@pytest.mark.parametrize("state", STATES)
def test_no_violation(visit: Open, state: str) -> None:
    page = visit("/about")
    STATES[state](page)
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    for theme, size in LOOKS:
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        width, height = SIZES[size]
        page.set_viewport_size({"width": width, "height": height})
        wrong, undecided = violations(page)
        assert not wrong, f"{theme}, {size}: {wrong}"
        assert set(undecided) <= set(UNDECIDED), f"{theme}, {size}: {undecided}"


@pytest.mark.parametrize("state", ["empty", "answer", "emergency", "typing"])
def test_no_violation_in_forced_colours(visit: Open, state: str) -> None:
    page = visit("/about", forced_colors="active")
    STATES[state](page)
    assert violations(page)[0] == []


DEFECTS = {
    "image-alt": "<img src='/static/icon.svg'>",
    "label": "<input type='text'>",
    "color-contrast": "<p style='color: #999; background: #fff'>pale words</p>",
    "button-name": "<button></button>",
    "heading-order": "<h6>too deep</h6>",
    "link-name": "<a href='/'></a>",
}


@pytest.mark.parametrize("rule", DEFECTS)
def test_a_planted_defect_is_found(visit: Open, rule: str) -> None:
    page = visit("/about", bypass_csp=True)
    page.evaluate("html => document.querySelector('main').insertAdjacentHTML('beforeend', html)", DEFECTS[rule])
    assert any(found.startswith(f"{rule}:") for found in violations(page)[0])
