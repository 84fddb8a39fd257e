"""`flask faq import` as staff use it: a document in, a draft file and a report out, nothing overwritten."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from commands.content.articles import import_
from retrieval.options import AnswerOptions
from tests.conftest import ROOT

DOCUMENT = (
    "Iron tablets\n\nIron matters (1).\n\nHow to take them\n\nWith food.\n\nReferences\n\n(1) A guideline. 2024.\n"
)

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command in an empty folder."""
    monkeypatch.chdir(tmp_path)
    app = Flask("workbench")
    app.config.update(FAQ_DIR=tmp_path, ANSWER_OPTIONS=AnswerOptions())
    app.cli.add_command(import_)
    return lambda *arguments: app.test_cli_runner().invoke(args=["import", *map(str, arguments)])


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "iron.txt"
    path.write_text(DOCUMENT, encoding="utf-8")
    return path


def test_a_document_becomes_a_draft_and_the_path_is_said(run: Run, document: Path) -> None:
    result = run(document)
    assert result.exit_code == 0
    assert "drafts/iron-tablets.md is written" in result.stdout
    assert "Headings (1):\n    - How to take them" in result.stdout
    draft = Path("drafts/iron-tablets.md").read_text(encoding="utf-8")
    assert "Iron matters [^1]." in draft
    assert "status: draft" in draft


def test_nothing_is_ever_overwritten(run: Run, document: Path) -> None:
    run(document)
    Path("drafts/iron-tablets.md").write_text("my own work", encoding="utf-8")
    result = run(document)
    assert result.exit_code == 1
    assert "exists already, and is left as it is" in result.stderr
    assert Path("drafts/iron-tablets.md").read_text(encoding="utf-8") == "my own work"


def test_a_dash_prints_the_draft_alone(run: Run, document: Path) -> None:
    result = run(document, "--out", "-")
    assert result.stdout.startswith('---\ntitle: "Iron tablets"\n')
    assert "Headings (1)" in result.stderr
    assert not Path("drafts").exists()


def test_a_title_and_a_place_can_be_given(run: Run, document: Path) -> None:
    assert run(document, "--title", "Iron for you", "--out", "here/iron.md").exit_code == 0
    assert 'title: "Iron for you"' in Path("here/iron.md").read_text(encoding="utf-8")


def test_a_refused_document_writes_nothing_and_the_others_come_in(run: Run, document: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.docx"
    bad.write_bytes(b"no zip")
    result = run(bad, document)
    assert result.exit_code == 1
    assert "bad.docx: This is not a Word document" in result.stderr
    assert "Nothing was written." in result.stderr
    assert [path.name for path in Path("drafts").iterdir()] == ["iron-tablets.md"]


def test_one_title_for_many_documents_is_a_mistake(run: Run, document: Path) -> None:
    assert run(document, document, "--title", "Both").exit_code == 2


def test_the_document_itself_is_not_touched(run: Run, document: Path) -> None:
    run(document)
    assert document.read_text(encoding="utf-8") == DOCUMENT


def test_the_command_runs_from_a_terminal_even_when_an_article_is_broken(document: Path, tmp_path: Path) -> None:
    """As staff run it: `flask faq import`, beside content that cannot be served."""
    broken = tmp_path / "faq"
    (broken / "articles").mkdir(parents=True)
    (broken / "articles" / "broken.md").write_text("no front matter", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "flask", "faq", "import", str(document), "--out", str(tmp_path / "iron.md")],
        cwd=ROOT,
        env={**os.environ, "FAQ_DIR": str(broken)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert "Title: Iron tablets" in done.stdout
    assert (tmp_path / "iron.md").exists()
    assert "Traceback" not in done.stderr
