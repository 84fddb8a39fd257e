"""Settings: what an operator can write, and what is said when it is wrong."""

from dataclasses import Field, fields
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from app import create_app
from settings import Settings, read_settings

KEY = "a-key-of-thirty-two-characters!!"


def problems(**environ: str) -> tuple[str, ...]:
    """What stops the start, a line for each bad setting."""
    with pytest.raises(RuntimeError) as caught:
        create_app(environ)
    return tuple(str(caught.value).splitlines())


NUMBERS = {"EMERGENCY_NUMBER": "112", "CRISIS_NUMBER": "116 123", "TEAM_PHONE": "030 1234", "CLINIC_PHONE": "030 1"}
"""Set where a warning of something else is looked for."""


def test_nothing_set_gives_a_site_that_runs() -> None:
    settings = read_settings({})
    assert (settings.port, settings.web_concurrency, settings.threads) == (8000, 2, 32)
    assert settings.rate_limit == "30/minute"
    assert not settings.journal
    assert read_settings(NUMBERS).warnings == ()


@pytest.mark.parametrize(
    ("environ", "listens_on"),
    [
        ({}, "127.0.0.1:8000"),
        ({"PORT": "9000"}, "0.0.0.0:9000"),
        ({"PORT": "9000", "BIND": "127.0.0.1"}, "127.0.0.1:9000"),
        ({"BIND": "::"}, "[::]:8000"),
    ],
)
def test_only_a_platform_that_sets_a_port_is_listened_to_from_everywhere(
    environ: dict[str, str], listens_on: str
) -> None:
    assert read_settings(environ).listens_on == listens_on


def test_every_setting_can_be_set() -> None:
    good = {
        "PORT": "9000",
        "BIND": "::1",
        "WEB_CONCURRENCY": "4",
        "THREADS": "8",
        "SITE_NAME": "Ask us",
        "CLINIC_NAME": "St Anna",
        "CLINIC_URL": "https://clinic.example",
        "CLINIC_PHONE": "+49 (0)30 123-456",
        "TEAM_PHONE": "030 1234",
        "EMERGENCY_NUMBER": "112",
        "CRISIS_NUMBER": "116 123",
        "SUPPORT_PHONE": "030 5678",
        "LANGUAGES": "en, es",
        "CAUTION": "HIGH",
        "MAX_PASSAGES": "2",
        "STALE_AFTER_DAYS": "90",
        "TRUSTED_HOSTS": "faq.example.org,.clinic.example",
        "TRUSTED_PROXIES": "1",
        "EMBED_ORIGINS": "https://www.clinic.example",
        "SECRET_KEY": KEY,
        "SECRET_KEY_OLD": f"{KEY} of old",
        "STAFF_PASSWORD": "a long pass phrase",
        "RATE_LIMIT": "off",
        "REDIS_URL": "redis://127.0.0.1:6379/0",
        "JOURNAL": "on",
        "DATABASE_URL": "postgresql://faq:pw@127.0.0.1/faq",
        "RETENTION_DAYS": "365",
        "METRICS_TOKEN": KEY,
        "LOG_LEVEL": "warning",
        "FAQ_DIR": "faq",
        "SEMANTIC_MODEL": "faq",
    }
    settings = read_settings(good)
    assert set(good) == {row.name.upper() for row in fields(Settings) if row.metadata}, "a setting is missing here"
    assert settings.problems == ()
    assert settings.caution == "high"
    assert settings.languages == ("en", "es")
    assert settings.trusted_hosts == ("faq.example.org", ".clinic.example")
    assert settings.rate_limit == ""
    assert settings.journal
    assert settings.faq_dir == Path("faq")
    assert settings.semantic_model == Path("faq")


def test_every_bad_value_is_named_at_once_with_what_is_allowed() -> None:
    lines = problems(PORT="80x", TRUSTED_PROXIES="-1", SECRET_KEY="short", DATABASE_URL="mysql://u:pw@h/d")
    assert len(lines) == 4
    assert lines[0] == "PORT='80x' is not allowed. Allowed: a whole number from 1 to 65535."
    assert all("Allowed: " in line for line in lines)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "８０００"),
        ("WEB_CONCURRENCY", "two"),
        ("THREADS", "1"),
        ("SITE_NAME", "x" * 61),
        ("CLINIC_NAME", "a\nb"),
        ("CLINIC_URL", "clinic.example"),
        ("CLINIC_URL", "javascript:alert(1)"),
        ("CLINIC_PHONE", "call us"),
        ("EMERGENCY_NUMBER", "1"),
        ("LANGUAGES", "english"),
        ("LANGUAGES", ","),
        ("CAUTION", "medium"),
        ("MAX_PASSAGES", "0"),
        ("STALE_AFTER_DAYS", "-1"),
        ("TRUSTED_HOSTS", "https://faq.example.org"),
        ("EMBED_ORIGINS", "https://clinic.example/page"),
        ("EMBED_ORIGINS", "*"),
        ("STAFF_PASSWORD", "short"),
        ("RATE_LIMIT", "30 per minute"),
        ("RATE_LIMIT", "0/minute"),
        ("REDIS_URL", "redis://"),
        ("REDIS_URL", "redis://host:port/0"),
        ("JOURNAL", "yes"),
        ("RETENTION_DAYS", "366"),
        ("METRICS_TOKEN", "token"),
        ("LOG_LEVEL", "loud"),
        ("FAQ_DIR", "no-such-folder"),
    ],
)
def test_a_bad_value_stops_the_start(name: str, value: str) -> None:
    (line,) = problems(**{name: value, "SECRET_KEY": KEY})
    assert line.startswith(f"{name}=")
    assert "Allowed: " in line


def test_a_secret_is_never_printed() -> None:
    lines = "\n".join(problems(SECRET_KEY="hunter2", DATABASE_URL="mysql://user:hunter2@host/d?password=hunter2"))
    assert "hunter2" not in lines
    assert "(hidden, 7 characters)" in lines
    assert "'mysql://***@host/d'" in lines


@pytest.mark.parametrize("shared", [{"REDIS_URL": "redis://host"}, {"DATABASE_URL": "postgres://u@host/d"}])
def test_machines_that_share_need_a_key(shared: dict[str, str]) -> None:
    (line,) = problems(**shared)
    assert line.startswith("SECRET_KEY is not set.")
    assert read_settings(shared | {"SECRET_KEY": KEY}).secret_key == KEY


def test_a_secret_can_come_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(f"{KEY}\n")
    assert read_settings({"SECRET_KEY_FILE": str(tmp_path / "key")}).secret_key == KEY
    (line,) = problems(SECRET_KEY_FILE=str(tmp_path / "gone"))
    assert line.startswith("SECRET_KEY_FILE=")
    (line,) = problems(SECRET_KEY_FILE=str(tmp_path / "key"), SECRET_KEY=KEY)
    assert line == "SECRET_KEY and SECRET_KEY_FILE are both set. Set one of them."


@pytest.mark.parametrize(
    ("typed", "likely"),
    [
        ("PROT", "PORT"),
        ("TRUSTED_HOST", "TRUSTED_HOSTS"),
        ("EMERGENCY_NUMER", "EMERGENCY_NUMBER"),
        ("RATELIMIT", "RATE_LIMIT"),
        ("secret_key", "SECRET_KEY"),
        ("SECRET_KEY_FIEL", "SECRET_KEY_FILE"),
    ],
)
def test_a_misspelt_name_is_warned_about(typed: str, likely: str) -> None:
    assert read_settings({typed: "1"} | NUMBERS).warnings == (f"{typed} is no setting. Did you mean {likely}?",)


def test_what_other_programs_set_is_left_alone() -> None:
    others = ("PATH", "HOME", "LANG", "LANGUAGE", "PGPORT", "HOSTNAME", "PYTHONPATH", "GUNICORN_CMD_ARGS", "DYNO")
    assert read_settings(dict.fromkeys(others, "1") | NUMBERS).warnings == ()


def test_flask_settings_shows_where_a_value_comes_from(tmp_path: Path) -> None:
    found = read_settings({"PORT": "80x", "SECRET_KEY": KEY, "STAFF_PASSWORD_FILE": "/run/pass", "PROT": "1"})
    rows = {row.split()[0]: row.splitlines()[0].split(maxsplit=1)[1] for row in found.described}
    assert rows["PORT"] == "'80x'  [PORT]"
    assert rows["SECRET_KEY"] == "(hidden, 32 characters)  [SECRET_KEY]"
    assert rows["STAFF_PASSWORD"] == "(in /run/pass)  [STAFF_PASSWORD_FILE]"
    assert rows["THREADS"] == "32  [default]"
    assert rows["CLINIC_NAME"] == "(empty)  [default]"
    assert found.warnings
    assert len(found.problems) == 2


def test_the_command_prints_problems_and_exits_with_1() -> None:
    done = flask_settings({"PORT": "80x", "PROT": "1"})
    assert done.exit_code == 1
    assert "THREADS            32  [default]" in done.stdout
    assert "PORT='80x' is not allowed." in done.stderr
    assert "Did you mean PORT?" in done.stderr
    assert flask_settings({}).exit_code == 0


def flask_settings(environ: dict[str, str]) -> Result:
    app = create_app(environ | {"FLASK_RUN_FROM_CLI": "true"})
    return app.test_cli_runner().invoke(app.cli, ["settings"])


def test_the_operating_guide_holds_the_same_table() -> None:
    guide = (Path(__file__).parent.parent / "docs" / "operating.md").read_text(encoding="utf-8")
    table = [line_of_the_guide(row) for row in fields(Settings) if row.metadata]
    assert "\n".join(["|---|---|---|---|", *table, ""]) in guide, "\n".join(table)


def line_of_the_guide(row: Field[Any]) -> str:
    name, kind = row.name.upper(), row.metadata["kind"]
    default = f"`{kind.write(row.default)}`" if kind.write(row.default) else "empty"
    secret = f" Secret: may be given as a file with `{name}_FILE`." if kind.secret else ""
    return f"| `{name}` | {default} | {row.metadata['help']}{secret} | {kind.allowed} |"


@pytest.mark.parametrize("name", NUMBERS)
def test_each_number_that_a_card_lacks_is_warned_about_once(name: str) -> None:
    rest = {other: number for other, number in NUMBERS.items() if other != name}
    assert read_settings(rest).warnings == (
        f"{name} is not set. The cards for emergencies name it in words, without a number to call.",
    )


@pytest.mark.parametrize("platform", ["DYNO", "RENDER", "FLY_APP_NAME"])
def test_a_journal_on_a_disk_that_vanishes_is_warned_about(platform: str) -> None:
    (warning,) = read_settings({platform: "x", "JOURNAL": "on"} | NUMBERS).warnings
    assert platform in warning
    assert "DATABASE_URL" in warning
    kept = {"DATABASE_URL": "postgres://h/d", "SECRET_KEY": "a key that is long enough"}
    assert read_settings({platform: "x", "JOURNAL": "on"} | NUMBERS | kept).warnings == ()
    assert read_settings({platform: "x"} | NUMBERS).warnings == ()
    assert read_settings({"JOURNAL": "on"} | NUMBERS).warnings == ()
    assert read_settings({platform: "x", "JOURNAL": "on"} | NUMBERS).warnings == (warning,)


def test_one_bad_setting_does_not_change_the_good_ones() -> None:
    found = read_settings({"PORT": "80x", "SITE_NAME": "Ask us"})
    assert (found.site_name, found.port, len(found.problems)) == ("Ask us", 8000, 1)
