"""`flask faq find`: from the version at the foot of a page to the commit behind it."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from commands.content.diff import find
from faq.files import read_files, version_of
from faq.problem import Findings
from retrieval.options import AnswerOptions

Run = Callable[..., Result]


def commit(folder: Path, message: str) -> None:
    identity = ("-c", "user.name=A nurse", "-c", "user.email=nurse@example.org")
    for arguments in (("init", "--quiet"), ("add", "."), (*identity, "commit", "--quiet", "-m", message)):
        subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with two commits and a change that was not committed."""
    folder = tmp_path / "faq"
    (folder / "articles").mkdir(parents=True)
    for message, text in (("Begin", "one"), ("Correct a sentence", "two")):
        (folder / "articles" / "a.md").write_text(text, encoding="utf-8")
        commit(folder, message)
    return folder


@pytest.fixture
def run(content: Path) -> Run:
    app = Flask("workbench")
    app.config.update(FAQ_DIR=content, ANSWER_OPTIONS=AnswerOptions())
    app.cli.add_command(find)
    return lambda version: app.test_cli_runner().invoke(args=["find", version])


def version(folder: Path) -> str:
    return version_of(read_files(folder, Findings("faq")))


def test_the_commit_of_a_version_is_found(run: Run, content: Path) -> None:
    now = version(content)
    (content / "articles" / "a.md").write_text("three", encoding="utf-8")
    result = run(now)
    assert result.exit_code == 0
    assert result.stdout.endswith(" Correct a sentence\n")
    assert run(now[:8].upper()).stdout == result.stdout


def test_a_version_that_was_never_committed_is_said(run: Run, content: Path) -> None:
    (content / "articles" / "a.md").write_text("three", encoding="utf-8")
    result = run(version(content))
    assert result.exit_code == 1
    assert "may not have been committed" in result.stderr


def test_too_few_characters_are_a_mistake(run: Run) -> None:
    assert run("abc").exit_code == 2
