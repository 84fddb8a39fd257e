"""What kinds of value a setting can have: how each is read, what is allowed, how it is shown."""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class SettingKind:
    """One kind of value; `parse` gives None, or raises ValueError, for text that is not allowed."""

    allowed: str
    parse: Callable[[str], Any]
    secret: bool = False

    def read(self, text: str) -> Any:
        """Return the value that `text` stands for, or raise ValueError that says what is allowed."""
        with suppress(ValueError):
            value = self.parse(text)
            if value is not None:
                return value
        raise ValueError(f"={self.show(text)} is not allowed. Allowed: {self.allowed}.")

    def show(self, text: str) -> str:
        """Write what an operator set, quoted; of a secret only its length, or its address without the password."""
        if self.secret and "://" in text:
            return repr(re.sub(r"//[^/]*@", "//***@", text).partition("?")[0])
        return f"(hidden, {len(text)} characters)" if self.secret else repr(text)

    def write(self, value: Any) -> str:
        """Write a value of this kind as the operator would set it.

        >>> lines_of("[a-z]{2}", "codes").write(("en", "es"))
        'en,es'
        """
        if isinstance(value, bool):
            return "on" if value else "off"
        if value is None:
            return ""
        return ",".join(value) if isinstance(value, tuple) else str(value)


def whole(least: int, most: int) -> SettingKind:
    """Accept a whole number of the range, in plain digits."""

    def parse(text: str) -> int | None:
        return int(text) if re.fullmatch(r"[0-9]{1,9}", text) and least <= int(text) <= most else None

    return SettingKind(f"a whole number from {least} to {most}", parse)


def _text(pattern: str, allowed: str, secret: bool = False) -> SettingKind:
    """Accept printable text that matches a pattern as a whole."""
    whole = re.compile(pattern)
    return SettingKind(allowed, lambda text: text if text.isprintable() and whole.fullmatch(text) else None, secret)


def one_line(longest: int) -> SettingKind:
    """Accept one line of printable text."""
    return _text(f".{{0,{longest}}}", f"one line of at most {longest} characters")


def choice(*words: str) -> SettingKind:
    """Accept one of the words, in any case."""
    return SettingKind(" or ".join(words), lambda text: text.lower() if text.lower() in words else None)


def lines_of(pattern: str, allowed: str) -> SettingKind:
    """Accept a list, separated by commas, each entry matching `pattern` in lower case."""

    def parse(text: str) -> tuple[str, ...] | None:
        entries = tuple(entry.strip().lower() for entry in text.split(",") if entry.strip())
        return entries if entries and all(re.fullmatch(pattern, entry) for entry in entries) else None

    return SettingKind(allowed, parse)


def address(*schemes: str, secret: bool = False) -> SettingKind:
    """Accept an address of one of the schemes; it is secret when it may hold a password."""

    def parse(text: str) -> str | None:
        scheme, _, rest = text.partition("://")
        well_formed = urlsplit(text).port != 0 and text.isprintable() and " " not in text
        return text if scheme in schemes and rest and well_formed else None

    allowed = " or ".join(f"{scheme}://" for scheme in schemes)
    return SettingKind(f"an address that begins with {allowed}", parse, secret)


def _rate(text: str) -> str | None:
    plain = text.lower().replace(" ", "")
    is_rate = re.fullmatch(r"[1-9]\d{0,6}/(second|minute|hour|day)", plain)
    return "" if plain == "off" else plain if is_rate else None


TELEPHONE = _text(r"\+?[0-9(][0-9 ().-]{1,24}", "a telephone number: 2 to 25 digits, spaces, + ( ) . - and no letters")
KEY, PASSWORD = (_text(f".{{{n},}}", f"at least {n} characters of printable text", secret=True) for n in (16, 12))
SWITCH = SettingKind("on or off", lambda text: {"on": True, "off": False}.get(text.lower()))
FOLDER = SettingKind("a folder that exists", lambda text: Path(text) if Path(text).is_dir() else None)
NETWORK_ADDRESS = SettingKind(
    "an IP address, for example 127.0.0.1 or 0.0.0.0 or ::", lambda text: str(ip_address(text))
)
RATE = SettingKind("off, or a number of questions for a time, for example 30/minute or 500/hour", _rate)
