"""`flask faq teach` and `flask faq remove`, as staff use them on a folder of their own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from app import create_app
from tests.faq.conftest import Book

Run = Callable[..., Result]

GARDEN = """\
---
title: Gout
summary: What gout is and what helps.
evidence: early
published: 2026-01-31
related: [asthma]
---
Gout is a painful swelling of a joint. [Asthma](asthma.md) is something else.

## What is gout?

Gout is a swelling of a joint. Also see [when to call](asthma.md#when-should-i-call-with-asthma) too.

## How is gout treated?

Gout is treated with rest, ice and tablets.

## Key takeaway

Rest the joint.
"""

ASTHMA = """\
---
title: Asthma
summary: What asthma is.
evidence: early
published: 2026-01-31
---
Asthma narrows the airways.

## When should I call with asthma?

Call when the inhaler does not help after ten puffs.

## Key takeaway

Carry the inhaler.
"""

QUESTIONS = """\
# Our own tests.
[[must_answer]]
question = "inhaler does not help my asthma"
section = "asthma#when-should-i-call-with-asthma"

[[must_answer]]  # stays
question = "what is gout"
section = ["gout#what-is-gout", "asthma#lead"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    book = Book(tmp_path / "faq")
    (book.folder / "articles" / "x.md").unlink()
    book.write("articles/gout.md", GARDEN)
    book.write("articles/asthma.md", ASTHMA)
    book.write("questions.toml", QUESTIONS)
    book.write("emergencies.toml", '[[pattern]]\nkind = "emergency"\nname = "chest pain"\nany_of = ["chest pain"]\n')
    source = Path(__file__).parents[2] / "content" / "wording.toml"
    book.write("wording.toml", source.read_text("utf-8"))
    return book.folder


@pytest.fixture
def flask(folder: Path) -> Run:
    def run(*arguments: str, typed: str = "") -> Result:
        app = create_app({"FLASK_RUN_FROM_CLI": "true", "FAQ_DIR": str(folder)})
        return app.test_cli_runner().invoke(app.cli, arguments, input=typed)

    return run


def test_a_wording_that_was_taught_is_answered(folder: Path, flask: Run) -> None:
    told = flask("faq", "teach", "what to swallow for the sore toe", "gout#how-is-gout-treated")
    assert told.exit_code == 0, told.output
    assert '"what to swallow for the sore toe" is now answered by gout#how-is-gout-treated.' in told.output
    assert "0 elsewhere." in told.output
    assert '"what to swallow for the sore toe",' in (folder / "utterances" / "gout.toml").read_text("utf-8")
    patient = create_app({"FAQ_DIR": str(folder)}).test_client()
    reply = patient.post("/api/ask", json={"question": "what to swallow for the sore toe"}).get_json()
    assert reply["passages"][0]["id"] == "gout#how-is-gout-treated"


def test_a_wording_about_something_else_is_not_taken(folder: Path, flask: Run) -> None:
    told = flask("faq", "teach", "how is asthma treated", "gout#how-is-gout-treated")
    assert told.exit_code == 1
    assert '"how is asthma treated" was not added to gout#how-is-gout-treated:' in told.output
    assert not (folder / "utterances").exists()


def test_a_wording_that_shows_an_alarm_is_not_taken(folder: Path, flask: Run) -> None:
    told = flask("faq", "teach", "chest pain with gout", "gout#what-is-gout")
    assert told.exit_code == 1
    assert 'it shows the card "emergency".' in told.output


def test_several_are_taught_at_once_and_each_that_fails_is_named(folder: Path, flask: Run) -> None:
    lines = "pills for gout\tgout#how-is-gout-treated\nwhat is asthma\tgout#what-is-gout\n"
    told = flask("faq", "teach", "--file", "-", typed=lines)
    assert told.exit_code == 1
    assert '"pills for gout" is now answered by gout#how-is-gout-treated.' in told.output
    assert '"what is asthma" was not added' in told.output
    written = (folder / "utterances" / "gout.toml").read_text("utf-8")
    assert "pills for gout" in written
    assert "asthma" not in written


def test_a_second_line_keeps_the_first_and_the_comments(folder: Path, flask: Run) -> None:
    (folder / "utterances").mkdir()
    path = folder / "utterances" / "gout.toml"
    path.write_text('# Ours.\nhow-is-gout-treated = [\n  "pills for gout",\n]\n', "utf-8")
    flask("faq", "teach", "ice for gout", "gout#how-is-gout-treated")
    assert path.read_text("utf-8") == ('# Ours.\nhow-is-gout-treated = [\n  "pills for gout",\n  "ice for gout",\n]\n')


def test_a_section_that_does_not_exist_is_refused(flask: Run) -> None:
    told = flask("faq", "teach", "pills", "gout#how-is-gout-cured")
    assert told.exit_code == 2
    assert 'There is no section "gout#how-is-gout-cured".' in told.output


class TestRemove:
    """`flask faq remove SLUG`."""

    def test_it_says_first_what_it_would_do(self, folder: Path, flask: Run) -> None:
        told = flask("faq", "remove", "asthma")
        assert told.exit_code == 0
        assert "asthma.md: deleted" in told.output
        assert "Nothing is done yet. To do it: flask faq remove asthma --fix" in told.output
        assert (folder / "articles" / "asthma.md").exists()

    def test_nothing_points_at_a_removed_article(self, folder: Path, flask: Run) -> None:
        (folder / "utterances").mkdir()
        (folder / "utterances" / "asthma.toml").write_text('lead = ["what is asthma"]\n', "utf-8")
        assert flask("faq", "remove", "asthma", "--fix").exit_code == 0
        assert sorted(path.name for path in folder.rglob("asthma*")) == []
        gout = (folder / "articles" / "gout.md").read_text("utf-8")
        assert "(asthma" not in gout
        assert "Asthma is something else." in gout
        assert "related: []" in gout
        questions = (folder / "questions.toml").read_text("utf-8")
        assert "asthma" not in questions
        assert questions.startswith("# Our own tests.")
        assert "# stays" in questions
        checked = flask("faq", "check")
        assert checked.exit_code == 0, checked.output

    def test_what_a_deleted_file_left_behind_is_cleaned_too(self, folder: Path, flask: Run) -> None:
        (folder / "articles" / "asthma.md").unlink()
        checked = flask("faq", "check")
        assert checked.exit_code == 1
        assert "flask faq remove asthma --fix" in checked.output
        assert flask("faq", "remove", "asthma", "--fix").exit_code == 0
        assert flask("faq", "check").exit_code == 0

    def test_a_name_that_nothing_has_is_refused(self, flask: Run) -> None:
        assert flask("faq", "remove", "measles").exit_code == 1
