"""Whether the site says truly how it is."""

import shutil
import time
from pathlib import Path

from flask.testing import FlaskClient

from app import create_app
from faq.library import Library
from tests.conftest import CONTENT


def test_ready_says_what_is_served(client: FlaskClient, library: Library) -> None:
    page = client.get("/readyz").get_json()
    assert page["status"] == "ok"
    assert page["version"] == library.version
    assert page["articles"] == len(library.published())
    assert page["passages"] >= sum(len(article.sections) for article in library.published())
    assert page["words"]["en"] > 500
    assert page["degraded"] == []


def test_ready_stays_200_and_names_what_keeps_newer_content_out(tmp_path: Path) -> None:
    folder = tmp_path / "faq"
    shutil.copytree(CONTENT, folder)
    site = create_app({"FAQ_DIR": str(folder)})
    with (folder / "articles" / "til-therapy-melanoma.md").open("a", encoding="utf-8") as article:
        article.write("\nA sentence.[^99]\n")
    deadline = time.monotonic() + 20
    while not (page := site.test_client().get("/readyz")).get_json()["degraded"]:
        assert time.monotonic() < deadline
        time.sleep(0.2)
    assert page.status_code == 200
    assert "footnote [^99] is used but not defined." in page.get_json()["degraded"][0]


def test_alive_needs_nothing(client: FlaskClient) -> None:
    assert client.get("/healthz").text == "ok\n"
