"""The commands of the project, as somebody types them."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.serving import ROOT, environment, fetched, free_port

pytestmark = pytest.mark.operations


def make(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", *arguments], cwd=ROOT, env=environment(**settings), capture_output=True, text=True, check=False
    )


def test_make_alone_says_what_there_is() -> None:
    done = make()
    assert done.returncode == 0
    assert {"run", "test", "check", "bench", "lock"} <= {line.split()[1] for line in done.stdout.splitlines()}


def test_make_run_installs_the_hashed_lock_and_starts_what_the_procfile_says() -> None:
    plan = make("--dry-run", "--always-make", "run").stdout
    assert "-m venv .venv" in plan
    assert "--no-deps --require-hashes -r requirements.txt" in plan
    assert "pip --quiet --disable-pip-version-check check" in plan
    assert "sed -n 's/^web: //p' Procfile" in plan


def test_make_test_says_first_what_it_will_do_and_how_long() -> None:
    said = make("say-test").stdout
    assert "Runs every test, as many side by side as there are cores: about 12 minutes" in said
    assert "Runs the tests of tests/faq, one after another." in make("say-test", "TESTS=tests/faq").stdout
    plan = make("--dry-run", "test").stdout
    assert plan.index("Runs every test") < plan.index("-m pytest")
    assert make("--dry-run", "test", "TESTS=tests/faq").stdout.rstrip().endswith("-m pytest tests/faq")


def test_make_test_and_check_need_the_whole_lock() -> None:
    plan = make("--dry-run", "--always-make", "test", "check").stdout
    assert "--no-deps --require-hashes -r requirements-dev.txt" in plan
    tests = ('not operations" --cov', "browser or operations")
    for tool in (*tests, "ruff check", "ruff format --check", "mypy", "bandit", "flask faq check"):
        assert tool in plan


def test_without_a_python_make_says_what_to_install(tmp_path: Path) -> None:
    for name in ("Makefile", "requirements.txt", "Procfile"):
        shutil.copy(ROOT / name, tmp_path)
    done = subprocess.run(
        ["make", "run", "PYTHON="], cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert "apt-get install python3 python3-venv" in done.stderr


@pytest.mark.skipif(Path(sys.prefix) != ROOT / ".venv", reason="needs the environment that make made")
def test_make_run_serves_where_port_says_and_tells_the_address(tmp_path: Path) -> None:
    port = free_port()
    with (tmp_path / "said").open("wb") as said:
        running = subprocess.Popen(
            ["make", "run"], cwd=ROOT, env=environment(PORT=str(port)), stdout=said, stderr=said, start_new_session=True
        )
    try:
        for _ in range(1200):
            if fetched(f"http://127.0.0.1:{port}/readyz") == 200:
                break
            time.sleep(0.05)
        assert fetched(f"http://127.0.0.1:{port}/") == 200
        plain = [line for line in (tmp_path / "said").read_text(encoding="utf-8").splitlines() if line[:1] != "{"]
        assert plain[-1] == f"Patient FAQ starts. Open http://127.0.0.1:{port} (Ctrl-C stops it)."
    finally:
        os.killpg(running.pid, signal.SIGTERM)
        running.wait(40)
