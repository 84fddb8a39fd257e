"""`flask faq check` and `flask faq new`, run as staff run them: the real command on a folder of their own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from app import create_app
from commands.content.check import FORMATS
from faq.problem import Level, Problem
from faq.rules.checking import Checked
from tests.conftest import CONTENT, ROOT
from tests.faq.conftest import GOOD, Book

EMERGENCIES = """\
[[pattern]]
kind = "emergency"
name = "chest pain"
any_of = ["chest pain"]
"""


class Done(NamedTuple):
    """What a command left behind."""

    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Done]


@pytest.fixture
def book(tmp_path: Path) -> Book:
    book = Book(tmp_path / "faq")
    book.write("emergencies.toml", EMERGENCIES)
    book.write("wording.toml", (CONTENT / "wording.toml").read_bytes())
    return book


@pytest.fixture
def flask(book: Book) -> Run:
    """Run a flask command on the book, as the flask program does."""

    def run(*arguments: str, **settings: str) -> Done:
        app = create_app({"FLASK_RUN_FROM_CLI": "true", "FAQ_DIR": str(book.folder), **settings})
        result = app.test_cli_runner().invoke(app.cli, arguments)
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return Done(result.exit_code, result.stdout, result.stderr)

    return run


def test_the_clinics_own_book_has_no_error_in_its_files() -> None:
    """The real program on the real articles; what the answerer makes of them is tested with the answerer."""
    environ = {**os.environ, "FLASK_APP": "app"}
    articles = [str(path) for path in sorted((ROOT / "faq" / "articles").glob("*.md"))]
    command = [sys.executable, "-m", "flask", "faq", "check", *articles]
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout
    assert " articles, " in done.stdout.splitlines()[-1]
    assert ": 0 errors, " in done.stdout.splitlines()[-1]


def test_a_broken_article_is_named_and_the_exit_code_is_1(book: Book, flask: Run) -> None:
    book.edit("people.[^1]", "people.[^3]")
    book.edit("## Key takeaway", "## Key takeaways")
    done = flask("faq", "check")
    assert done.returncode == 1
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert lines[0] == "Not ready to be published: 1 error."
    assert lines[2] == (
        "faq/articles/x.md:14: footnote [^3] is used but not defined. "
        'Add "[^3]: Author. Title. Journal. Year. https://..." at the end of the file.'
    )
    assert lines[4] == "Warnings, what the files say (2):"
    assert lines[-1] == "1 article, 0 sections: 1 error, 2 warnings"


def test_three_warnings_of_a_kind_are_shown_unless_all_are_asked_for(book: Book, flask: Run) -> None:
    for name in ("one", "two", "three", "four", "five"):
        text = GOOD.replace("Does the treatment work?", f"Is {name} enough?").replace(
            " https://doi.org/10.1000/182", ""
        )
        book.write(f"articles/{name}.md", text.replace("also_asked:\n  what-did-the-trial-find: [did it work]\n", ""))
    told = flask("faq", "check").stdout
    assert "Warnings, references (5):" in told
    assert "and 2 more: flask faq check --all" in told
    assert told.count("there is no address") == 3
    assert flask("faq", "check", "--all").stdout.count("there is no address") == 5


def test_a_warning_changes_the_exit_code_only_when_asked(book: Book, flask: Run) -> None:
    article = str(book.folder / "articles" / "x.md")
    book.edit("## Key takeaway", "## Key takeaways")
    assert flask("faq", "check", article).returncode == 0
    assert flask("faq", "check", article, "--strict").returncode == 1
    assert flask("faq", "check", article).stdout.endswith("1 article, 4 sections: 0 errors, 2 warnings\n")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["no-such-file.md"], "no-such-file.md"),
        (["--format", "xml"], "xml"),
        (["--colour"], "--colour"),
        (["CHANGELOG.md", "app.py"], "app.py is neither an article (.md) nor a list (.toml)."),
    ],
)
def test_wrong_use_gives_2(flask: Run, arguments: list[str], says: str) -> None:
    done = flask("faq", "check", *arguments)
    assert done.returncode == 2
    assert says in done.stderr


def test_json_is_for_programs(book: Book, flask: Run) -> None:
    book.edit("people.[^1]", "people.[^3]")
    done = flask("faq", "check", "--format", "json")
    assert done.returncode == 1
    told = json.loads(done.stdout)
    assert told["problems"][0] == {
        "file": "faq/articles/x.md",
        "line": 14,
        "message": "footnote [^3] is used but not defined.",
        "remedy": 'Add "[^3]: Author. Title. Journal. Year. https://..." at the end of the file.',
        "level": "error",
        "kind": "",
    }
    assert (told["articles"], told["errors"]) == (1, 1)


def test_annotations_are_for_the_code_host(book: Book, flask: Run) -> None:
    book.edit("people.[^1]", "people.[^3]")
    done = flask("faq", "check", "--format", "github")
    assert done.stdout.startswith("::error file=faq/articles/x.md,line=14::footnote [^3] is used but not defined. Add ")


def test_annotations_escape_what_would_end_them() -> None:
    problem = Problem("a,b:c.md", 1, "50% is\nnew.", "Check it.", Level.WARNING)
    report = Checked((problem,), 1, 2, ("A note.",))
    assert FORMATS["github"](report, False).splitlines() == [
        "::warning file=a%2Cb%3Ac.md,line=1::50%25 is%0Anew. Check it.",
        "A note.",
        "1 article, 2 sections: 0 errors, 1 warning",
    ]


def test_it_runs_when_a_setting_is_broken_too(flask: Run) -> None:
    assert flask("faq", "check", PORT="many").stdout


def test_the_real_program_names_a_broken_article(book: Book) -> None:
    book.edit("people.[^1]", "people.[^3]")
    environ = {**os.environ, "FLASK_APP": "app", "FAQ_DIR": str(book.folder)}
    command = [sys.executable, "-m", "flask", "faq", "check"]
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.splitlines()[2].startswith("faq/articles/x.md:14: footnote [^3] is used but not defined.")


class TestNew:
    """`flask faq new "Title"`."""

    def test_a_new_article_has_everything_but_the_words(self, book: Book, flask: Run) -> None:
        done = flask("faq", "new", "What is it: a patient's guide?")
        path = book.folder / "articles" / "what-is-it-a-patients-guide.md"
        assert done.returncode == 0
        assert done.stdout == f'{path} is written. Fill in every "FILL IN", then run: flask faq check {path}\n'
        checked = flask("faq", "check", str(path))
        assert checked.returncode == 1
        problems = [line for line in checked.stdout.splitlines() if ".md:" in line]
        assert len(problems) >= 9
        assert all('here stands "FILL IN".' in line for line in problems)

    def test_a_new_article_is_a_draft_and_stops_nobody(self, flask: Run) -> None:
        flask("faq", "new", "Is it dear?")
        done = flask("faq", "check")
        errors = done.stdout.partition("Warnings, ")[0]
        assert "is-it-dear.md" not in errors
        assert 'is-it-dear.md:3: here stands "FILL IN".' in done.stdout

    def test_filled_in_it_can_be_published(self, book: Book, flask: Run) -> None:
        flask("faq", "new", "Is it dear?")
        path = book.folder / "articles" / "is-it-dear.md"
        lines = path.read_text("utf-8").splitlines()
        places = {"evidence:": "evidence: early", "  fill-in": "  who-pays:", "    - ": "    - who will pay for it"}
        places |= {
            "## FILL": "## Who pays?",
            "### FILL": "### Is there help?",
            "[^1]: ": "[^1]: Lee A. Costs. https://doi.org/10.1000/1",
        }
        for number, line in enumerate(lines):
            start = next((start for start in places if line.startswith(start)), None)
            lines[number] = places[start] if start else line.replace("FILL IN", "It costs nothing:")
        text = (
            "\n".join(lines)
            .replace("summary: It costs nothing:", "summary: Who pays.")
            .replace("draft #", "published #")
        )
        path.write_text(text, "utf-8")
        done = flask("faq", "check", str(path))
        assert done.returncode == 0
        assert done.stdout.endswith("1 article, 4 sections: 0 errors, 0 warnings\n")

    def test_nothing_is_overwritten(self, book: Book, flask: Run) -> None:
        path = book.write("articles/is-it-dear.md", "mine")
        done = flask("faq", "new", "Is it dear?")
        assert done.returncode == 1
        assert done.stderr == f"Error: {path} exists already, and is left as it is. Choose another title.\n"
        assert path.read_text("utf-8") == "mine"

    @pytest.mark.parametrize(
        ("arguments", "code", "says"),
        [
            ([], 2, "Missing argument 'TITLE'"),
            (["???"], 2, "The title has no letters."),
            (["Hello", "--out", "no/such/folder/hello.md"], 1, "cannot be written: No such file or directory."),
        ],
    )
    def test_wrong_use_is_told(self, flask: Run, arguments: list[str], code: int, says: str) -> None:
        done = flask("faq", "new", *arguments)
        assert done.returncode == code
        assert says in done.stderr

    def test_it_can_be_written_elsewhere(self, tmp_path: Path, flask: Run) -> None:
        out = tmp_path / "my-draft.md"
        assert flask("faq", "new", "Hello", "--out", str(out)).returncode == 0
        assert out.read_text("utf-8").startswith('---\ntitle: "Hello"\n')
