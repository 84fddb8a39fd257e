"""The words patients use for the words of the articles: the shape of `synonyms.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from faq.problem import Findings
from faq.reading.toml_file import TomlEntry, entries, judge_keys, judge_tables, string_of, strings_of


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
    equal = [_equal(entry, findings) for entry in entries(parsed, text, "equal", findings)]
    one_way = [_one_way(entry, findings) for entry in entries(parsed, text, "one_way", findings)]
    return Synonyms(tuple(filter(None, equal)), tuple(pair for pair in one_way if all(pair)))


def _equal(entry: TomlEntry, findings: Findings) -> tuple[str, ...]:
    if not judge_keys(entry.values, ("words",), entry.line, findings):
        return ()
    group = strings_of(entry.values["words"], "words", entry.line, findings)
    if group and len({wording.casefold() for wording in group}) < max(2, len(group)):
        findings.error(
            entry.line, "equal words must be 2 or more different ones.", 'Write words = ["tummy", "abdomen"].'
        )
    return group


def _one_way(entry: TomlEntry, findings: Findings) -> tuple[str, str]:
    if not judge_keys(entry.values, ("lay", "means"), entry.line, findings):
        return "", ""
    lay = string_of(entry.values["lay"], "lay", entry.line, findings)
    means = string_of(entry.values["means"], "means", entry.line, findings)
    if lay and lay.casefold() == means.casefold():
        findings.error(entry.line, f'"{lay}" means itself here.', "Change lay or means, or delete the entry.")
    return lay, means
