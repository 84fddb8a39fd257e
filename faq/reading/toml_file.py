"""Read the TOML files that staff keep, and find the line of everything in them."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from itertools import chain, repeat
from typing import Any, NamedTuple

from faq.naming import did_you_mean
from faq.problem import Findings
from faq.reading.texts import decode

_AT_LINE = re.compile(r"line (\d+)")
_HEADER = re.compile(r"\s*\[+\s*([\w.\-\"']+)\s*\]+")
_KEY = re.compile(r"\s*([\w.\-]+)\s*=")

_PATTERN = 'Write name = "words in double quotes"; a list is ["one", "another"].'

_SIGNS = [
    ("Illegal character", "a quotation mark on this line is not closed.", 'Add a " at the end of the words.'),
    ("Unterminated string", "a quotation mark is opened and never closed.", 'Add a " at the end of the words.'),
    ("Expected \"'''\"", "a quotation mark is opened and never closed.", 'Add a " at the end of the words.'),
    ("Unescaped '\\'", "a \\ stands in the words.", "Write \\\\ for it, or leave it out."),
    (
        "Expected '=' after a key",
        "the line has no = after its name.",
        f"{_PATTERN} A name with an accent or a space stands in quotes too.",
    ),
    (
        "Expected newline or end",
        "something follows after the closing quotation mark.",
        'Write \\" for a " inside the words.',
    ),
    (
        "Unclosed array",
        "a list is not closed, or a comma is missing in it.",
        "Put a comma between the entries and a ] at the end.",
    ),
    ("Invalid value", "the value is not in double quotes.", _PATTERN),
    ("Cannot overwrite", "this name stands here a second time.", "Delete one of them."),
    ("twice", "this heading in brackets stands here a second time.", "Put its lines under the first one."),
    ("Expected ']", "a heading in brackets is not closed.", "Write [name], or [[name]] for an entry of a list."),
]


def _explained(problem: str) -> tuple[str, str]:
    """Return what is wrong and what to do, for a parser's own words.

    >>> _explained("Invalid value (at line 3, column 9)")[0]
    'the value is not in double quotes.'
    """
    found = ((message, remedy) for sign, message, remedy in _SIGNS if sign in problem)
    return next(found, ("the line cannot be read.", _PATTERN))


class TomlEntry(NamedTuple):
    """One `[[name]]` table of a file, with the line it begins on."""

    values: Mapping[str, Any]
    line: int
    findings: Findings

    def string(self, key: str) -> str:
        """Return the words of a key, "" after noting that they are none."""
        return _string_of(self.values[key], key, self.line, self.findings)

    def strings(self, key: str) -> tuple[str, ...]:
        """Return the list of words of a key, () after noting that it is none."""
        return strings_of(self.values[key], key, self.line, self.findings)


def read_toml(content: bytes, findings: Findings) -> dict[str, Any]:
    """Return what a TOML file says, {} when it cannot be read; the reason is noted with its line."""
    text = decode(content, findings)
    try:
        return tomllib.loads(text or "")
    except tomllib.TOMLDecodeError as error:
        line = _AT_LINE.search(str(error))
        findings.error(int(line[1]) if line else (text or "").count("\n") + 1, *_explained(str(error)))
    except RecursionError:
        findings.error(1, "the file is nested too deeply.", "Write each entry as the others.")
    return {}


def entries(
    parsed: Mapping[str, Any],
    text: str,
    name: str,
    keys: tuple[str, ...],
    findings: Findings,
    optional: tuple[str, ...] = (),
) -> Iterator[TomlEntry]:
    """Yield every `[[name]]` table that has these keys and no other, noting what is wrong with the rest.

    It may have the `optional` keys besides.
    """
    tables = parsed.get(name, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        remedy = f"Begin each entry with a line [[{name}]]."
        findings.error(line_of_key(text, name), f'"{name}" is not a list of entries.', remedy)
        return
    lines = [number for number, line in enumerate(text.split("\n"), 1) if _header(line) == name]
    for table, line in zip(tables, chain(lines, repeat(1)), strict=False):
        if _has_keys(table, keys, optional, line, findings):
            yield TomlEntry(table, line, findings)


def _header(line: str) -> str | None:
    match = _HEADER.match(line)
    return match[1] if match else None


def line_of_key(text: str, dotted: str) -> int:
    """Return the line of a key, such as "notice.text" for `text` under `[notice]`; 1 when it is not found."""
    table = ""
    for number, line in enumerate(text.split("\n"), 1):
        header = _header(line)
        table = f"{header}." if header else table
        key = _KEY.match(line)
        if dotted == header or (key and not header and table + key[1] == dotted):
            return number
    return 1


def _has_keys(
    entry: Mapping[str, Any], needed: tuple[str, ...], optional: tuple[str, ...], line: int, findings: Findings
) -> bool:
    """Note keys that are unknown or missing; say whether all is well."""
    known = (*needed, *optional)
    missing = [key for key in needed if key not in entry]
    unknown = [key for key in entry if key not in known]
    for key in unknown:
        others = [name for name in known if name not in entry]
        remedy = did_you_mean(key, others, f"The keys are: {', '.join(known)}.")
        findings.error(line, f'there is no key "{key}" here.', remedy)
    if missing and not unknown:
        findings.error(line, f'the key "{missing[0]}" is missing in this entry.', f'Add a line {missing[0]} = "...".')
    return not missing and not unknown


def judge_tables(parsed: Mapping[str, Any], known: tuple[str, ...], text: str, findings: Findings) -> None:
    """Note tables that the file has no use for."""
    for name in parsed:
        if name not in known:
            remedy = did_you_mean(name, known, f"The entries are: {', '.join(f'[[{one}]]' for one in known)}.")
            findings.error(line_of_key(text, name), f'there is no entry "{name}" in this file.', remedy)


def _string_of(value: Any, name: str, line: int, findings: Findings) -> str:
    """Return a value that must be words, with single spaces; "" after noting that it is none."""
    if isinstance(value, str) and value.strip():
        return " ".join(value.split())
    findings.error(line, f'"{name}" must be words in double quotes.', f'Write {name} = "...".')
    return ""


def strings_of(value: Any, name: str, line: int, findings: Findings) -> tuple[str, ...]:
    """Return a value that must be a list of words."""
    if isinstance(value, list) and value:
        return tuple(filter(None, (_string_of(item, name, line, findings) for item in value)))
    findings.error(line, f'"{name}" must be a list of words.', f'Write {name} = ["one", "another"].')
    return ()
