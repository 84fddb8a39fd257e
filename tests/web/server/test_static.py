"""Style, script and suggestions: sent once, kept for good, small."""

import gzip
import re

import pytest
from flask.testing import FlaskClient

from faq.library import Library


@pytest.mark.parametrize("name", ["style.css", "ask.js", "icon.svg"])
def test_a_file_at_its_version_is_kept_for_good(client: FlaskClient, name: str) -> None:
    address = re.search(rf"/static/{name}\?v=[0-9a-f]+", client.get("/").text)
    assert address
    answer = client.get(address[0])
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert client.get(f"/static/{name}?v=old").headers["Cache-Control"] == "no-cache"


def test_other_files_are_not_served(client: FlaskClient) -> None:
    for name in ("nothing.css", "..%2fapp.py", "../app.py"):
        assert client.get(f"/static/{name}").status_code == 404


def test_an_answer_is_light(client: FlaskClient) -> None:
    page = client.post("/ask", data={"question": "What are the side effects of CAR-T?"}).data
    script, style = (client.get(f"/static/{name}").data for name in ("ask.js", "style.css"))
    whole = [page, script, style]
    assert len(script) <= 6000
    assert len(client.get("/embed.js").data) <= 600, "the page around a frame loads this one instead"
    assert sum(map(len, whole)) <= 40_000
    assert sum(len(gzip.compress(part)) for part in whole) <= 12_000


def test_suggestions_are_one_file_kept_for_good(client: FlaskClient, library: Library) -> None:
    address = f"/suggestions/en/{library.version}.json"
    assert address in client.get("/").text
    answer = client.get(address)
    assert "immutable" in answer.headers["Cache-Control"]
    rows = answer.get_json()
    assert ["What is TIL therapy?", "/a/til-therapy-melanoma/what-is-til-therapy", "TIL therapy for melanoma"] in rows
    assert "immutable" not in client.get("/suggestions/en/older.json").headers["Cache-Control"]


def test_suggestions_in_spanish_stay_in_spanish(client: FlaskClient, library: Library) -> None:
    rows = client.get(f"/es/suggestions/es/{library.version}.json").get_json()
    assert all(address.startswith("/es/a/clinical-trials-how-to-join-es/") for _, address, _ in rows)
