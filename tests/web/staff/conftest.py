"""A clinic's site with staff pages, somebody who has signed in, and an article that they would add."""

import shutil

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import create_app
from tests.conftest import CLINIC, CONTENT

PASSWORD = "a password for the nurses"
HERE = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
ARTICLE = """---
title: Eating at home
summary: What to eat.
evidence: early
published: 2026-01-01
---
You may eat most things.

## May I eat raw oysters?

No. Wait for 3 months after your transplant.

## Key takeaway

Cook it well.
"""
ADDRESSES = iter(range(1, 255))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """A clinic's site with staff pages, on a copy of the content."""
    folder = tmp_path_factory.mktemp("staff") / "faq"
    shutil.copytree(CONTENT, folder)
    return create_app(CLINIC | {"STAFF_PASSWORD": PASSWORD, "FAQ_DIR": str(folder)})


@pytest.fixture
def stranger(site: Flask) -> FlaskClient:
    return site.test_client()


@pytest.fixture
def nurse(site: Flask) -> FlaskClient:
    """Somebody who has signed in, from an address of their own so that tries of other tests do not count."""
    client = site.test_client()
    response = sign_in(client, PASSWORD, address=f"198.51.100.{next(ADDRESSES)}")
    assert response.status_code == 303
    return client


def sign_in(client: FlaskClient, password: str, address: str = "203.0.113.9", **headers: str) -> TestResponse:
    return client.post(
        "/staff/sign-in",
        data={"password": password},
        headers=HERE | headers,
        environ_base={"REMOTE_ADDR": address},
    )


def post(client: FlaskClient, path: str, **fields: object) -> TestResponse:
    return client.post(path, data=fields, headers=HERE, content_type="multipart/form-data")
