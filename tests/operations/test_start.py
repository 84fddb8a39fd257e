"""Starting: what an operator sees when it works, and when something is wrong (A4, A19)."""

import json
import subprocess
from pathlib import Path

import pytest

from benchmarks.serving import ROOT, command, environment, fetched, free_port, until
from tests.operations.conftest import PLAIN, Serve


def started(**settings: str) -> subprocess.CompletedProcess[str]:
    """Start a site that should not start, and give what it said."""
    return subprocess.run(
        command(),
        cwd=ROOT,
        env=environment(**(PLAIN | {"PORT": str(free_port())} | settings)),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_every_bad_setting_is_named_before_anything_starts() -> None:
    done = started(PORT="80x", TRUSTED_PROXIES="many", SECRET_KEY="short", DATABASE_URL="oracle://u:pass@h/d")
    assert done.returncode == 1
    lines = done.stderr.strip().splitlines()
    assert [line.partition("=")[0] for line in lines] == ["PORT", "TRUSTED_PROXIES", "SECRET_KEY", "DATABASE_URL"]
    assert all("Allowed: " in line for line in lines)
    assert "pass" not in done.stderr.replace("not allowed", "")
    assert done.stdout == "", "no worker was started"


def test_a_broken_article_stops_the_start_with_the_lines_of_the_check(book: Path) -> None:
    article = book / "articles" / "til-therapy-melanoma.md"
    article.write_text(article.read_text(encoding="utf-8") + "\nA figure.[^nobody]\n", encoding="utf-8")
    done = started(FAQ_DIR=str(book))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    check = subprocess.run(
        ["flask", "faq", "check"],
        cwd=ROOT,
        env=environment(FAQ_DIR=str(book)),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert check.returncode == 1, "the tool that mends it still runs"
    (problem,) = [line for line in done.stderr.splitlines() if "til-therapy-melanoma.md:" in line]
    assert problem.removeprefix("Error: ") in check.stdout + check.stderr


@pytest.mark.parametrize("settings", [{"PORT": "80x"}, {"CAUTION": "none"}])
def test_flask_settings_runs_when_a_setting_is_bad(settings: dict[str, str]) -> None:
    done = subprocess.run(
        ["flask", "settings"], cwd=ROOT, env=environment(**settings), capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert f"{next(iter(settings))}=" in done.stderr
    assert "SITE_NAME" in done.stdout


def test_a_site_starts_with_nothing_set_and_says_where_it_is(serve: Serve) -> None:
    site = serve(PROT="8001")
    lines = [json.loads(line)["message"] for line in site.lines()]
    assert f"Patient FAQ is ready: {site.url}" in lines
    assert "PROT is no setting. Did you mean PORT?" in lines
    assert any(line.startswith("SECRET_KEY is not set: made one at random.") for line in lines)
    until(lambda: len(site.workers()) == 2)


def test_no_platform_can_switch_on_a_log_of_paths_and_addresses(serve: Serve) -> None:
    """Heroku does it with this very variable."""
    site = serve(GUNICORN_CMD_ARGS="--access-logfile -")
    assert fetched(f"{site.url}/articles/?zebrafinch7731") == 200
    assert "zebrafinch7731" not in "".join(site.lines())
    assert "127.0.0.1 - -" not in "".join(site.lines())
