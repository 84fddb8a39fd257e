"""From the bytes of a file to its text, and what that may hold: what is shown as it is meant, nothing that is lost."""

import re
import unicodedata
from collections.abc import Sequence

from faq.problem import Findings
from faq.reading.markdown import Token, Tokens, inline_parts, line_of

LARGEST = 200 * 1024
"""Bytes a content file may have; the slowest Markdown of this size is read in about half a second."""

_CONFLICT = re.compile(r"<<<<<<< |>>>>>>> ")
_HIDDEN = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u00ad\u200b\u2028\u2029\u2060\ufeff")
"""Marks that turn the direction of the text, part words where nobody sees it, or break lines."""

DEEPEST = 8
"""How deep blocks may be nested: a list in a list in a list. The parser itself drops what is nested 20 deep."""

_HTML = "Delete the tags and write plain Markdown: **bold**, - lists, [words](address)."

_REFUSED = {
    "html_inline": ("HTML is not allowed here ({}).", _HTML),
    "html_block": ("HTML is not allowed here ({}).", _HTML),
    "image": ("pictures are not shown in answers.", "Say in words what the picture shows, or link to it."),
    "hr": (
        "a line of dashes or stars cannot be shown in an answer.",
        "Delete it, or use a heading that begins with ##.",
    ),
    "code_block": (
        "the line begins with 4 or more spaces, so it would be shown as computer code.",
        "Delete the spaces.",
    ),
}
"""Blocks and pieces of a line that are refused: what is wrong, what to do."""

_LEFT_OVER = [
    (re.compile(r"\[\^"), "this footnote mark cannot be read.", "Write [^1], with no space inside and closed by ]."),
    (
        re.compile(r"\^\["),
        "references inside the text are not read.",
        'Write [^1] here and "[^1]: ..." at the end of the file.',
    ),
    (
        re.compile(r"\[\d+\](?!:)"),
        "a number in brackets looks like a citation but is none.",
        "Write it with ^, such as [^1].",
    ),
    (
        re.compile(r"^\[[^\]^][^\]]*\]:\s*\S*$"),
        "a link that is defined on a line of its own cannot be shown.",
        'For a reference write "[^1]: ...", for a link write [words](address) in the text.',
    ),
    (re.compile(r"\]\("), "this link cannot be read.", "Write [words](address), without a space in the address."),
    (re.compile(r"^#{1,6}[^\s#]"), "a heading needs a space after its #.", 'Write "## Heading".'),
    (re.compile(r"^\|"), "this table cannot be read.", "Put a line such as |---|---| under its first row."),
    (
        re.compile(r"^[•·▪◦●]"),
        "this list cannot be read.",
        'Begin each entry with "- " and leave an empty line before the first.',
    ),
    (
        re.compile(r"\*\*|~~"),
        "the signs ** or ~~ would be shown as they are.",
        "Close **bold** without spaces inside; ~~ does not exist.",
    ),
]
"""Signs that have no business in plain words: they are Markdown that was mistyped."""

_BETWEEN_CELLS = re.compile(r"(?<!\\)\|")

FILL_IN = "FILL IN"
"""What a new article holds where somebody has to write."""


def decode(content: bytes, findings: Findings) -> str | None:
    """Return the text with plain line ends, or note why there is none; odd characters are noted with their lines."""
    if len(content) > LARGEST:
        findings.error(1, f"the file has {len(content) // 1024} KB; 200 KB is the most.", "Split it into 2 files.")
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        remedy = 'Save the file again and choose the encoding "UTF-8".'
        findings.error(line, "a character on this line is not saved as UTF-8.", remedy)
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    conflicts = [number for number, line in enumerate(text.split("\n"), 1) if _CONFLICT.match(line)]
    for number in conflicts:
        remedy = "Keep the version you want and delete the lines that begin with <<<<<<<, ======= and >>>>>>>."
        findings.error(number, "two versions of the text were not merged; this line marks where they differ.", remedy)
    if conflicts:
        return None
    _look_for_odd_characters(text, findings)
    return text


def _look_for_odd_characters(text: str, findings: Findings) -> None:
    """Note lines with a character that does not print and that no text needs."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.isprintable():
            continue
        unseen = (c for c in line if c != "\t" and not c.isprintable())
        odd = next((c for c in unseen if unicodedata.category(c) in ("Cc", "Co", "Cn") or c in _HIDDEN), None)
        if odd:
            name = unicodedata.name(odd, f"U+{ord(odd):04X}").lower()
            remedy = "Delete the line and type it again."
            findings.error(number, f"the line has an invisible character ({name}).", remedy)


def judge_body(tokens: Tokens, lines: Sequence[str], findings: Findings) -> None:
    """Note everything in the text that would be hidden, dropped or shown in another way than meant."""
    refused = set()
    for token, line in (*((block, line_of(block)) for block in tokens), *inline_parts(tokens)):
        if token.type in _REFUSED and (token.type, line) not in refused:
            refused.add((token.type, line))
            message, remedy = _REFUSED[token.type]
            first_tag = token.content.strip().split(">")[0][:40] + ">"
            findings.error(line, message.format(first_tag), remedy)
        elif token.type == "text":
            for sign, message, remedy in _LEFT_OVER:
                if sign.search(token.content):
                    findings.error(line, message, remedy)
    for token in tokens:
        _judge_block(token, lines, findings)


def _judge_block(token: Token, lines: Sequence[str], findings: Findings) -> None:
    line = line_of(token)
    if token.type == "fence" and token.info.strip():
        findings.error(line, f'the words "{token.info.strip()}" after ``` are not shown.', "Delete them.")
    if token.level == DEEPEST + 1 and token.nesting == 1:
        findings.error(line, "lists or quotations are nested too deeply.", "Use 1 list inside another at most.")
    if token.type == "table_open" and token.map:
        _judge_table(range(*token.map), lines, findings)


def _judge_table(rows: range, lines: Sequence[str], findings: Findings) -> None:
    """Note rows with more cells than the first one: what is too much is never shown (GFM, tables)."""
    columns = _cells(lines[rows[0]])
    for row in rows:
        if _cells(lines[row]) > columns:
            remedy = "Delete a | or add a column."
            findings.error(row + 1, "this row of the table has more cells than its first row.", remedy)


def _cells(row: str) -> int:
    return len(_BETWEEN_CELLS.split(row.strip().removeprefix("|").removesuffix("|")))


def judge_places(text: str, findings: Findings) -> None:
    """Note every place that a new article leaves open."""
    for number, line in enumerate(text.split("\n"), 1):
        if FILL_IN in line:
            findings.error(number, f'here stands "{FILL_IN}".', "Write what is asked for, in your own words.")
