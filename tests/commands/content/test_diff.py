"""`flask faq diff` on a copy of the content under git: what a member of staff sees before publishing."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from commands.content.diff import diff
from retrieval.options import AnswerOptions
from tests.conftest import CONTENT, ROOT

ARTICLE = """---
title: Going home
summary: What to do at home.
evidence: early
published: 2026-01-01
---
You go home after 2 weeks.

## What may I eat?

You may eat everything but raw eggs.

## Key takeaway

Rest at home.
"""

Run = Callable[..., Result]


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=A nurse", "-c", "user.email=nurse@example.org")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The clinic's content with one article, committed once."""
    folder = tmp_path / "faq"
    (folder / "articles").mkdir(parents=True)
    for name in ("wording.toml", "emergencies.toml"):
        shutil.copy(CONTENT / name, folder)
    (folder / "articles" / "going-home.md").write_text(ARTICLE, encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "The first version")
    return folder


@pytest.fixture
def run(content: Path) -> Run:
    app = Flask("workbench", root_path=str(ROOT))
    app.config.update(FAQ_DIR=content, ANSWER_OPTIONS=AnswerOptions())
    app.cli.add_command(diff)
    return lambda *arguments: app.test_cli_runner().invoke(args=["diff", *arguments])


def edit(content: Path, old: str, new: str) -> None:
    path = content / "articles" / "going-home.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_untouched_content_changes_no_answer(run: Run) -> None:
    result = run()
    assert result.exit_code == 0, result.output
    assert "0 lost, 0 changed, 0 new" in result.stdout


def test_an_edit_shows_the_words_before_and_after(run: Run, content: Path) -> None:
    edit(content, "raw eggs", "raw fish")
    result = run("HEAD")
    assert "Answered differently" in result.stdout
    assert "before: going-home#what-may-i-eat: You may eat everything but raw [eggs.]" in result.stdout
    assert result.stdout.splitlines()[-1].startswith("Compared with HEAD. ")


def test_json_holds_both_replies(run: Run, content: Path) -> None:
    edit(content, "raw eggs", "raw fish")
    change = json.loads(run("--format", "json").stdout)["changes"][0]
    assert {"kind", "question", "source", "lang", "before", "after"} == set(change)
    assert "raw fish" in json.dumps(change["after"])


def test_the_page_stands_alone_and_escapes_what_it_shows(run: Run, content: Path) -> None:
    edit(content, "raw eggs", "raw \\<script>alert(1)\\</script>")
    page = run("--format", "html").stdout
    assert page.startswith("<!DOCTYPE html>")
    assert "<ins>" in page
    assert "<script" not in page
    assert "http" not in page.partition("<body>")[0]


def test_a_version_that_git_does_not_have_is_named(run: Run) -> None:
    result = run("no-such-branch")
    assert result.exit_code == 1
    assert 'git has no version "no-such-branch"' in result.stderr


def test_broken_content_is_told_line_by_line(run: Run, content: Path) -> None:
    edit(content, "\n---\n", "\nno_such_key: 1\n---\n")
    result = run()
    assert result.exit_code == 1
    assert 'there is no key "no_such_key"' in result.stderr


def test_questions_of_patients_are_asked_but_their_words_are_not_told(content: Path, tmp_path: Path) -> None:
    from journal.rows import Noted
    from journal.store import Store

    url = f"sqlite:///{tmp_path}/journal.sqlite3"
    store = Store(url)
    store.prepare()
    store.add([Noted("1", "2026-11-25T09", "my name is [name], may i eat a raw egg", "answer", "", "v", "en", "")])
    store.close()
    app = Flask("workbench", root_path=str(ROOT))
    app.config.update(
        FAQ_DIR=content, ANSWER_OPTIONS=AnswerOptions(), JOURNAL=True, DATABASE_URL=url, SETTINGS_PROBLEMS=()
    )
    app.cli.add_command(diff)
    edit(content, "raw eggs", "raw fish")
    result = app.test_cli_runner().invoke(args=["diff"])
    assert "a question that patients asked" in result.stdout, result.output
    assert "my name" not in result.stdout
