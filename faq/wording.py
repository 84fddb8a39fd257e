"""The sentences that stand in no article: `wording.toml`, its translations, and what they must hold."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from faq.naming import nearest
from faq.problem import Problem
from faq.reading.toml_file import TomlFile

_PLACE = re.compile(r"\{(\w+)\}")
_PART = re.compile(r"(?:about|privacy|accessibility|contact)\.\w+\.heading")
PLACES = ("clinic", "contact", "crisis", "days", "emergency", "team")
"""What is filled in the pages about the site."""


class Wording:
    """The sentences of one language, each by its dotted name: `wording.text("answer.notice")`."""

    def __init__(self, sentences: Mapping[str, Any]) -> None:
        """Take the parsed file: tables of sentences, or of lists of sentences."""
        self.sentences: Mapping[str, Any] = dict(_flatten(sentences))

    def text(self, key: str, **values: object) -> str:
        """Return a sentence with its `{places}` filled; raise KeyError with the name of what is missing.

        >>> Wording({"hello": {"text": "Good day, {name}."}}).text("hello.text", name="Ann")
        'Good day, Ann.'
        """
        sentence = self._find(key)
        if not isinstance(sentence, str):
            raise KeyError(f'"{key}" in the wording is a list, not a sentence')
        missing = [name for name in _PLACE.findall(sentence) if name not in values]
        if missing:
            raise KeyError(f'"{key}" in the wording asks for {{{missing[0]}}}, which nothing fills here')
        return _PLACE.sub(lambda place: str(values[place[1]]), sentence)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the sentences of a list; raise KeyError with its name when it is missing."""
        sentences = self._find(key)
        return (sentences,) if isinstance(sentences, str) else tuple(sentences)

    def evidence(self, named: str) -> tuple[str, str] | None:
        """Return the label and the sentence of the kind of evidence that an article names, or None."""
        kind = self.evidence_kind(named)
        return (self.text(f"evidence.{kind}.label"), self.text(f"evidence.{kind}.sentence")) if kind else None

    def evidence_kind(self, named: str) -> str:
        """Return the kind that an article names or, where it names none, the only kind there is, else nothing."""
        if named:
            return named
        kinds = self.evidence_keys()
        return kinds[0] if len(kinds) == 1 else ""

    def evidence_keys(self) -> tuple[str, ...]:
        """Return the kinds of evidence an article may name, in the order of the file."""
        names = (key.split(".")[1] for key in self.sentences if key.startswith("evidence.") and key.count(".") > 1)
        return tuple(dict.fromkeys(names))

    def places(self, key: str) -> frozenset[str]:
        """Return the names of the `{places}` in a sentence or in any of a list.

        >>> sorted(Wording({"call": "Call {number} or {team}."}).places("call"))
        ['number', 'team']
        """
        return frozenset(name for sentence in self.texts(key) for name in _PLACE.findall(sentence))

    def _find(self, key: str) -> str | list[str]:
        found: str | list[str] | None = self.sentences.get(key)
        if found is None:
            guess = nearest(key, self.sentences)
            raise KeyError(f'the wording has no "{key}"' + (f'; the nearest is "{guess}"' if guess else ""))
        return found


def _flatten(tables: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every leaf of nested tables with its dotted name.

    >>> list(_flatten({"a": {"b": "x", "c": {"d": "y"}}}))
    [('a.b', 'x'), ('a.c.d', 'y')]
    """
    for key, value in tables.items():
        if isinstance(value, Mapping):
            yield from _flatten(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def read_wording(file: TomlFile) -> Wording:
    """Return the sentences of a file, noting values that are none, and evidence without its two."""
    sentences: dict[str, Any] = {}
    for key, value in _flatten(file.values):
        several = value if isinstance(value, list) else [value]
        if several and all(isinstance(sentence, str) and sentence.strip() for sentence in several):
            sentences[key] = value
        else:
            message = f'"{key}" must be a sentence in double quotes.'
            file.findings.error(file.line(key), message, "Write it, or bring it back.")
    evidence = file.values.get("evidence")
    for kind in evidence if isinstance(evidence, Mapping) else ():
        for part in ("label", "sentence"):
            if f"evidence.{kind}.{part}" not in sentences:
                remedy = f'Add a line {part} = "..." under [evidence.{kind}].'
                file.findings.error(file.line(f"evidence.{kind}"), f'the evidence "{kind}" has no {part}.', remedy)
    return Wording(sentences)


def unusable_sentences(wording: Wording, file: TomlFile) -> Iterator[Problem]:
    """Yield a problem for each sentence that pages need and that is not there, or that has a place nothing fills."""
    for name, places in _needed(wording).items():
        if name not in wording.sentences:
            table, _, key = name.rpartition(".")
            remedy = f'Bring the line {key} = "..." under [{table}] back from an earlier version of the file.'
            yield Problem(file.findings.file, 1, f'the sentence "{name}" is missing.', remedy)
        elif foreign := wording.places(name) - {*places}:
            held = " ".join(f"{{{place}}}" for place in places)
            remedy = f"It may hold {held}." if held else "Take it out."
            message = f'nothing fills {{{min(foreign)}}} in "{name}".'
            yield Problem(file.findings.file, file.line(name), message, remedy)


def _needed(wording: Wording) -> dict[str, Sequence[str]]:
    """Return the names of the sentences that pages need, with the places that may stand in each.

    The pages about the site have a part for each heading that staff give them, with a text of its own.
    """
    lines = (Path(__file__).parent / "reading" / "wording_names.txt").read_text("utf-8").splitlines()
    needed: dict[str, Sequence[str]] = {name: places for name, *places in map(str.split, lines[1:])}
    parts = {key.removesuffix("heading") for key in wording.sentences if _PART.fullmatch(key)}
    own = {part for part in parts if any(name.startswith(part) and not name.endswith(".semantic") for name in needed)}
    return needed | {f"{part}text": PLACES for part in parts - own}


def judge_translation(wording: Wording, original: Wording, file: TomlFile) -> None:
    """Note sentences that a translation lacks, has too many of, or fills in other places than `wording.toml`."""
    keys, wanted, findings = wording.sentences, original.sentences, file.findings
    for key in wanted:
        if key not in keys:
            findings.error(1, f'the sentence "{key}" is missing.', f'Translate: "{original.texts(key)[0]}"')
    for key in keys:
        line = file.line(key)
        if key not in wanted:
            missing = wanted.keys() - keys.keys()
            findings.misnamed(line, f'wording.toml has no sentence "{key}".', key, missing, "Delete it.")
        elif wording.places(key) != original.places(key):
            places = " ".join(f"{{{name}}}" for name in sorted(original.places(key)))
            remedy = f"It must hold {places}." if places else "Take the words in { } out."
            findings.error(line, f'"{key}" has other places to fill than in wording.toml.', remedy)
