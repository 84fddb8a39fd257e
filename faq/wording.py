"""The sentences that visitors see and that stand in no article, from `wording.toml` and its translations."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from faq.nearest import nearest

_PLACE = re.compile(r"\{(\w+)\}")


class Wording:
    """The sentences of one language, each by its dotted name: `wording.text("answer.notice")`."""

    def __init__(self, sentences: Mapping[str, Any]) -> None:
        """Take the parsed file: tables of sentences, or of lists of sentences."""
        self._sentences = dict(flatten(sentences))

    def text(self, key: str, **values: object) -> str:
        """Return a sentence with its `{places}` filled; raise KeyError with the name of what is missing.

        >>> Wording({"hello": {"text": "Good day, {name}."}}).text("hello.text", name="Ann")
        'Good day, Ann.'
        """
        sentence = self._find(key)
        if not isinstance(sentence, str):
            raise KeyError(f'"{key}" in the wording is a list, not a sentence')
        return fill(sentence, key, values)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the sentences of a list; raise KeyError with its name when it is missing."""
        sentences = self._find(key)
        return (sentences,) if isinstance(sentences, str) else tuple(sentences)

    def evidence(self, key: str) -> tuple[str, str]:
        """Return the label and the sentence of a kind of evidence, as an article names it."""
        return self.text(f"evidence.{key}.label"), self.text(f"evidence.{key}.sentence")

    def evidence_keys(self) -> tuple[str, ...]:
        """Return the kinds of evidence an article may name, in the order of the file."""
        names = (key.split(".")[1] for key in self._sentences if key.startswith("evidence.") and key.count(".") > 1)
        return tuple(dict.fromkeys(names))

    def keys(self) -> tuple[str, ...]:
        """Return the dotted names of all sentences, in the order of the file."""
        return tuple(self._sentences)

    def places(self, key: str) -> frozenset[str]:
        """Return the names of the `{places}` in a sentence or in any of a list.

        >>> sorted(Wording({"call": "Call {number} or {team}."}).places("call"))
        ['number', 'team']
        """
        return frozenset(name for sentence in self.texts(key) for name in _PLACE.findall(sentence))

    def _find(self, key: str) -> str | list[str]:
        found: str | list[str] | None = self._sentences.get(key)
        if found is None:
            guess = nearest(key, self._sentences)
            raise KeyError(f'the wording has no "{key}"' + (f'; the nearest is "{guess}"' if guess else ""))
        return found


def fill(sentence: str, key: str, values: Mapping[str, object]) -> str:
    """Put values into the `{places}` of a sentence; raise KeyError for a place without a value."""
    missing = [name for name in _PLACE.findall(sentence) if name not in values]
    if missing:
        raise KeyError(f'"{key}" in the wording asks for {{{missing[0]}}}, which nothing fills here')
    return _PLACE.sub(lambda place: str(values[place[1]]), sentence)


def flatten(tables: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every leaf of nested tables with its dotted name.

    >>> list(flatten({"a": {"b": "x", "c": {"d": "y"}}}))
    [('a.b', 'x'), ('a.c.d', 'y')]
    """
    for key, value in tables.items():
        if isinstance(value, Mapping):
            yield from flatten(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value
