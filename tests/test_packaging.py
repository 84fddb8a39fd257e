"""What is installed: locks with versions and hashes, a licence for each package, what a platform needs to serve."""

import re
import tomllib

import pytest

from tests.conftest import ROOT


def pinned(lock: str) -> set[str]:
    return set(re.findall(r"^([a-z0-9][a-z0-9.-]*)(?:\[[a-z0-9,-]+\])?==", lock, re.M))


def direct(names: list[str]) -> set[str]:
    found = (re.match(r"[A-Za-z0-9_.-]+", name) for name in names)
    return {re.sub(r"[-_.]+", "-", match.group().lower()) for match in found if match}


SERVED = re.compile(r"^[a-z0-9.-]+==[^ ;]+", re.M)
LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-audit.txt", "requirements-semantic.txt")


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_versions_and_hashes_and_no_addresses(name: str) -> None:
    lock = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in lock
    assert "--index" not in lock
    entries = re.split(r"\n(?=\S)", lock.strip())
    assert len(entries) >= 1
    for entry in entries:
        assert re.match(r"[a-z0-9][a-z0-9.-]*(\[[a-z0-9,-]+\])?==\S+", entry), entry.partition("\n")[0]
        assert "--hash=sha256:" in entry, entry.partition("\n")[0]


def test_the_audits_lock_has_no_addresses_either() -> None:
    lock = (ROOT / "audit" / "package-lock.json").read_text(encoding="utf-8")
    assert '"integrity": "sha512-' in lock
    assert "://" not in lock
    assert '"resolved"' not in lock


def test_locks_hold_every_direct_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    serving = direct([*project["project"]["dependencies"], *extras["redis"], *extras["postgres"]])
    working = serving | direct([*extras["bench"], *extras["semantic"], *project["dependency-groups"]["dev"]])
    serve_lock, dev_lock = (pinned((ROOT / name).read_text(encoding="utf-8")) for name in LOCKS[:2])
    assert serving <= serve_lock
    assert working <= dev_lock
    assert serve_lock <= dev_lock
    semantic_lock = (ROOT / "requirements-semantic.txt").read_text(encoding="utf-8")
    assert set(SERVED.findall((ROOT / "requirements.txt").read_text(encoding="utf-8"))) <= set(
        SERVED.findall(semantic_lock)
    )
    assert direct(extras["semantic"]) <= pinned(semantic_lock) <= dev_lock


def test_nothing_beside_the_lock_confuses_a_platform() -> None:
    """Heroku refuses requirements.txt beside uv.lock; Pipfile and poetry.lock compete with it too."""
    assert not [name for name in ("uv.lock", "Pipfile", "poetry.lock") if (ROOT / name).exists()]
    assert (ROOT / ".python-version").read_text(encoding="utf-8").strip() == "3.11"


def test_the_procfile_says_how_it_is_released_and_served() -> None:
    lines = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text(encoding="utf-8").splitlines())
    assert lines == {"release": "flask release", "web": 'gunicorn "app:create_app()"'}


def test_the_licence_of_every_package_is_listed() -> None:
    listed = set(re.findall(r"^\| ([a-z0-9.-]+) \|", (ROOT / "docs" / "licences.md").read_text(encoding="utf-8"), re.M))
    locks = ("requirements.txt", "requirements-semantic.txt")
    for lock in locks:
        assert pinned((ROOT / lock).read_text(encoding="utf-8")) <= listed, "bin/licences > docs/licences.md"


def test_every_package_we_ask_for_says_what_it_is_for_and_what_would_replace_it() -> None:
    page = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8").partition("## What we asked for")[2]
    explained = set(re.findall(r"^\| ([a-z0-9.-]+) \| [^|]+ \| [^|]+ \|$", page, re.M)) - {"package"}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    asked = (*project["dependencies"], *extras["redis"], *extras["postgres"], *extras["semantic"])
    assert explained == {re.split(r"[\[<>=]", line)[0].replace(".", "-") for line in asked}
