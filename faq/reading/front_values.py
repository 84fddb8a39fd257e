"""Take single values out of the front matter, noting each that is empty or of the wrong kind."""

import re
from collections.abc import Iterable
from datetime import date

from faq.naming import did_you_mean
from faq.problem import Findings
from faq.reading.front_matter import KeyValues, Scalar, Several, Value

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


PROSE = ("title", "summary", "reviewed_by")
"""Keys whose value is a sentence or a name, in which a # is meant as a sign."""


class Reader:
    """Read the values of a set of keys; every method notes what is wrong and gives an empty value for it."""

    def __init__(self, keys: KeyValues, findings: Findings) -> None:
        self._keys = keys
        self.findings = findings

    def has(self, key: str) -> bool:
        """Say whether the key is there at all."""
        return self._keys.get(key) is not None

    def line(self, key: str) -> int:
        """Return the line of a key, 1 when it is not there."""
        return next((name.line for name, _ in self._keys.items if name.text == key), 1)

    def words(self, key: str) -> str:
        """Return the words of a key; "" when it is not there."""
        value = self._keys.get(key)
        return "" if value is None else self.plain(value, key)

    def plain(self, value: Value, name: str) -> str:
        """Return a value that must be words."""
        if not isinstance(value, Scalar):
            remedy = "Write it on one line, in double quotes."
            self.findings.error(value.line, f'"{name}" must be words, not a list.', remedy)
            return ""
        if value.cut and name in PROSE:
            self._note_cut(value)
        if not value.text:
            remedy = "Write its value after the colon, or delete the line."
            self.findings.error(value.line, f'"{name}" is empty.', remedy)
        return value.text

    def _note_cut(self, value: Scalar) -> None:
        remedy = "Put the value in double quotes."
        self.findings.warn(value.line, "what follows the # on this line is not read.", remedy)

    def day(self, key: str) -> date | None:
        """Return the date of a key, None when it is not there or no date."""
        written = self.words(key)
        try:
            return date.fromisoformat(written if _DAY.fullmatch(written) else "")
        except ValueError:
            if written:
                remedy = "Write year-month-day, such as 2026-01-31."
                self.findings.error(self.line(key), f'"{key}: {written}" is not a date.', remedy)
            return None

    def one_of(self, key: str, known: Iterable[str], default: str) -> str:
        """Return the value of a key that has a fixed choice of values."""
        known = list(known)
        written = self.words(key) or default
        if written in known:
            return written
        remedy = did_you_mean(written.lower(), known, f"Write one of: {', '.join(known)}.")
        self.findings.error(self.line(key), f'"{key}" cannot be "{written}".', remedy)
        return default

    def several(self, key: str) -> tuple[Scalar, ...]:
        """Return the list of a key, () when it is not there."""
        value = self._keys.get(key)
        return () if value is None else self.listed(value, key)

    def listed(self, value: Value, name: str) -> tuple[Scalar, ...]:
        """Return a value that must be a list of words, each entry once."""
        if not isinstance(value, Several):
            remedy = "Write [one, another], or one entry a line after a dash."
            self.findings.error(value.line, f'"{name}" must be a list.', remedy)
            return ()
        entries = [item for item in value.items if isinstance(item, Scalar) and item.text]
        for item in value.items:
            if isinstance(item, Scalar) and item.cut:
                self._note_cut(item)
            if item not in entries:
                remedy = "Put it in double quotes."
                self.findings.error(item.line, f'an entry of "{name}" is empty or holds a colon.', remedy)
        return self._without_repeats(entries, name)

    def _without_repeats(self, entries: list[Scalar], name: str) -> tuple[Scalar, ...]:
        first: dict[str, Scalar] = {}
        for entry in entries:
            if first.setdefault(entry.text.casefold(), entry) is not entry:
                self.findings.error(entry.line, f'"{entry.text}" stands twice in "{name}".', "Delete one of them.")
        return tuple(first.values())

    def pairs(self, key: str) -> tuple[tuple[Scalar, Value], ...]:
        """Return the pairs of a key, () when it is not there."""
        value = self._keys.get(key)
        if value is None or isinstance(value, KeyValues):
            return value.items if value else ()
        remedy = 'Write "name: value", one a line, each with 2 spaces before it.'
        self.findings.error(value.line, f'"{key}" must be a list of pairs.', remedy)
        return ()
