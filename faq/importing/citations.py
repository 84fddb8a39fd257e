"""Tell citation marks from other numbers, and turn them into footnotes.

A mark is raised ("treatment¹"), in brackets ("treatment [1]", "treatment (1)") or bare ("treatment 1.").
"phase 1", "grade 3", "1 year", "PD-1", "10⁹" and "m²" are not marks. A wrong mark is worse than a missed one,
so a number that might be either is left as it is and named in the report.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from faq.importing.runs import Run, Runs, cut, joined, tidy

NUMBERS = r"\d{1,3}(?:\s*[,;]\s*\d{1,3}|\s*[–-]\s*\d{1,3})*"
RAISED = re.compile(rf"\s*[\[(]?({NUMBERS})[\])]?\s*,?")
BRACKET = re.compile(rf"\[({NUMBERS})\]")
PAREN = re.compile(rf"\(({NUMBERS})\)")
BARE = re.compile(r"(?<=[\w)\]%\"”’'] )(\d{1,2}(?:,\s?\d{1,2})*)(?=[.;:?!,)](?:\s|$|[\"”’)])|$| [—–] )")
GLUED = re.compile(r"(?<=[a-z)\"”][.,;])(\d{1,2}(?:,\d{1,2})*)(?=\s+[A-Z\"“(]|$)")

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


_Mark = tuple[int, int, tuple[int, ...]]
"""Where a citation mark begins and ends in the text, and its numbers."""


@dataclass(slots=True)
class Marking:
    """What kinds of mark a document uses, what its references are, and what was found so far."""

    known: frozenset[int]
    paren: bool = False
    bare: bool = False
    marks: int = 0
    cited: set[int] = field(default_factory=set)
    unsure: list[str] = field(default_factory=list)

    def mark(self, runs: Runs) -> Runs:
        """Return the runs with each citation mark as a note labelled by its number; other raised text is lowered."""
        self.marks += sum(bool(run.note) for run in runs)
        made: list[Run] = []
        place = 0
        for start, end, numbers in sorted(self.found(runs)):
            if start >= place:
                made += cut(runs, place, start)
                made += [Run("", note=str(number)) for number in numbers]
                made += [run for run in cut(runs, start, end) if run.note]
                place = end
                self.marks += 1
        return tidy(_lowered(run) for run in (*made, *cut(runs, place)))

    def found(self, runs: Runs) -> Iterator[_Mark]:
        """Yield the marks of one piece of text; each kind in reading order."""
        text = joined(runs)
        for kind, start, end, shown in self._candidates(runs, text):
            numbers = _numbers(shown)
            near = kind not in (BARE, GLUED) or max(numbers) <= max(self.cited, default=0) + FURTHEST
            if numbers and near and set(numbers) <= self.known:
                self.cited |= set(numbers)
                yield start, end, numbers
            elif numbers and kind is not PAREN:
                doubt = " ".join(text[max(start - 40, 0) : start + 12].split())
                self.unsure += [doubt] if doubt not in self.unsure else []

    def _candidates(self, runs: Runs, text: str) -> Iterator[tuple[re.Pattern[str], int, int, str]]:
        end = 0
        for run in runs:
            start, end = end, end + len(run.text)
            shown = RAISED.fullmatch(run.text) if run.raised else None
            if shown and not UNIT_BEFORE.search(text[:start]) and not text[end : end + 1].isalpha():
                yield RAISED, start, end, shown[1]
        for kind in (BRACKET, *[PAREN] * self.paren, *[BARE, GLUED] * self.bare):
            for shown in kind.finditer(text):
                if not _is_other(kind, text[: shown.start()]):
                    yield kind, *shown.span(), shown[1]


def marking(known: Iterable[int], texts: Sequence[Runs]) -> Marking:
    """Find out which kinds of mark a document uses: weaker kinds only where no stronger one is there."""
    entries = frozenset(known)
    for paren, bare in ((False, False), (True, False), (False, True)):
        trial = Marking(entries, paren, bare)
        if any(any(trial.found(runs)) for runs in texts):
            return Marking(entries, paren, bare)
    return Marking(entries)


def missing(known: Iterable[int], texts: Sequence[Runs]) -> set[int]:
    """Find numbers in brackets that no reference has, in a document whose marks are in brackets."""
    every = Marking(frozenset(range(1000)))
    used = {number for runs in texts for *_, numbers in every.found((Run(joined(runs)),)) for number in numbers}
    return used - set(known) if 1 in used else set()


def _is_other(kind: re.Pattern[str], before: str) -> bool:
    """Say whether the words before a number make it an item of an enumeration, a measure, a count or a name."""
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


def _lowered(run: Run) -> Run:
    """Show raised text that is no mark: digits as superscript letters ("10⁹"), words plainly ("1st")."""
    if not run.raised or run.note:
        return replace(run, raised=False)
    raised = run.text.translate(SUPERSCRIPTS) if re.fullmatch(r"[\s\d()+–-]+", run.text) else run.text
    return replace(run, raised=False, text=raised)
