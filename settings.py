"""Every setting an operator can make, in one frozen table: name, type, default, one sentence, secret or not.

A setting is an environment variable with the upper-case name of the field: `SITE_NAME` is `site_name`.
Only app.py and gunicorn.conf.py import this module; everything else is handed values.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import Field, dataclass, field, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from settings_kinds import (
    FOLDER,
    KEY,
    NETWORK_ADDRESS,
    PASSWORD,
    RATE,
    SWITCH,
    TELEPHONE,
    SettingKind,
    address,
    choice,
    lines_of,
    one_line,
    whole,
)

HOST = r"\.?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d+)?|\[[0-9a-f:]+\]"
ORIGIN = r"https?://[a-z0-9-]+(\.[a-z0-9-]+)*(:\d+)?"
FAQ = Path("faq")
NOT_OURS = frozenset({"LANGUAGE", "PGPORT"})
"""Names that other programs use and that only look like a setting's."""

CARD_NUMBERS = ("EMERGENCY_NUMBER", "CRISIS_NUMBER", "TEAM_PHONE", "CLINIC_PHONE")
"""The numbers that a site in use should have; without them a card can only say whom to call."""

VANISHING = ("DYNO", "RENDER", "FLY_APP_NAME")
"""Variables set by platforms whose disk is empty again after each restart: Heroku, Render, Fly.io."""


KEY_MISSING = (
    "SECRET_KEY is not set. With REDIS_URL or a PostgreSQL DATABASE_URL every machine needs the same one: "
    "at least 16 characters, for example from: openssl rand -hex 32"
)


def _row(kind: SettingKind, default: Any, sentence: str) -> Any:
    """Make one row of the table; the field's annotation is what `kind` reads."""
    return field(default=default, metadata={"kind": kind, "help": sentence})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The table. Each row: what it accepts, its default, what it does."""

    port: int = _row(whole(1, 65535), 8000, "The port the site is served on.")
    bind: str = _row(
        NETWORK_ADDRESS, "", "The address the site listens on; empty: 0.0.0.0 where PORT is set, otherwise 127.0.0.1."
    )
    web_concurrency: int = _row(whole(1, 64), 2, "How many worker processes serve the site.")
    threads: int = _row(whole(2, 256), 32, "How many requests one worker process handles at the same time.")

    site_name: str = _row(one_line(60), "Patient FAQ", "The name at the top of every page.")
    clinic_name: str = _row(one_line(100), "", "The clinic's name, where pages speak of the clinic.")
    clinic_url: str = _row(address("http", "https"), "", "The clinic's own web site, linked from every page.")
    clinic_phone: str = _row(TELEPHONE, "", "The clinic's telephone number for questions that can wait.")
    team_phone: str = _row(TELEPHONE, "", "The treatment team's 24-hour number, shown for urgent effects.")
    emergency_number: str = _row(TELEPHONE, "", 'The number for emergencies; empty: "your local emergency number".')
    crisis_number: str = _row(TELEPHONE, "", "The number shown to somebody who may harm themselves.")
    support_phone: str = _row(
        TELEPHONE, "", "The number of a person to turn to in fear, grief or want; empty: the clinic's."
    )
    languages: tuple[str, ...] = _row(
        lines_of("[a-z]{2}", "language codes of 2 letters, separated by commas, the first one is the default"),
        ("en", "es"),
        "The languages of the pages; each needs its wording file.",
    )
    caution: str = _row(choice("low", "normal", "high"), "normal", "How sure an answer must be before it is shown.")
    max_passages: int = _row(whole(1, 10), 3, "The largest number of passages in one answer.")
    stale_after_days: int = _row(
        whole(0, 3650), 0, "Days after the review date from which an article no longer answers; 0: it always does."
    )
    faq_dir: Path = _row(FOLDER, FAQ, "The folder with the articles and word lists.")  # noqa: RUF009
    semantic_model: Path | None = _row(  # noqa: RUF009
        FOLDER, None, "The folder of a sentence model that helps to find passages; empty: words alone."
    )

    trusted_hosts: tuple[str, ...] = _row(
        lines_of(HOST, "host names separated by commas, for example faq.example.org"),
        (),
        "The host names the site answers to; empty: any.",
    )
    trusted_proxies: int = _row(
        whole(0, 5), 0, "How many proxies in front (a platform's router counts) report the visitor's address."
    )
    embed_origins: tuple[str, ...] = _row(
        lines_of(ORIGIN, "web addresses without a path, separated by commas, for example https://www.example.org"),
        (),
        "The sites that may show the page in a frame; empty: none, and /embed is not found.",
    )
    secret_key: str = _row(
        KEY, "", "Signs links and sessions; required with Redis or PostgreSQL, otherwise made at each start."
    )
    secret_key_old: str = _row(
        KEY, "", "The key before this one, for a day after a change: links signed with it are still good."
    )
    staff_password: str = _row(PASSWORD, "", "Opens /staff; empty: there are no staff pages.")
    rate_limit: str = _row(RATE, "30/minute", "How many questions one address may ask; pages are never limited.")
    redis_url: str = _row(
        address("redis", "rediss", secret=True), "", "A Redis that machines share for limits; empty: memory."
    )

    journal: bool = _row(
        SWITCH, False, "Whether the permitted words of questions are kept for the clinic; the page says so."
    )
    database_url: str = _row(
        address("sqlite", "postgresql", "postgres", "postgresql+psycopg", secret=True),
        "sqlite:///journal.sqlite3",
        "Where the journal is kept; used only when it is on.",
    )
    retention_days: int = _row(whole(1, 365), 30, "Days after which what the journal keeps is deleted.")
    metrics_token: str = _row(KEY, "", "The bearer token for /metrics; empty: /metrics is not found.")
    log_level: str = _row(choice("debug", "info", "warning", "error"), "info", "The least serious log line written.")

    warnings: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    described: tuple[str, ...] = ()

    @property
    def listens_on(self) -> str:
        """Return address and port to listen on, an IPv6 address in brackets: `127.0.0.1:8000`, `[::]:8000`."""
        return f"[{self.bind}]:{self.port}" if ":" in self.bind else f"{self.bind}:{self.port}"


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Read every setting from the environment; a bad one is left at its default and named in `problems`."""
    rows = [row for row in fields(Settings) if row.metadata]
    read = {row.name: _read(environ, row) for row in rows}
    found = Settings(**{name: value for name, (value, _, _) in read.items()})
    problems = [wrong for _, wrong, _ in read.values() if wrong]
    shared = found.redis_url or found.database_url.startswith("postgres")
    if shared and not found.secret_key and not any(line.startswith("SECRET_KEY") for line in problems):
        problems.append(KEY_MISSING)
    warnings = list(_misspelt(environ, rows))
    if not problems:
        warnings += [*_vanishing(environ, found), *_no_number(found)]
    return replace(
        found,
        bind=found.bind or ("0.0.0.0" if environ.get("PORT", "").strip() else "127.0.0.1"),  # noqa: S104  # nosec B104
        described=tuple(description for *_, description in read.values()),
        warnings=tuple(warnings),
        problems=tuple(problems),
    )


def _read(environ: Mapping[str, str], row: Field[Any]) -> tuple[Any, str, str]:
    """Return a setting's value, what is wrong with it or "", and how `flask settings` shows it.

    That is with where its value comes from and what it does; a bad value as it is, a secret one masked.
    """
    name, kind = row.name.upper(), row.metadata["kind"]
    text, file = environ.get(name, "").strip(), environ.get(f"{name}_FILE", "").strip() if kind.secret else ""
    value, wrong = row.default, ""
    try:
        given = _from_file(name, text, file) if file else text
        if given:
            value = kind.read(given)
    except ValueError as error:
        wrong = f"{name}{error}"
    shown, source = kind.write(row.default) or "(empty)", "default"
    if text or file:
        shown, source = (kind.show(text), name) if text else (f"(in {file})", f"{name}_FILE")
    return value, wrong, f"{name:18} {shown}  [{source}]\n{'':18} {row.metadata['help']} Allowed: {kind.allowed}."


def _from_file(name: str, text: str, file: str) -> str:
    """Return the text of a secret from the file that `NAME_FILE` names."""
    if text:
        raise ValueError(f" and {name}_FILE are both set. Set one of them.")
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"_FILE={file!r} cannot be read ({error.__class__.__name__}). Allowed: a text file.") from None


def _vanishing(environ: Mapping[str, str], settings: Settings) -> Iterator[str]:
    """Warn of a journal in a file on a platform that empties its disk at each restart."""
    platform = next((name for name in VANISHING if name in environ), "")
    if settings.journal and platform and settings.database_url.startswith("sqlite"):
        yield (
            f"The journal is a SQLite file, and this platform ({platform} is set) empties its disk at each restart. "
            "Set DATABASE_URL to a PostgreSQL, or to a file on a disk that stays."
        )


def _no_number(settings: Settings) -> Iterator[str]:
    """Warn of each number that the cards for emergencies need and nobody has set."""
    for name in CARD_NUMBERS:
        if not getattr(settings, name.lower()):
            yield f"{name} is not set. The cards for emergencies name it in words, without a number to call."


def _misspelt(environ: Mapping[str, str], rows: Sequence[Field[Any]]) -> Iterator[str]:
    """Name each variable that looks like a setting's name but is none."""
    known = [row.name.upper() for row in rows]
    known += [f"{row.name.upper()}_FILE" for row in rows if row.metadata["kind"].secret]
    for name in environ:
        plain = re.sub(r"[^A-Z]+", "_", name.upper())
        if name in known or name in NOT_OURS:
            continue
        swapped = [key for key in known if sorted(key) == sorted(plain)]
        for likely in (swapped or get_close_matches(plain, known, 1, 0.82))[:1]:
            yield f"{name} is no setting. Did you mean {likely}?"
