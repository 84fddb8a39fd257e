"""The words patients use for the words of the articles: the shape of `synonyms.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from faq.problem import Findings
from faq.reading.toml_file import TomlEntry, entries, judge_tables


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Two lists that staff keep.

    `equal`: groups of wordings that may stand for each other.
    `one_way`: (patients' wording, the articles' wording); the second never finds the first.
    """

    equal: tuple[tuple[str, ...], ...] = ()
    one_way: tuple[tuple[str, str], ...] = ()


def read_synonyms(parsed: Mapping[str, Any], text: str, findings: Findings) -> Synonyms:
    """Read `[[equal]] words = [...]` and `[[one_way]] lay = "...", means = "..."`, noting what is wrong."""
    judge_tables(parsed, ("equal", "one_way"), text, findings)
    equal = [_equal(entry) for entry in entries(parsed, text, "equal", ("words",), findings)]
    one_way = [_one_way(entry) for entry in entries(parsed, text, "one_way", ("lay", "means"), findings)]
    return Synonyms(tuple(filter(None, equal)), tuple(pair for pair in one_way if all(pair)))


def _equal(entry: TomlEntry) -> tuple[str, ...]:
    group = entry.strings("words")
    if group and len({wording.casefold() for wording in group}) < max(2, len(group)):
        remedy = 'Write words = ["tummy", "abdomen"].'
        entry.findings.error(entry.line, "equal words must be 2 or more different ones.", remedy)
    return group


def _one_way(entry: TomlEntry) -> tuple[str, str]:
    lay, means = entry.string("lay"), entry.string("means")
    if lay and lay.casefold() == means.casefold():
        entry.findings.error(entry.line, f'"{lay}" means itself here.', "Change lay or means, or delete the entry.")
    return lay, means
