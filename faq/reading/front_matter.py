"""The block of keys at the top of an article file: found, read as YAML, and what cannot be read explained."""

import re
from collections.abc import Iterable
from datetime import date

import yaml

from faq.problem import Findings

_EXAMPLE = "Begin the file with a line --- , then title:, summary:, evidence: and published:, then a line --- again."

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MARKUP = re.compile(r"</?[a-z!]|\*\*|\]\(|\[\^", re.IGNORECASE)
_COMMENT = re.compile(r"[ \t]*#")


class FrontMatter:
    """The values of an article's keys; every method notes what is wrong with one and gives an empty value for it.

    `lines` has the line of each key and of what stands under one, by a dotted name such as `also_asked.lead`.
    """

    def __init__(self, pairs: list[tuple[yaml.Node, yaml.Node]], findings: Findings) -> None:
        """Take the nodes of the keys and their values, in the order of the file."""
        self.findings = findings
        self.lines: dict[str, int] = {}
        self._nodes: dict[str, yaml.Node] = {}
        self._keep(pairs)
        self.keys = tuple(self._nodes)
        for key in self.keys:
            if isinstance(self._nodes[key], yaml.MappingNode):
                self._keep(self._nodes[key].value, f"{key}.")

    def _keep(self, pairs: list[tuple[yaml.Node, yaml.Node]], prefix: str = "") -> None:
        """Keep each value by its name, noting a key that comes twice."""
        for key, value in pairs:
            name, line = prefix + (self._text(key) or "?"), _line_of(key)
            if name in self._nodes:
                message = f'"{name}" stands here a second time (first on line {self.lines[name]}).'
                self.findings.error(line, message, "Delete one.")
            else:
                self._nodes[name], self.lines[name] = value, line

    def _text(self, node: yaml.Node) -> str:
        """Return the words of a node, "" when it has none, noting a sign before them that YAML takes away."""
        if not isinstance(node, yaml.ScalarNode):
            return ""
        if str(node.start_mark.buffer).startswith(("&", "!"), node.start_mark.pointer):
            self.findings.error(_line_of(node), *_SPECIAL)
        return " ".join(str(node.value).split())

    def words(self, name: str) -> str:
        """Return a value that must be words; "" when it is not there."""
        node = self._nodes.get(name)
        text = self._text(node) if node else ""
        if node and not isinstance(node, yaml.ScalarNode):
            remedy = "Write it on one line, in double quotes."
            self.findings.error(_line_of(node), f'"{name}" must be words, not a list.', remedy)
        elif node and not text:
            remedy = "Write its value after the colon, or delete the line."
            self.findings.error(_line_of(node), f'"{name}" is empty.', remedy)
        return text

    def prose(self, name: str) -> str:
        """Return a value that is shown as plain words, noting Markdown and HTML in it and a # that ends it."""
        if name in self._nodes:
            self._look_for_comment(self._nodes[name])
        written = self.words(name)
        if _MARKUP.search(written):
            message = f'"{name}" is plain words: no **, no tags, no links, no [^1].'
            self.findings.error(self.lines[name], message, "Delete them.")
        return written

    def _look_for_comment(self, node: yaml.Node) -> None:
        """Note a comment on the line of a value without quotes, in which a # is meant as a sign."""
        end = node.end_mark
        if isinstance(node, yaml.ScalarNode) and not node.style and _COMMENT.match(str(end.buffer), end.pointer):
            self.findings.warn(_line_of(node), "what follows the # on this line is not read.", _QUOTES)

    def day(self, name: str) -> date | None:
        """Return a date, None when it is not there or no date."""
        written = self.words(name)
        try:
            return date.fromisoformat(written if _DAY.fullmatch(written) else "")
        except ValueError:
            if written:
                remedy = "Write year-month-day, such as 2026-01-31."
                self.findings.error(self.lines[name], f'"{name}: {written}" is not a date.', remedy)
            return None

    def one_of(self, name: str, known: Iterable[str], default: str) -> str:
        """Return a value that must be one of a few."""
        known = list(known)
        written = self.words(name) or default
        if written in known:
            return written
        message = f'"{name}" cannot be "{written}".'
        self.findings.misnamed(self.lines[name], message, written.lower(), known, "Write one of:")
        return default

    def several(self, name: str) -> tuple[str, ...]:
        """Return a value that must be a list of words, each once; () when it is not there."""
        node = self._nodes.get(name)
        if node and not isinstance(node, yaml.SequenceNode):
            remedy = "Write [one, another], or one entry a line after a dash."
            self.findings.error(_line_of(node), f'"{name}" must be a list.', remedy)
        found: dict[str, str] = {}
        for item in node.value if isinstance(node, yaml.SequenceNode) else ():
            self._look_for_comment(item)
            text = self._text(item)
            if not text:
                message = f'an entry of "{name}" is empty or holds a colon.'
                self.findings.error(_line_of(item), message, "Put it in double quotes.")
            elif text.casefold() in found:
                self.findings.error(_line_of(item), f'"{text}" stands twice in "{name}".', "Delete one of them.")
            else:
                found[text.casefold()] = text
                self.lines[f"{name}.{text}"] = _line_of(item)
        return tuple(found.values())

    def under(self, name: str) -> list[str]:
        """Return the names under a key that must have pairs; none when it is not there."""
        node = self._nodes.get(name)
        if node and not isinstance(node, yaml.MappingNode):
            remedy = 'Write "name: value", one a line, each with 2 spaces before it.'
            self.findings.error(_line_of(node), f'"{name}" must be a list of pairs.', remedy)
        return [key.removeprefix(f"{name}.") for key in self._nodes if key.startswith(f"{name}.")]


def read_front_matter(text: str, findings: Findings) -> tuple[FrontMatter | None, int]:
    r"""Return the keys of the file (None when they cannot be read) and the line after them, 0 when there is none.

    >>> found, body = read_front_matter("---\ntitle: Hello\n---\nText", Findings("x.md"))
    >>> found.words("title"), body
    ('Hello', 4)
    """
    lines = text.split("\n")
    if not text.strip():
        findings.error(1, "the file is empty.", "Write the article, or delete the file.")
        return None, 0
    if lines[0].rstrip() != "---":
        findings.error(1, "the file does not begin with its front matter.", _EXAMPLE)
        return None, 1
    end = next((number for number, line in enumerate(lines[1:], 2) if line.rstrip() == "---"), None)
    if end is None:
        findings.error(1, "the front matter has no end.", "Put a line with only --- after its last key.")
        return None, 0
    return _read_yaml("\n" + "\n".join(lines[1 : end - 1]), findings), end + 1


_QUOTES = "Put the whole value in double quotes."
_SPECIAL = ("the value begins with a sign that has a special meaning here (& ! or *).", _QUOTES)

_SIGNS = [
    ("undefined alias", *_SPECIAL),
    ("indented", "the line begins with spaces that do not belong there.", "Delete the spaces."),
    ("mapping values are not allowed", "a second colon stands in this value.", _QUOTES),
    ("could not find expected ':'", "the line has no colon after its key.", 'Write it as "key: value".'),
    ("found unexpected end of stream", "a quotation mark is opened here and never closed.", 'Add a " at the end.'),
    ("found unknown escape character", "a \\ stands inside double quotes.", "Delete the \\ or use single quotes."),
    ("'\\\\t' that cannot start", "the line begins with a tab.", "Use spaces in place of the tab."),
    (
        "that cannot start any token|expected alphabetic or numeric|expected URI",
        "the value begins with a sign that has a special meaning here.",
        _QUOTES,
    ),
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
    ("", "this line of the front matter cannot be read.", 'Write it as "key: value", as in the other articles.'),
]
"""What the parser says, what is wrong, and what to do."""

_OPENING = ("could not find expected ':'", "found unexpected end of stream", "expected ',' or ")
"""Problems whose cause is the line where something was opened, not the line where the parser gave up."""


def _read_yaml(source: str, findings: Findings) -> FrontMatter | None:
    """Read YAML whose first line is the file's line 1; nothing is built but nodes of words, lists and pairs."""
    try:
        node = yaml.compose(source, yaml.SafeLoader)
    except yaml.YAMLError as error:
        _explain(error, source.split("\n"), findings)
        return None
    except RecursionError:
        findings.error(2, "the front matter is nested too deeply.", "Write each key as in the other articles.")
        return None
    if node and not isinstance(node, yaml.MappingNode):
        findings.error(_line_of(node), "the front matter has no keys.", 'Write lines such as "title: ...".')
        return None
    return FrontMatter(node.value if node else [], findings)


def _explain(error: yaml.YAMLError, lines: list[str], findings: Findings) -> None:
    """Note what the parser has found, at the line where something was opened or else where the parser gave up."""
    problem = str(getattr(error, "problem", ""))
    opened = any(sign in problem for sign in _OPENING)
    mark = (opened and getattr(error, "context_mark", None)) or getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else 2
    written = lines[line - 1] if line <= len(lines) else ""
    if "mapping values are not allowed" in problem and written.startswith(" ") and written.count(":") == 1:
        problem = "indented"
    findings.explain(line, problem, _SIGNS)


def _line_of(node: yaml.Node) -> int:
    """Return the line of the file on which a key or a value begins."""
    return node.start_mark.line + 1
