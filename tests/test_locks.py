"""The locks install on any day, whatever else the package index offers on that day."""

import hashlib
import os
import re
import subprocess
import sys
import zipfile
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from benchmarks.serving import ROOT, environment

SERVING = (ROOT / "requirements.txt").read_text(encoding="utf-8")


def wheel(index: Path, name: str, version: str, *about: str) -> str:
    """Put a package without any code into an index, and return the hash that a lock needs."""
    path = index / f"{name}-{version}-py3-none-any.whl"
    inside = f"{name}-{version}.dist-info"
    head = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}", *about]
    kind = ["Wheel-Version: 1.0", "Generator: test", "Root-Is-Purelib: true", "Tag: py3-none-any"]
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{inside}/METADATA", "\n".join([*head, ""]))
        archive.writestr(f"{inside}/WHEEL", "\n".join([*kind, ""]))
        archive.writestr(f"{inside}/RECORD", "")
    return f"--hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """An index on which a newer `measured` has appeared since the lock was written; `plugin` needs an extra of it."""
    index = tmp_path / "index"
    index.mkdir()
    locked = wheel(index, "measured", "1.0", "Provides-Extra: toml")
    plugin = wheel(index, "plugin", "1.0", "Requires-Dist: measured[toml]>=1.0")
    (tmp_path / "bare.txt").write_text(f"measured==1.0 {locked}\nplugin==1.0 {plugin}\n", "utf-8")
    (tmp_path / "extras.txt").write_text(f"measured[toml]==1.0 {locked}\nplugin==1.0 {plugin}\n", "utf-8")
    wheel(index, "measured", "1.1", "Provides-Extra: toml")
    return index


def install(index: Path, lock: str, *options: str) -> subprocess.CompletedProcess[str]:
    """Let pip say what it would install from this index alone."""
    pip = [sys.executable, "-m", "pip", "--isolated", "install", "--dry-run", "--ignore-installed"]
    command = [*pip, *options, "--no-index", "--find-links", str(index), "-r", str(index.parent / lock)]
    told = environment(PIP_CONFIG_FILE=os.devnull)
    return subprocess.run(command, env=told, capture_output=True, text=True, check=False)


def make_installs(lock: str) -> list[str]:
    """Return the options with which `make` installs a lock."""
    plan = subprocess.run(
        ["make", "--dry-run", "--always-make", "test", "run"],
        cwd=ROOT, env=environment(), capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    line = next(line for line in plan.splitlines() if line.endswith(f"-r {lock}"))
    return line.partition(" install ")[2].removesuffix(f"-r {lock}").split()


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_make_installs_what_is_locked_though_something_newer_is_on_offer(index: Path, lock: str) -> None:
    done = install(index, "bare.txt", *make_installs(lock))
    assert done.returncode == 0, done.stderr
    assert "Would install measured-1.0 plugin-1.0" in done.stdout


def test_a_lock_that_names_extras_survives_a_platform_that_resolves(index: Path) -> None:
    """Without `[toml]` in its first line pip 23 looks for `measured[toml]` anew, finds 1.1 and stops."""
    done = install(index, "extras.txt", "--require-hashes")
    assert done.returncode == 0, done.stderr
    assert "Would install measured-1.0 plugin-1.0" in done.stdout


def test_no_package_that_serves_needs_an_extra_of_another() -> None:
    """So a platform that types `pip install -r requirements.txt` by itself has nothing to resolve."""
    for name in re.findall(r"^([a-z0-9.-]+)==", SERVING, re.M):
        try:
            needs = [Requirement(line) for line in requires(name) or []]
        except PackageNotFoundError:
            continue  # for another system or another Python
        wanted = [
            str(need) for need in needs if need.extras and (not need.marker or need.marker.evaluate({"extra": ""}))
        ]
        assert not wanted, f"{name} needs {wanted}"


def test_nobody_is_told_to_install_the_lock_in_another_way() -> None:
    names = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    for name in names:
        if not name.startswith(("tests/", "requirements")) and name != "CHANGELOG.md":
            for line in (ROOT / name).read_text("utf-8", errors="replace").splitlines():
                assert "pip install" not in line or "-r requirements" not in line or "--no-deps" in line, (
                    f"{name}: {line}"
                )
