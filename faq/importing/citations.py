"""Tell citation marks from other numbers, and turn them into footnotes.

A mark is raised ("treatment¹"), in brackets ("treatment [1]", "treatment (1)") or bare ("treatment 1.").
"phase 1", "grade 3", "1 year", "PD-1", "10⁹" and "m²" are not marks. A wrong mark is worse than a missed one,
so a number that might be either is left as it is and named in the report.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

from faq.importing.inline import all_bold, plain

NUMBERS = r"(?P<numbers>\d{1,3}(?:\s*[,;]\s*\d{1,3}|\s*[–-]\s*\d{1,3})*)"
LINKED = r"(?P<link>(?<!\\)\[)?{}(?(link)\]\([^)]*\))"
"""A mark may lead to its entry."""

LONE = r"(?<!(?<!\\)\\)"
"""Not behind a backslash, which makes a sign of the document's own words: somebody may have typed "<sup>"."""

RAISED = re.compile(rf"{LONE}<sup>" + LINKED.format(rf"(?:\\\[|\()?{NUMBERS}(?:\\\]|\))?,?") + "</sup>")
BRACKET = re.compile(LINKED.format(rf"\\\[{NUMBERS}\\\]"))
PAREN = re.compile(rf"\({LINKED.format(NUMBERS)}\)")
BARE = re.compile(
    r"(?<=[\w)\]%\"”’'*] )(?P<numbers>\d{1,2}(?:,\s?\d{1,2})*)(?=\**(?:[.;:?!,)](?:[\s\"”’)*\\]|$)|\\?$| \|| [—–] ))"
)
GLUED = re.compile(r"(?<=[a-z)\"”][.,;])(?P<numbers>\d{1,2}(?:,\d{1,2})*)(?=\s+[A-Z\"“(]|\\?$)")
OPENING = re.compile(r"^(?:.*\| |(?:[\s>]|- |\d+[.] )+)")
"""What a line of Markdown begins with before its first words, or those of one of its cells."""

COUNTED = frozenset(
    "phase phases grade grades stage stages type types day days week weeks month months year years hour hours "
    "minute minutes cycle cycles dose doses level levels line lines group groups arm arms cohort cohorts table "
    "figure fig chapter section part step steps page version no number nr item question note class tier category "
    "score scores age aged visit round rounds trial study priority point points option appendix box panel lot "
    "band zone region interleukin vitamin omega factor diabetes covid influenza il pd ctla cd her ki nct to of in "
    "on at by for from with without than about bed ward room floor clinic building gate press call dial text code "
    "route unit protocol schedule regimen plan tip rule over under up per and or the a an only just is are was "
    "were be been as between around nearly almost roughly exactly least most every each all these those next last "
    "first another had has have got scored plus minus times equals into within after before until till through "
    "during january february march april may june july august september october november december approximately "
    "some any".split()
)
UNIT_BEFORE = re.compile(r"(?:^|[^\d.,])(?:10|2)$|(?:^|[\s/(·\d])(?:[kcmdµ]?m|ft)$|^$", re.I)
POINTING = frozenset("the these those my your our his her its their in of for".split())
NAMED_ONCE = frozenset("last first second final next previous same single whole entire".split())
MEASURED = re.compile(r"\b(?:CI|IQR|intervals?|range)[\s:,=]*$", re.I)
NAMED = re.compile(r"\b(?:phase|grade|stage|type|step|table|figure|box|panel|option|appendix|equation)s?\s*$", re.I)
NUMBER = re.compile(r"\d[\d.,–-]*")
ENUMERATING = re.compile(r"(?:[:,;]|\b(?:and|or|either|include|includes|are))\s*$|^\s*$", re.I)
FURTHEST = 2
"""How many numbers a document may pass over from one bare mark to the next new one."""

SUPERSCRIPTS = str.maketrans("0123456789+-–()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾")


@dataclass(slots=True)
class Marking:
    """What kinds of mark a document uses, what its references are, and what was found so far."""

    known: frozenset[int]
    weak: tuple[re.Pattern[str], ...] = ()
    marks: int = 0
    cited: set[int] = field(default_factory=set)
    unsure: list[str] = field(default_factory=list)

    def mark(self, line: str) -> str:
        """Return a line of Markdown with each citation mark as a footnote; other raised text is lowered."""
        if line.startswith("#"):  # a heading holds no marks
            return line
        weak = () if all_bold(line) else self.weak  # which may be a heading too
        for kind in (RAISED, BRACKET, *weak):
            line = kind.sub(partial(self._marked, kind), line)
        return lowered(line)

    def _marked(self, kind: re.Pattern[str], shown: re.Match[str]) -> str:
        before, after = shown.string[: shown.start()], shown.string[shown.end() :]
        before = plain(OPENING.sub("", before))
        numbers = () if _is_other(kind, before, after) else _numbers(shown["numbers"])
        near = kind not in (BARE, GLUED) or max(numbers, default=0) <= max(self.cited, default=0) + FURTHEST
        if numbers and near and set(numbers) <= self.known:
            self.cited |= set(numbers)
            self.marks += 1
            return "".join(f"[^{number}]" for number in numbers)
        if numbers and kind is not PAREN:
            doubt = " ".join((before[-40:] + plain(shown[0] + after)[:15]).split())
            self.unsure += [doubt] if doubt not in self.unsure else []
        return shown[0]


def marking(known: Iterable[int], lines: Sequence[str]) -> Marking:
    """Find out which kinds of mark a document uses: weaker kinds only where no stronger one is there.

    Numbers in brackets count without a reference where one of them is 1.
    """
    every = Marking(frozenset(range(1000)))
    for line in lines:
        every.mark(lowered(line))
    entries = frozenset(known) | (every.cited if 1 in every.cited else set())
    for weak in ((), (PAREN,), (BARE, GLUED)):
        trial = Marking(entries, weak)
        if any(trial.mark(line) and trial.marks for line in lines):
            return Marking(entries, weak)
    return Marking(entries)


def lowered(text: str) -> str:
    """Return Markdown with raised numbers in superscript letters ("10⁹")."""
    shown = re.sub(rf"{LONE}<sup>([^<^]*){LONE}</sup>", lambda found: found[1].translate(SUPERSCRIPTS), text)
    return re.sub(rf"{LONE}</?sup>", "", shown)


def _is_other(kind: re.Pattern[str], before: str, after: str) -> bool:
    """Say whether the words around a number make it an item of an enumeration, a measure, a count or a name."""
    if kind is RAISED:
        return after[:1].isalpha() or bool(UNIT_BEFORE.search(before))
    if kind is PAREN and (ENUMERATING.search(before) or NAMED.search(before)):
        return True
    return _counts(before) if kind is BARE else kind is not GLUED and bool(MEASURED.search(before))


def _numbers(shown: str) -> tuple[int, ...]:
    """Read "1,2" as 1 and 2, and "2–4" as 2, 3 and 4.

    >>> _numbers("1, 3-5")
    (1, 3, 4, 5)
    """
    numbers: list[int] = []
    for piece in re.split(r"[,;]", shown):
        first, *rest = (int(number) for number in re.split(r"[–-]", piece))
        last = rest[-1] if rest else first
        if not first <= last <= first + 30:
            return ()
        numbers += range(first, last + 1)
    return tuple(dict.fromkeys(numbers))


def _counts(before: str) -> bool:
    """Say whether the words before a number make it a count or a name.

    >>> [_counts(before) for before in ("in phase", "with", "up to 72", "CTLA-4", "the last dose", "after 40 days")]
    [True, True, True, False, False, False]
    """
    *_, earlier, last = ["", "", *(word.strip("()[]\"“”'‘’,;:").lower() for word in before.split())]
    if last in NAMED_ONCE:
        return earlier in POINTING
    if last in COUNTED and earlier not in NAMED_ONCE:
        return not (last.endswith("s") and NUMBER.fullmatch(earlier))
    return not last or bool(NUMBER.fullmatch(last))
