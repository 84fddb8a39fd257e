"""A site with its journal on: what the pages say of it, and what they write into it."""

import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from prometheus_client import REGISTRY

from app import create_app
from faq.article import Status
from faq.library import Library
from journal.recorder import Journal
from journal.rows import Judgement, Noted
from journal.store import Store
from tests.conftest import CLINIC
from tests.web.page import read_page
from web.journal import permissions
from web.pages.feedback import NO, YES

ANSWERED = "Does this cure stomach cancer?"
PLACE = "/a/til-therapy-melanoma/what-are-the-risks"


@pytest.fixture
def journal_settings(tmp_path: Path) -> dict[str, str]:
    return CLINIC | {"JOURNAL": "on", "DATABASE_URL": f"sqlite:///{tmp_path}/journal.sqlite3", "RETENTION_DAYS": "14"}


@pytest.fixture
def noting(journal_settings: dict[str, str]) -> Iterator[Flask]:
    """The site of a clinic that keeps a journal."""
    app = create_app(journal_settings)
    yield app
    app.extensions["journal"].close()


def journal_of(app: Flask) -> Journal:
    journal: Journal = app.extensions["journal"]
    journal.start()
    return journal


def kept(app: Flask) -> list[Noted]:
    journal_of(app).close()
    rows = list(journal_of(app).store.rows(Noted))
    journal_of(app).store.close()
    return rows


@pytest.mark.parametrize("path", ["/", "/es/"])
def test_the_page_says_that_questions_are_kept(noting: Flask, client: FlaskClient, path: str) -> None:
    assert "14" in read_page(noting.test_client().get(path).text).one("main").words
    assert "14" not in read_page(client.get(path).text).one("main").words


def test_the_page_says_that_a_name_may_be_left(noting: Flask) -> None:
    words = read_page(noting.test_client().get("/").text).one("main").words
    assert "keeps the questions for 14 days" in words
    assert "name" in words
    privacy = read_page(noting.test_client().get("/privacy").text).one("main").words
    assert "14 days" in privacy
    assert "We keep none of your questions" not in privacy


def test_a_question_is_noted_from_the_page_the_frame_and_the_programs_way(noting: Flask) -> None:
    visitor = noting.test_client()
    visitor.post("/ask", data={"question": ANSWERED})
    visitor.post("/es/ask", data={"question": "My name is Ann Lee. I am 38.5 hot and cannot breathe"})
    visitor.post("/api/ask", json={"question": "What about tamoxifen?"})
    visitor.post("/embed", data={"question": "Is TIL safe?"})
    rows = {row.question: row for row in kept(noting)}
    assert rows[ANSWERED].sections.startswith("claudin18-2-car-t-trial#does-this-cure-stomach-or-pancreatic-cancer")
    assert (rows[ANSWERED].status, rows[ANSWERED].lang) == ("answer", "en")
    (urgent,) = [row for row in rows.values() if row.emergency]
    assert "Ann" not in urgent.question
    assert (urgent.status, urgent.lang, urgent.emergency, urgent.sections) == ("not_found", "es", "emergency", "")
    assert rows["What about tamoxifen?"].status == "not_found"
    assert len({row.version for row in rows.values()}) == 1


def test_what_is_no_question_is_not_noted(noting: Flask) -> None:
    visitor = noting.test_client()
    visitor.post("/ask", data={"question": "  "})
    visitor.post("/api/ask", json={"question": "x" * 501})
    visitor.get("/articles/")
    assert kept(noting) == []


def press(app: Flask, token: str, verdict: str) -> int:
    return app.test_client().post("/feedback", data={"token": token, "verdict": verdict}).status_code


def test_a_verdict_counts_once_on_two_machines(noting: Flask, journal_settings: dict[str, str]) -> None:
    other = create_app(journal_settings)
    page = read_page(noting.test_client().get(PLACE).text)
    token = page.one("form", class_="feedback").one("input", name="token").attributes["value"]
    for app in (noting, other, noting, other):
        assert press(app, token, NO) == 200
    for app in (other, noting):
        assert press(app, token, "out-of-date") == 200
    assert press(other, token, YES) == 200
    journal_of(other).close()
    journal_of(noting).close()
    store = Store(journal_settings["DATABASE_URL"])
    (judged,) = store.rows(Judgement)
    assert (judged.section, judged.verdict, judged.reason) == (
        "til-therapy-melanoma#what-are-the-risks", "no", "out-of-date",
    )  # fmt: skip
    assert token not in judged.token
    for one in (store, journal_of(other).store, journal_of(noting).store):
        one.close()


def test_a_journal_that_cannot_be_written_costs_no_answer_and_no_word_in_the_log(
    journal_settings: dict[str, str], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def lost() -> float:
        return REGISTRY.get_sample_value("patientfaq_journal_total", {"outcome": "lost_stopped"}) or 0

    before = lost()
    app = create_app(journal_settings | {"DATABASE_URL": f"sqlite:///{tmp_path}/none/journal.sqlite3"})
    with caplog.at_level(logging.DEBUG):
        for _ in range(5):
            answer = app.test_client().post("/api/ask", json={"question": "is kanarienvogel safe"})
            assert (answer.status_code, json.loads(answer.text)["status"]) == (200, "not_found")
        journal_of(app).close(0.2)
    assert "The journal cannot be written" in caplog.text
    assert "kanarienvogel" not in caplog.text
    assert lost() == before + 5


def test_what_may_be_kept_is_learned_anew_from_each_content_version(library: Library) -> None:
    served = [library]
    permitted = permissions(lambda: served[0])
    assert permitted("en").kept("ask about lifileucel and Zibogarum") == "ask about lifileucel and …"
    assert permitted("en") is permitted("en")
    assert permitted("es").kept("¿es seguro?") == "¿es seguro?"
    lead = replace(library.articles[0], summary="Some are given Zibogarum.", status=Status.PUBLISHED)
    served[0] = replace(library, articles=(lead,), version="next")
    assert permitted("en").kept("ask about lifileucel and Zibogarum") == "ask about lifileucel and Zibogarum"
