"""Running text in Markdown: words with a look are written so that they come out unchanged, read back, and parted."""

import itertools
import re
from collections.abc import Iterable
from typing import NamedTuple

INVISIBLE = re.compile("[\u00ad\u200b\u202a-\u202e\u2060-\u2064\ufeff]")
SPECIAL = re.compile(r"([\\`*\[\]<])|(?<![^\W_])(_)|(_)(?![^\W_])|(&)(?=#?\w+;)|(~)(?=~)|(?<=~)(~)")
OUTSIDE = re.compile(r"^(\s*)(.*?)(\s*)$", re.S)
ADDRESS = re.compile(r"[\s<>()\\]")
NUMBERS_ONLY = re.compile(r"[\s\d()\[\],;+–-]+")
LINK_END = re.compile(r"(?<!\\)\]\(([^)]*)\)")
MARK = re.compile(r"\\(?P<escaped>.)|(?P<mark>\[\^[^\]\s]+\]|\*+|</?sup>|\[|\]\([^)]*\))", re.S)
PIECE = re.compile(rf"{MARK.pattern}|.", re.S)
"""An escaped character, a mark that shows no words, or any other character."""

BOLD = re.compile(r"(?<!\\)(\*\*\*?)(?:\\.|[^\\*])+\1|<sup>.*?</sup>", re.S)


class Run(NamedTuple):
    r"""Some words that look the same; `"\n"` within `text` is a line break.

    `raised` is superscript, `link` a web address. With `is_note` the text is the label of a footnote marked here.
    """

    text: str
    bold: bool = False
    italic: bool = False
    raised: bool = False
    link: str = ""
    is_note: bool = False


def inline(runs: Iterable[Run]) -> str:
    r"""Return runs as Markdown with white space folded, and raised words in `<sup>`.

    >>> inline([Run("Rest ", bold=True), Run("2 * 3 [or so], IL_2")])
    '**Rest** 2 \\* 3 \\[or so\\], IL_2'
    """
    visible = (
        run._replace(text=INVISIBLE.sub("", run.text), raised=run.raised and bool(NUMBERS_ONLY.fullmatch(run.text)))
        for run in runs
    )
    looks = itertools.groupby((run for run in visible if run.text), lambda run: run._replace(text=""))
    alike = [look._replace(text="".join(run.text for run in group)) for look, group in looks]
    around = [" ", *(run.text for run in alike), " "]
    made = ""
    for place, run in enumerate(alike):
        lines = (run._replace(text=line) for line in run.text.split("\n"))
        made += "\n".join(_styled(line, around[place][-1], around[place + 2][0]) for line in lines)
    return re.sub(r" ?\n ?", "\n", re.sub(r"[^\S\n]+", " ", made)).strip()


def _styled(run: Run, before: str, after: str) -> str:
    """Write a run; Markdown knows no white space within bold, and no bold of a full stop alone."""
    if run.is_note:
        return f"[^{run.text}]"
    lead, core, tail = OUTSIDE.match(run.text).groups()  # type: ignore[union-attr]
    stars = "**" * run.bold + "*" * run.italic if re.search(r"\w", core) and not run.raised else ""
    if stars:
        out_before, core, out_after = _pushed_out(core, lead or before, tail or after)
        lead, tail = lead + out_before, out_after + tail
    shown = _escaped(core)
    if run.link and core:
        shown = f"[{shown}]({ADDRESS.sub(lambda found: f'%{ord(found[0]):02X}', run.link.strip())})"
    shown = f"<sup>{shown}</sup>" if run.raised and core else f"{stars}{shown}{stars[::-1]}"
    return _escaped(lead) + shown + _escaped(tail)


def _pushed_out(core: str, before: str, after: str) -> tuple[str, str, str]:
    """Move punctuation out of bold where Markdown would not see the stars: `**Rest.**Sleep` -> `**Rest**.Sleep`."""
    start, end = 0, len(core)
    while after[0].isalnum() and end > 1 and not core[end - 1].isalnum():
        end -= 1
    while before[-1].isalnum() and start < end - 1 and not core[start].isalnum():
        start += 1
    return core[:start], core[start:end], core[end:]


def _escaped(text: str) -> str:
    return SPECIAL.sub(lambda found: "\\" + found[0], text)


def plain(text: str) -> str:
    """Return the words of Markdown with their line breaks; places in it are what `parted` takes."""
    return MARK.sub(lambda found: found["escaped"] or "", text)


def words(text: str) -> str:
    """Return the words of Markdown alone, on one line: what a reader would copy."""
    return " ".join(plain(text).split())


def is_asking(text: str) -> bool:
    """Say whether Markdown ends with a question mark."""
    return words(text).endswith("?")


def unmarked(text: str) -> str:
    """Return Markdown as a heading shows it: on one line, with no look but italics."""

    def kept(found: re.Match[str]) -> str:
        return "*" * (len(found[0]) % 2) if found[0].startswith("*") else "" if found["mark"] else found[0]

    return MARK.sub(kept, text).replace("\n", " ")


def all_bold(text: str) -> bool:
    """Say whether every word is bold, as in a line that stands for a heading."""
    return "**" in text and not re.search(r"\w", words(BOLD.sub("", text)))


def parted(text: str, place: int) -> tuple[str, str]:
    """Part Markdown after `place` characters of its words; a look that goes on is closed and opened again.

    >>> parted("**Q: Why?** Because.", 2)
    ('**Q:**', '**Why?** Because.')
    """
    opened: list[str] = []
    end = 0
    for found in PIECE.finditer(text):
        mark = found["mark"] or ""
        closes = bool(mark) and (mark in opened or mark.startswith(("](", "</", "[^")))
        if place <= 0 and not closes:
            break
        if closes and not mark.startswith("[^"):
            opened.pop()
        elif mark and not closes:
            opened.append(mark)
        place -= not mark
        end = found.end()
    rest = text[end:].lstrip()
    link = LINK_END.search(rest)
    closing = {"[": link[0] if link else "", "<sup>": "</sup>"}
    ended = "".join(closing.get(mark, mark) for mark in reversed(opened))
    return text[:end].rstrip() + ended, "".join(opened) + rest


def without(text: str, label: re.Pattern[str]) -> str:
    """Return Markdown without what `label` matches at the start of its words."""
    found = label.match(plain(text))
    return parted(text, found.end())[1] if found else text
