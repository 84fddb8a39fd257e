"""Contrast of every pair of colours that meet, in both themes, from the tokens of the style sheet."""

import re

import pytest

from tests.conftest import ROOT

STYLE = (ROOT / "static" / "style.css").read_text(encoding="utf-8")
TEXT = [
    ("ink", "surface"),
    ("ink", "canvas"),
    ("ink", "tint"),
    ("ink", "hit"),
    ("ink2", "surface"),
    ("ink2", "canvas"),
    ("brand", "surface"),
    ("brand", "canvas"),
    ("brand-press", "surface"),
    ("on-brand", "brand"),
    ("on-brand", "brand-press"),
    ("early", "early-bg"),
    ("on-help", "help"),
    ("ink", "help-bg"),
    ("focus-ink", "focus"),
]
EDGES = [("edge", "surface"), ("edge", "canvas"), ("early-edge", "surface"), ("help", "canvas"), ("brand", "canvas")]


def themes() -> dict[str, dict[str, str]]:
    blocks = re.findall(r"(:root[^{]*)\{([^}]*)\}", STYLE.split("/* --", 2)[1])
    colours = [dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,6})", body)) for _, body in blocks]
    light, dark, forced = (block for block in colours if block)
    assert dark == forced, "the two dark themes differ"
    return {"light": light, "dark": light | dark}


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    parts = (int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, WCAG 2.2: 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_itself() -> None:
    assert contrast("#fff", "#000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "paper"), TEXT)
def test_text_has_at_least_7_to_1(theme: str, ink: str, paper: str) -> None:
    colours = themes()[theme]
    assert contrast(colours[ink], colours[paper]) >= 7


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("edge", "paper"), EDGES)
def test_edges_of_controls_have_at_least_3_to_1(theme: str, edge: str, paper: str) -> None:
    colours = themes()[theme]
    assert contrast(colours[edge], colours[paper]) >= 3


def test_colours_have_one_home() -> None:
    after_tokens = STYLE.split("/* ---", 2)[2].split(
        "/* ------------------------------------------------------------------- print"
    )[0]
    assert not re.findall(r"#[0-9a-f]{3,6}\b", after_tokens)
