"""`flask ask --why` says what decided a reply, and what a sentence model gave to a score, where one helps."""

from pathlib import Path

import pytest
from click.testing import Result

from app import create_app
from tests.conftest import CLINIC
from tests.sentence_model import write_model

QUESTION = "what are the side effects of CAR-T"


def asked(question: str = QUESTION, **settings: str) -> Result:
    app = create_app(CLINIC | {"FLASK_RUN_FROM_CLI": "true"} | settings)
    with app.app_context():
        return app.test_cli_runner().invoke(args=["ask", "--why", question])


def test_why_names_what_the_model_gave(tmp_path: Path) -> None:
    model = write_model(tmp_path / "model", ["side effects symptoms", "car cell", "stay hospital"])
    plain, done = asked(), asked(SEMANTIC_MODEL=str(model))
    assert done.exit_code == 0, done.output
    assert "semantic" in done.output
    assert "semantic" not in plain.output


def test_a_model_that_is_incomplete_is_named(tmp_path: Path) -> None:
    model = write_model(tmp_path / "model", ["side effects"])
    (model / "vocab.txt").unlink()
    done = asked(SEMANTIC_MODEL=str(model))
    assert done.exit_code == 1
    assert "vocab.txt cannot be read" in done.output


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What is TIL therapy?", "Decision: answer"),
        ("What is TIL therapy?", "til-therapy-melanoma#what-is-til-therapy  (words "),
        ("I have crushing chest pain right now", "Emergency pattern: "),
        ("how do I bake sourdough", "Decision: not found"),
    ],
)
def test_whoever_wants_to_mend_a_reply_is_told_what_decided(question: str, said: str) -> None:
    assert said in asked(question).stdout
