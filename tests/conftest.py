"""The three fixtures of most tests: the site, a visitor's browser without a screen, the little library."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from faq.library import Library, read_library

ROOT = Path(__file__).parent.parent
CONTENT = ROOT / "tests" / "content"
"""The library that the tests serve, so that whoever rewords the clinic's own breaks none of them."""

BARE = {"FAQ_DIR": str(CONTENT)}
"""The settings of a clinic that has filled in nothing."""

CLINIC = BARE | {
    "CLINIC_NAME": "Northside Clinic",
    "CLINIC_URL": "https://northside.example",
    "CLINIC_PHONE": "+44 20 5550 0199",
    "TEAM_PHONE": "+44 20 5550 0100",
    "EMERGENCY_NUMBER": "999",
    "CRISIS_NUMBER": "116 123",
    "EMBED_ORIGINS": "https://northside.example",
    "RATE_LIMIT": "off",
    "SECRET_KEY": "a key for tests, long enough",
}
"""The settings of a clinic that has filled in everything."""


@pytest.fixture(scope="session")
def app() -> Flask:
    """The site of a clinic that has filled in everything, with the articles of the tests."""
    return create_app(CLINIC)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A visitor who has not been here before."""
    return app.test_client()


@pytest.fixture(scope="session")
def library() -> Library:
    """The articles and sentences of the tests."""
    return read_library(CONTENT)
