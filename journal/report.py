"""What a clinic reads from its journal: counts, a file for a spreadsheet, and topics that were asked in vain."""

import csv
import io
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields

from journal.rows import Judgement, Noted

HIDDEN = ("id", "token")
"""Columns that tell a reader nothing and are not exported."""

FORMULA = re.compile(r"\s*[=+\-@\t\r\0\uff1d\uff0b\uff0d\uff20]")
"""How a cell begins that a spreadsheet may run as a formula (OWASP, "CSV Injection"), full-width signs included."""

_CELL_WITHIN = re.compile(r"[;\t\n\r](?=[;\s]*[=+\-@\uff1d\uff0b\uff0d\uff20])")
"""Where a cell could begin for a spreadsheet that parts cells by other signs than a comma."""

MOST_BESIDE = 5
Words = tuple[Sequence[str], Sequence[str]]
"""What a question asks about in vain, and the words that stand beside it."""

_LABEL = re.compile(r"\[[a-z ]+\]")
"""What redaction writes in place of a name or a number."""


@dataclass(slots=True)
class Opinion:
    """What visitors said about one section in one content version."""

    yes: int = 0
    no: int = 0
    reasons: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Summary:
    """The counts over everything that is kept; `opinions` by section and content version."""

    questions: int = 0
    first: str = ""
    last: str = ""
    statuses: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    emergencies: Counter[str] = field(default_factory=Counter)
    sections: Counter[str] = field(default_factory=Counter)
    opinions: dict[tuple[str, str], Opinion] = field(default_factory=lambda: defaultdict(Opinion))


@dataclass(frozen=True, slots=True)
class Gap:
    """A topic that was asked about in vain: how often, and the words that stood beside it more than once."""

    topic: str
    count: int
    beside: tuple[str, ...] = ()


def summarise(questions: Iterable[Noted], feedback: Iterable[Judgement]) -> Summary:
    """Count questions, which come oldest first, and verdicts; no question's words are in the result."""
    summary = Summary()
    for row in questions:
        summary.questions += 1
        summary.first, summary.last = summary.first or row.hour, row.hour
        summary.statuses[row.status] += 1
        summary.languages[row.lang] += 1
        summary.emergencies.update([row.emergency] if row.emergency else [])
        summary.sections.update(row.sections.split()[:1] if row.status == "answer" else [])
    for judged in feedback:
        opinion = summary.opinions[judged.section, judged.version]
        opinion.yes += judged.verdict == "yes"
        opinion.no += judged.verdict == "no"
        opinion.reasons.update([judged.reason] if judged.reason else [])
    return summary


def csv_lines(rows: Iterable[Noted] | Iterable[Judgement], kind: type[Noted | Judgement]) -> Iterator[str]:
    """Yield rows as the lines of a CSV file (RFC 4180), safe to open in a spreadsheet, with a line of names first."""
    columns = [column.name for column in fields(kind) if column.name not in HIDDEN]
    yield _line(columns)
    for row in rows:
        yield _line([safe_cell(getattr(row, column)) for column in columns])


def safe_cell(text: str) -> str:
    r"""Put an apostrophe before whatever a spreadsheet could take for a formula.

    >>> safe_cell("=1+1"), safe_cell("is it safe? -5"), safe_cell("a;=1+1")
    ("'=1+1", 'is it safe? -5', "a;'=1+1")
    """
    text = _CELL_WITHIN.sub(r"\g<0>'", text)
    return f"'{text}" if FORMULA.match(text) else text


def gaps(questions: Iterable[Noted], about: Callable[[str, str], Words], least: int = 2) -> list[Gap]:
    """Gather the questions that got no answer by topic, the commonest first.

    `about` gives the words that a question in a language asks about in vain, and the words beside them; no topic when
    it is answered by now. A word that was not asked about `least` times is left out: it may be somebody's name.
    """
    asked = [about(text, row.lang) for row in questions if (text := unanswered(row))]
    found: list[Gap] = []
    while (most := _commonest(topics for topics, _ in asked)) and most[1] >= least:
        topic, count = most
        near = Counter(w for words in asked if topic in words[0] for w in {*words[0], *words[1]} if w != topic)
        often = sorted((word for word, times in near.items() if times >= least), key=lambda word: (-near[word], word))
        found.append(Gap(topic, count, tuple(often[:MOST_BESIDE])))
        asked = [words for words in asked if topic not in words[0]]
    return found


def unanswered(row: Noted) -> str:
    """Return the text of a question that got no answer, without the labels of redaction; "" for any other."""
    return without_labels(row.question) if row.status == "not_found" and not row.emergency else ""


def without_labels(question: str) -> str:
    """Return a redacted question without what stands in place of names and numbers.

    >>> without_labels("my name is [name] and I have a rash")
    'my name is and I have a rash'
    """
    return " ".join(_LABEL.sub(" ", question).split())


def _commonest(asked: Iterable[Iterable[str]]) -> tuple[str, int] | None:
    counted = Counter(word for words in asked for word in set(words))
    return min(counted.items(), key=lambda each: (-each[1], each[0]), default=None)


def _line(cells: Sequence[str]) -> str:
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerow(cells)
    return text.getvalue()
