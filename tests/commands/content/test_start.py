"""The first day: `flask faq start`, from an empty folder to an answer."""

import resource
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from app import create_app

Run = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "northside"


@pytest.fixture
def flask(folder: Path) -> Run:
    def run(*arguments: str) -> Result:
        app = create_app(
            {"FLASK_RUN_FROM_CLI": "true", "FAQ_DIR": str(folder)}
            if folder.exists()
            else {"FLASK_RUN_FROM_CLI": "true"}
        )
        return app.test_cli_runner().invoke(app.cli, arguments)

    return run


def fill_in(folder: Path) -> None:
    article = folder / "articles" / "about-our-clinic.md"
    text = article.read_text("utf-8").replace("FILL IN", "Call 020 5550 0199.")
    article.write_text(text.replace("status: draft #", "status: published #"), "utf-8")


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_check_of_a_new_folder_names_only_what_is_to_be_filled_in(folder: Path, flask: Run, lang: str) -> None:
    assert flask("faq", "start", str(folder), "--clinic", "Northside", "--lang", lang).exit_code == 0
    told = flask("faq", "check")
    assert told.exit_code == 1
    lines = told.output.splitlines()
    assert lines[0].startswith("Not ready to be published: 3 places to fill in")
    named = [line for line in lines if ".md:" in line or ".toml:" in line]
    assert len(named) == 4, named
    assert all("articles/about-our-clinic.md:" in line for line in named)


@pytest.mark.parametrize(
    ("lang", "asked", "section"),
    [
        ("en", "when are you open", "about-our-clinic#when-are-you-open"),
        ("es", "cuál es su horario", "about-our-clinic#cuál-es-su-horario"),
    ],
)
def test_a_new_folder_is_served_at_once_and_answers_once_it_is_filled_in(
    folder: Path, flask: Run, lang: str, asked: str, section: str
) -> None:
    flask("faq", "start", str(folder), "--clinic", "Northside", "--lang", lang)
    site = create_app({"FAQ_DIR": str(folder), "RATE_LIMIT": "off", "LANGUAGES": f"{lang}"}).test_client()
    start = site.get("/")
    assert start.status_code == 200
    assert "CAR-T" not in start.text
    asking = {"question": asked}
    reply = site.post("/api/ask", json=asking).get_json()
    assert reply["passages"] == [], "a place to fill in is never an answer"
    assert "FILL IN" not in site.post("/ask", data=asking).text

    fill_in(folder)
    checked = flask("faq", "check")
    assert checked.exit_code == 0, checked.output
    assert checked.output.startswith("Ready to be published.")
    site = create_app({"FAQ_DIR": str(folder), "RATE_LIMIT": "off", "LANGUAGES": f"{lang}"}).test_client()
    reply = site.post("/api/ask", json=asking).get_json()
    assert reply["passages"][0]["id"] == section
    assert "Northside" in site.get("/articles/about-our-clinic").text


def test_a_folder_with_files_in_it_is_left_as_it_is(folder: Path, flask: Run) -> None:
    folder.mkdir()
    (folder / "mine.txt").write_text("mine", "utf-8")
    told = flask("faq", "start", str(folder), "--clinic", "Northside")
    assert told.exit_code == 1
    assert "is not empty, and is left as it is. Name a new folder." in told.output
    assert [path.name for path in folder.iterdir()] == ["mine.txt"]


def test_a_language_that_the_page_does_not_speak_is_refused(folder: Path, flask: Run) -> None:
    told = flask("faq", "start", str(folder), "--clinic", "Northside", "--lang", "fr")
    assert told.exit_code == 2
    assert "'en', 'es'" in told.output
    assert not folder.exists()


def test_a_disk_without_room_is_named(folder: Path, flask: Run) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    try:
        told = flask("faq", "start", str(folder), "--clinic", "Northside")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert told.exit_code == 1
    assert told.output == f"Error: {folder} cannot be written: File too large.\n"
