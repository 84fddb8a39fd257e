"""Fixtures that start the real site, and break it. Ports are free ones; every process is ended by its id."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from benchmarks.serving import Site, serving
from tests.conftest import CONTENT

Serve = Callable[..., Site]
PLAIN = {"FAQ_DIR": str(CONTENT), "RATE_LIMIT": "off"}
"""The settings of every site that a test starts, unless it says otherwise."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what stands in this folder, so that it can be chosen or left out."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.operations)


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Start sites with the settings given; at the end each stops cleanly and must have logged no error."""
    sites: list[Site] = []
    with ExitStack() as running:

        def start(**settings: str) -> Site:
            log = tmp_path / f"site-{len(sites)}.log"
            site = running.enter_context(serving(log, **(PLAIN | settings)))
            sites.append(site)
            return site

        yield start
    for site in sites:
        assert "Traceback" not in site.log.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One site for all tests of a module that do not hurt it."""
    with serving(tmp_path_factory.mktemp("site") / "log", **PLAIN) as running:
        yield running


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A copy of the book that a test may edit."""
    return Path(shutil.copytree(CONTENT, tmp_path / "book"))
