"""The examples in docstrings are true."""

import doctest
from importlib import import_module

import pytest

MODULES = "bm25 british english lexicon reading signals slips words"


@pytest.mark.parametrize("name", MODULES.split())
def test_examples_in_docstrings(name: str) -> None:
    failed, tried = doctest.testmod(import_module(f"retrieval.{name}"))
    assert tried
    assert not failed
