"""Write runs as Markdown so that the words come out unchanged when it is read."""

import re
from collections.abc import Mapping
from dataclasses import replace

from faq.importing.runs import Run, Runs, tidy

SPECIAL = re.compile(r"([\\`*\[\]<])|(?<![^\W_])(_)|(_)(?![^\W_])|(&)(?=#?\w+;)|(~)(?=~)|(?<=~)(~)")
LINE_START = re.compile(r"^(?:([#+=>-])|(\d{1,9})([.)])(?=\s|$)|(:)(?=\s))")
OUTSIDE = re.compile(r"^(\s*)(.*?)(\s*)$", re.S)
ADDRESS = re.compile(r"[\s<>()\\]")


def inline(runs: Runs, labels: Mapping[str, str], *, one_line: bool = False) -> str:
    """Write running text; line breaks become Markdown's, or spaces with `one_line`. `labels` names the footnotes."""
    runs = tidy(replace(run, text=run.text.replace("\n", " ")) for run in runs) if one_line else runs
    runs = _loosened(runs)
    around = [" ", *(run.text or "x" for run in runs), " "]
    pieces = [_piece(run, around[place][-1], around[place + 2][0], labels) for place, run in enumerate(runs)]
    return "\\\n".join(_safe_start(line) for line in "".join(pieces).split("\n"))


def _loosened(runs: Runs) -> Runs:
    """Drop the look of runs that are white space or punctuation alone: Markdown could not show it."""
    return tidy(run if re.search(r"\w", run.text) else replace(run, bold=False, italic=False) for run in runs)


def _piece(run: Run, before: str, after: str, labels: Mapping[str, str]) -> str:
    if run.note:
        return f"[^{labels.get(run.note, run.note)}]"
    return "\n".join(_styled(replace(run, text=line), before, after) for line in run.text.split("\n"))


def _styled(run: Run, before: str, after: str) -> str:
    lead, core, tail = OUTSIDE.match(run.text).groups()  # type: ignore[union-attr]
    if not core:
        return run.text
    stars = "**" * run.bold + "*" * run.italic
    if stars:
        out_before, core, out_after = _pushed_out(core, lead or before, tail or after)
        lead, tail = lead + out_before, out_after + tail
    shown = escaped(core)
    if run.link:
        shown = f"[{shown}]({_address(run.link)})"
    return f"{escaped(lead)}{stars}{shown}{stars[::-1]}{escaped(tail)}"


def _pushed_out(core: str, before: str, after: str) -> tuple[str, str, str]:
    """Move punctuation out of bold where Markdown would not see the stars: `**Rest.**Sleep` -> `**Rest**.Sleep`."""
    start, end = 0, len(core)
    while after[0].isalnum() and end > 1 and not core[end - 1].isalnum():
        end -= 1
    while before[-1].isalnum() and start < end - 1 and not core[start].isalnum():
        start += 1
    return core[:start], core[start:end], core[end:]


def escaped(text: str) -> str:
    r"""Put a backslash before what Markdown would read as a mark.

    >>> escaped("2 * 3 [or so], IL_2")
    '2 \\* 3 \\[or so\\], IL_2'
    """
    return SPECIAL.sub(lambda found: "\\" + found[0], text)


def _safe_start(line: str) -> str:
    """Keep a line from being read as a heading, a list item or a quotation."""

    def safe(found: re.Match[str]) -> str:
        return f"{found[2]}\\{found[3]}" if found[2] else f"\\{found[0]}"

    return LINE_START.sub(safe, line.strip())


def _address(link: str) -> str:
    return ADDRESS.sub(lambda found: f"%{ord(found[0]):02X}", link.strip())
