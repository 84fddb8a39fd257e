"""Read the TOML files that staff keep, and find the line of everything in them."""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from faq.problem import Findings
from faq.reading.texts import decode

_AT_LINE = re.compile(r"line (\d+)")
_HEADER = re.compile(r"\s*\[+\s*([\w.\-\"']+)\s*\]+")
_KEY = re.compile(r"\s*([\w.\-]+)\s*=")

_PATTERN = 'Write name = "words in double quotes"; a list is ["one", "another"].'

_SIGNS = [
    ("Illegal character", "a quotation mark on this line is not closed.", 'Add a " at the end of the words.'),
    ("Unterminated|Expected .'{3}", "a quotation mark is opened and never closed.", 'Add a " at the end of the words.'),
    ("Unescaped", "a \\ stands in the words.", "Write \\\\ for it, or leave it out."),
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
    ("", "the line cannot be read.", _PATTERN),
]
"""What the parser says, what is wrong, and what to do."""


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A file that staff keep: what it says, and the line of everything in it.

    Lines go by dotted names, such as `notice.text` for `text` under `[notice]`; `equal.1` is the second `[[equal]]`.
    """

    findings: Findings = field(compare=False)
    values: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)
    text: str = field(default="", compare=False)

    def line(self, name: str) -> int:
        """Return the line of a name, 1 when it is not found."""
        return self.lines.get(name, 1)

    def line_of(self, words: str, first: int) -> int:
        """Return the line of a quoted text, from the line `first` on; that line when it is not found."""
        lines = enumerate(self.text.split("\n")[first - 1 :], first)
        return next((number for number, line in lines if f'"{words}"' in line or f"'{words}'" in line), first)

    def words(self, name: str, value: Any, line: int) -> str:
        """Return a value that must be words, with single spaces; "" after noting that it is none."""
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
        self.findings.error(line, f'"{name}" must be words in double quotes.', f'Write {name} = "...".')
        return ""

    def several(self, name: str, value: Any, line: int) -> tuple[str, ...]:
        """Return a value that must be a list of words; () after noting that it is none."""
        if isinstance(value, list) and value:
            return tuple(filter(None, (self.words(name, item, line) for item in value)))
        self.findings.error(line, f'"{name}" must be a list of words.', f'Write {name} = ["one", "another"].')
        return ()

    def entries(
        self, known: Mapping[str, Mapping[str, "Kind"]], optional: Collection[str] = (), beside: Collection[str] = ()
    ) -> Iterator[tuple[str, int, dict[str, Any]]]:
        """Yield the name, the line and the values of every `[[name]]` table that is as it must be, noting the others.

        `known` has the keys of an entry of each name, and the method that reads the value of each; those that are
        `optional` may be missing. What stands `beside` the entries is read elsewhere.
        """
        for name, tables in self.values.items():
            if name in beside:
                continue
            if name not in known:
                message = f'there is no entry "{name}" in this file.'
                otherwise = f"The entries are: {', '.join(f'[[{one}]]' for one in known)}."
                self.findings.misnamed(self.line(name), message, name, (*known, *beside), otherwise)
            elif not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
                remedy = f"Begin each entry with a line [[{name}]]."
                self.findings.error(self.line(name), f'"{name}" is not a list of entries.', remedy)
            else:
                for number, table in enumerate(tables):
                    line = self.line(f"{name}.{number}")
                    if self._has_keys(table, known[name], optional, line):
                        values = {key: known[name][key](self, key, value, line) for key, value in table.items()}
                        if all(value for key, value in values.items() if key not in optional):
                            yield name, line, values

    def _has_keys(
        self, table: Mapping[str, Any], known: Mapping[str, "Kind"], optional: Collection[str], line: int
    ) -> bool:
        """Note keys that are unknown or missing; say whether all is well."""
        missing = [key for key in known if key not in table]
        needed = [key for key in missing if key not in optional]
        unknown = [key for key in table if key not in known]
        for key in unknown:
            otherwise = f"The keys are: {', '.join(known)}."
            self.findings.misnamed(line, f'there is no key "{key}" here.', key, missing, otherwise)
        if needed and not unknown:
            remedy = f'Add a line {needed[0]} = "...".'
            self.findings.error(line, f'the key "{needed[0]}" is missing in this entry.', remedy)
        return not needed and not unknown


Kind = Callable[[TomlFile, str, Any, int], Any]
"""Reads the value of a key, given its name and its line."""


def read_toml(content: bytes, findings: Findings) -> TomlFile:
    """Read a TOML file, one that cannot be read as an empty one; the reason is noted with its line."""
    text = decode(content, findings) or ""
    try:
        return TomlFile(findings, tomllib.loads(text), _lines(text), text)
    except tomllib.TOMLDecodeError as error:
        line = _AT_LINE.search(str(error))
        findings.explain(int(line[1]) if line else text.count("\n") + 1, str(error), _SIGNS)
    except RecursionError:
        findings.error(1, "the file is nested too deeply.", "Write each entry as the others.")
    return TomlFile(findings)


def _lines(text: str) -> dict[str, int]:
    """Return the line of every name and of every heading in brackets."""
    found: dict[str, int] = {}
    headings: Counter[str] = Counter()
    table = ""
    for number, line in enumerate(text.split("\n"), 1):
        heading, key = _HEADER.match(line), _KEY.match(line)
        if heading:
            found.setdefault(heading[1], number)
            found[f"{heading[1]}.{headings[heading[1]]}"] = number
            headings[heading[1]] += 1
            table = f"{heading[1]}."
        elif key:
            found.setdefault(table + key[1], number)
    return found
