"""The examples in the docstrings of the product are true."""

import doctest
import importlib
from pathlib import Path

import pytest

from tests.conftest import ROOT

MODULES = [
    path.relative_to(ROOT).with_suffix("")
    for room in ("faq", "retrieval")
    for path in sorted((ROOT / room).rglob("*.py"))
]


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_examples_are_true(path: Path) -> None:
    module = importlib.import_module(".".join(path.parts).removesuffix(".__init__"))
    assert doctest.testmod(module).failed == 0
