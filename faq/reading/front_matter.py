"""The block of keys at the top of an article file: found, read as YAML and kept with the line of everything in it."""

from dataclasses import dataclass

import yaml

from faq.problem import Findings


@dataclass(frozen=True, slots=True)
class Scalar:
    """A plain value: a word, a sentence, a date, just as it was written.

    `cut` says that more follows on its line after a #, which YAML takes for a comment.
    """

    text: str
    line: int
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Several:
    """A list of values."""

    items: tuple["Value", ...]
    line: int


@dataclass(frozen=True, slots=True)
class KeyValues:
    """Keys with their values."""

    items: tuple[tuple[Scalar, "Value"], ...]
    line: int

    def get(self, key: str) -> "Value | None":
        """Return the value of a key, or None when it is not there."""
        return next((value for name, value in self.items if name.text == key), None)


Value = Scalar | Several | KeyValues

NOTHING = KeyValues((), 1)

_EXAMPLE = "Begin the file with a line --- , then title:, summary:, evidence: and published:, then a line --- again."


def read_front_matter(text: str, findings: Findings) -> tuple[KeyValues | None, int]:
    r"""Return the keys of the file (None when they cannot be read) and the number of the line after them.

    >>> found, body = read_front_matter("---\ntitle: Hello\n---\nText", Findings("x.md"))
    >>> found.get("title").text, body
    ('Hello', 4)
    """
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        findings.error(1, "the file does not begin with its front matter.", _EXAMPLE)
        return None, 1
    end = next((number for number, line in enumerate(lines[1:], 2) if line.rstrip() == "---"), None)
    if end is None:
        findings.error(1, "the front matter has no end.", "Put a line with only --- after its last key.")
        return None, len(lines) + 1
    return _read_yaml("\n" + "\n".join(lines[1 : end - 1]), findings), end + 1


_QUOTES = "Put the whole value in double quotes."
_PLAIN = ("this line of the front matter cannot be read.", 'Write it as "key: value", as in the other articles.')

_SPECIAL = ("the value begins with a sign that has a special meaning here (& ! or *).", _QUOTES)

_SIGNS = [
    ("undefined alias", *_SPECIAL),
    ("mapping values are not allowed", "a second colon stands in this value.", _QUOTES),
    ("could not find expected ':'", "the line has no colon after its key.", 'Write it as "key: value".'),
    ("found unexpected end of stream", "a quotation mark is opened here and never closed.", 'Add a " at the end.'),
    ("found unknown escape character", "a \\ stands inside double quotes.", "Delete the \\ or use single quotes."),
    ("'\\t' that cannot start", "the line begins with a tab.", "Use spaces in place of the tab."),
    ("that cannot start any token", "the value begins with a sign that has a special meaning here.", _QUOTES),
    ("expected <block end>, but found '<scalar>'", "something follows after a closing quotation mark.", _QUOTES),
    (
        "expected <block end>",
        "the line does not line up with the keys above it.",
        "Give it as many spaces as they have.",
    ),
    (
        "expected ',' or ']'",
        "the list that begins here is not closed, or holds a colon or a ?.",
        "Write one entry a line, each after a dash, in double quotes.",
    ),
    ("expected ',' or '}'", "the brace that begins here is not closed.", "Add a } at the end."),
    ("expected alphabetic or numeric", "the value begins with a sign that has a special meaning here.", _QUOTES),
    ("expected URI", "the value begins with a sign that has a special meaning here.", _QUOTES),
]

_INDENTED = ("the line begins with spaces that do not belong there.", "Delete the spaces.")

_OPENING = ("could not find expected ':'", "found unexpected end of stream", "expected ',' or ")
"""Problems whose cause is the line where something was opened, not the line where the parser gave up."""


def _explained(problem: str, line: str) -> tuple[str, str]:
    """Return what is wrong and what to do, for a parser's own words about a line.

    >>> _explained("could not find expected ':'", "title")
    ('the line has no colon after its key.', 'Write it as "key: value".')
    """
    if "mapping values are not allowed" in problem and line.startswith(" ") and line.count(":") == 1:
        return _INDENTED
    return next(((message, remedy) for sign, message, remedy in _SIGNS if sign in problem), _PLAIN)


class _Loader(yaml.SafeLoader):
    """Build nodes only, noting values that begin with a sign YAML would take away: `&name`, `*name` or `!name`."""

    def __init__(self, source: str, findings: Findings) -> None:
        super().__init__(source)
        self.findings = findings
        self.special = False

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event: yaml.NodeEvent = self.peek_event()  # type: ignore[no-untyped-call]
        if event.anchor or getattr(event, "tag", None):
            self.special = True
            self.findings.error(event.start_mark.line + 1 if event.start_mark else 1, *_SPECIAL)
        return super().compose_node(parent, index)


def _read_yaml(source: str, findings: Findings) -> KeyValues | None:
    """Read YAML whose first line is the file's line 1; nothing is built but words, lists and pairs."""
    try:
        loader = _Loader(source, findings)
        node = loader.get_single_node()
    except yaml.YAMLError as error:
        line = _line_of(error)
        findings.error(line, *_explained(str(getattr(error, "problem", "")), f"{source}\n".split("\n")[line - 1]))
        return None
    except RecursionError:
        findings.error(2, "the front matter is nested too deeply.", "Write each key as in the other articles.")
        return None
    if loader.special:
        return None
    if node is None or isinstance(node, yaml.MappingNode):
        return _pairs(node, findings) if node else NOTHING
    findings.error(node.start_mark.line + 1, "the front matter has no keys.", 'Write lines such as "title: ...".')
    return None


def _line_of(error: yaml.YAMLError) -> int:
    """Return the line to look at: where something was opened, or else where the parser gave up."""
    opened = any(sign in str(getattr(error, "problem", "")) for sign in _OPENING)
    mark = (opened and getattr(error, "context_mark", None)) or getattr(error, "problem_mark", None)
    return mark.line + 1 if mark else 2


def _value(node: yaml.Node, findings: Findings) -> Value:
    if isinstance(node, yaml.MappingNode):
        return _pairs(node, findings)
    line = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        return Several(tuple(_value(item, findings) for item in node.value), line)
    return Scalar(" ".join(str(node.value).split()), line, _is_cut(node))


def _is_cut(node: yaml.Node) -> bool:
    """Say whether a comment follows on the line of a value that has no quotes."""
    end = node.end_mark
    if end is None or not isinstance(end.buffer, str) or getattr(node, "style", None):
        return False
    return end.buffer[end.pointer : end.buffer.find("\n", end.pointer)].lstrip().startswith("#")


def _pairs(node: yaml.MappingNode, findings: Findings) -> KeyValues:
    """Return each key with its value, noting a key that comes twice."""
    seen: dict[str, int] = {}
    pairs: list[tuple[Scalar, Value]] = []
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        name = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
        if name in seen:
            findings.error(line, f'"{name}" stands here a second time (first on line {seen[name]}).', "Delete one.")
        seen.setdefault(name, line)
        pairs.append((Scalar(name, line), _value(value_node, findings)))
    return KeyValues(tuple(pairs), node.start_mark.line + 1)
