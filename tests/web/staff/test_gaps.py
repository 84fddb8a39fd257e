"""What staff see of the journal: gaps and feedback in counts, and tables for a spreadsheet."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from journal.rows import Judgement, Noted, hour_of
from tests.conftest import CLINIC
from tests.web.page import read_page
from tests.web.staff.conftest import PASSWORD, sign_in


@pytest.fixture
def diary(site: Flask, tmp_path: Path) -> Iterator[FlaskClient]:
    """A nurse at a clinic that keeps a journal, with some questions and verdicts in it."""
    settings = {
        "STAFF_PASSWORD": PASSWORD,
        "FAQ_DIR": str(site.config["FAQ_DIR"]),
        "JOURNAL": "on",
        "DATABASE_URL": f"sqlite:///{tmp_path}/journal.sqlite3",
    }
    app = create_app(CLINIC | settings)
    journal = app.extensions["journal"]
    journal.store.prepare()
    hour = hour_of(datetime.now(UTC))
    asked = [("can I eat oysters", "not_found"), ("are oysters safe", "not_found"), ("=HYPERLINK(1)", "not_found")]
    journal.store.add(
        [
            Noted(str(n), hour_of(datetime.now(UTC)), text, status, "", "v1", "en", "")
            for n, (text, status) in enumerate(asked)
        ]
    )
    journal.store.add([Judgement("t", hour, "til-therapy-melanoma#lead", "v1", "no", "out-of-date")])
    client = app.test_client()
    assert sign_in(client, PASSWORD).status_code == 303
    yield client
    journal.close()
    journal.store.close()


def test_gaps_and_feedback_are_told_in_counts(diary: FlaskClient) -> None:
    page = read_page(diary.get("/staff/gaps").text)
    words = page.one(id="main").words
    assert any(row.words.startswith("oyster") and "2" in row.words for row in page.one("tbody").all("tr"))
    assert "til-therapy-melanoma#lead" in words
    assert "out of date 1" in words
    assert "can I eat oysters" not in words


def test_tables_are_safe_to_open_in_a_spreadsheet(diary: FlaskClient) -> None:
    response = diary.get("/staff/gaps/questions.csv")
    assert response.mimetype == "text/csv"
    assert 'filename="questions.csv"' in response.headers["Content-Disposition"]
    assert '"\'=HYPERLINK(1)"' in response.text
    assert "out-of-date" in diary.get("/staff/gaps/feedback.csv").text
    assert diary.get("/staff/gaps/anything.csv").status_code == 404


def test_a_journal_out_of_reach_breaks_nothing(diary: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object) -> None:
        raise OSError("gone")

    monkeypatch.setattr(type(diary.application.extensions["journal"].store), "counts", gone)
    response = diary.get("/staff/gaps")
    assert response.status_code == 503
    assert "out of reach" in read_page(response.text).one(class_="problem").words


def test_without_a_journal_there_is_no_such_page(nurse: FlaskClient) -> None:
    assert nurse.get("/staff/gaps").status_code == 404
    assert "Gaps" not in nurse.get("/staff/").text
