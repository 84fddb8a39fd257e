"""Numbers for operators."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from tests.conftest import BARE
from web.server.metrics import count_journal, workers

TOKEN = "a-token-for-the-metrics"


@pytest.fixture(scope="module")
def counted() -> FlaskClient:
    return create_app(BARE | {"METRICS_TOKEN": TOKEN, "RATE_LIMIT": "off"}).test_client()


@pytest.fixture
def numbers(counted: FlaskClient) -> Callable[[], dict[str, float]]:
    """Read the page of numbers: name with labels -> value."""

    def read() -> dict[str, float]:
        page = counted.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
        assert page.status_code == 200
        assert page.headers["Cache-Control"] == "no-store"
        lines = [line for line in page.text.splitlines() if not line.startswith("#")]
        return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}

    return read


def test_the_numbers_are_for_those_who_have_the_token(counted: FlaskClient, app: Flask) -> None:
    assert app.test_client().get("/metrics").status_code == 404, "without the setting there is no such page"
    assert counted.get("/metrics").status_code == 401
    assert counted.get("/metrics", headers={"Authorization": "Bearer wrong"}).status_code == 401


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("Does this cure stomach cancer?", 'patientfaq_questions_total{status="answer"}'),
        ("What is tamoxifen?", 'patientfaq_refusals_total{why="unknown_word"}'),
        ("I have chest pain right now", 'patientfaq_emergencies_total{kind="emergency"}'),
        ("x", 'patientfaq_requests_total{method="POST",route="/api/ask",status="200"}'),
    ],
)
def test_a_question_moves_its_number_by_one(
    counted: FlaskClient, numbers: Callable[[], dict[str, float]], question: str, number: str
) -> None:
    before = numbers().get(number, 0)
    counted.post("/api/ask", json={"question": question})
    assert numbers()[number] == before + 1


def test_nothing_typed_is_a_label(counted: FlaskClient, numbers: Callable[[], dict[str, float]]) -> None:
    counted.post("/api/ask", json={"question": "zebrafinch7731"})
    counted.get("/articles/zebrafinch7731")
    assert "zebrafinch" not in str(numbers())


def test_what_is_served_and_what_the_journal_lost_is_there(
    counted: FlaskClient, numbers: Callable[[], dict[str, float]]
) -> None:
    version = counted.get("/readyz").get_json()["version"]
    found = numbers()
    assert found[f'patientfaq_content{{version="{version}"}}'] == 1
    assert found["patientfaq_content_problems"] == 0
    assert found["patientfaq_limiter_in_memory"] == 0
    assert version in workers().values()
    count_journal("lost", 3)
    assert numbers()['patientfaq_journal_total{outcome="lost"}'] >= 3


def test_every_label_is_one_of_ours(numbers: Callable[[], dict[str, float]]) -> None:
    labels = {label for name in numbers() for label in re.findall(r"(\w+)=", name)}
    assert labels <= {"route", "method", "status", "le", "kind", "why", "verdict", "version", "outcome", "pid"} | {
        label for label in labels if label in ("implementation", "major", "minor", "patchlevel", "generation")
    }
