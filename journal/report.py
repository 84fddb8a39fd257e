"""What a clinic reads from its journal: counts, a file for a spreadsheet, and topics that were asked in vain."""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, fields
from itertools import islice
from typing import TYPE_CHECKING

from journal.rows import Judgement, Noted, Row

if TYPE_CHECKING:
    from journal.store import Store

_CELL = re.compile(r"(^|[;\t\n\r])(?=[;\s\0]*[=+\-@\uff1d\uff0b\uff0d\uff20])")
"""Where a cell begins that a spreadsheet may run as a formula (OWASP, "CSV Injection"): full-width signs included, and
cells that are parted by other signs than a comma."""

MOST_BESIDE = 5
MOST_TRIED = 300
"""Words, the commonest first, that are tried as topics: each costs about as much as an answer."""

SAMPLE = 5
"""Questions of a topic that are asked again."""

_WORD = re.compile(r"[^\W_][\w'’-]*[^\W_]")
Tells = Callable[[str, str], bool]
"""Says something of a text in a language."""


@dataclass(slots=True)
class Summary:
    """The counts over what is kept; `sections` of those shown first, the last two by section and content version."""

    questions: int = 0
    first: str = ""
    last: str = ""
    statuses: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    emergencies: Counter[str] = field(default_factory=Counter)
    sections: Counter[str] = field(default_factory=Counter)
    verdicts: dict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    reasons: dict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def worst_first(self) -> list[tuple[str, str, Counter[str], Counter[str]]]:
        """Return section, content version, verdicts and reasons, those with most "no" first."""
        judged = sorted(self.verdicts, key=lambda key: (-self.verdicts[key]["no"], key))
        return [(*key, self.verdicts[key], self.reasons[key]) for key in judged]


@dataclass(frozen=True, slots=True)
class Gap:
    """A topic that was asked about in vain: how often, and the words that stood beside it more than once."""

    topic: str
    count: int
    beside: tuple[str, ...] = ()


def summarise(store: "Store", since: str = "", sections: bool = False) -> Summary:
    """Add up what is kept from an hour on; to count the sections shown too takes longer."""
    summary = Summary()
    alike = ("hour", "status", "lang", "emergency", *(["sections"] if sections else []))
    for asked, times in store.counts(Noted, alike, since):
        summary.questions += times
        summary.first, summary.last = summary.first or asked.hour, asked.hour
        summary.statuses[asked.status] += times
        summary.languages[asked.lang] += times
        if asked.emergency:
            summary.emergencies[asked.emergency] += times
        if asked.status == "answer" and asked.sections:
            summary.sections[asked.sections.split()[0]] += times
    for given, times in store.counts(Judgement, ("section", "version", "verdict", "reason"), since):
        summary.verdicts[given.section, given.version][given.verdict] += times
        if given.reason:
            summary.reasons[given.section, given.version][given.reason] += times
    return summary


class _Line:
    """What a CSV writer writes a line to and gets it back from."""

    def write(self, line: str) -> str:
        return line


def csv_lines(rows: Iterable[Row], kind: type[Row]) -> Iterator[str]:
    """Yield rows as the lines of a CSV file (RFC 4180), safe to open in a spreadsheet, with a line of names first."""
    columns = [column.name for column in fields(kind)[1:]]
    line = csv.writer(_Line(), quoting=csv.QUOTE_ALL).writerow
    yield line(columns)
    for row in rows:
        yield line([safe_cell(getattr(row, column)) for column in columns])


def safe_cell(text: str) -> str:
    r"""Put an apostrophe before whatever a spreadsheet could take for a formula.

    >>> safe_cell("=1+1"), safe_cell("is it safe? -5"), safe_cell("a;=1+1")
    ("'=1+1", 'is it safe? -5', "a;'=1+1")
    """
    return _CELL.sub(r"\1'", text)


def gaps(asked: Iterable[Noted], subject: Tells, unanswered: Tells, least: int = 2, most: int = 50) -> list[Gap]:
    """Gather questions that got no answer by topic, the commonest first; no question belongs to two.

    `subject` tells which words can be a topic, `unanswered` whether the articles as they are now answer a text: a topic
    is a word to which, and to some question with it, they still have none. A word that was asked about fewer than
    `least` times is left out: it may be personal.
    """
    questions = list(asked)
    words = [frozenset(_WORD.findall(row.question.casefold())) for row in questions]
    places: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for place, row in enumerate(questions):
        for word in words[place]:
            places[row.lang, word].add(place)
    waiting = {key: where for key, where in places.items() if len(where) >= least}
    found: list[Gap] = []
    for _ in range(min(MOST_TRIED, len(waiting))):
        lang, word = min(waiting, key=lambda key: (-len(waiting[key]), *key))
        left = waiting.pop((lang, word))
        if len(left) < least or len(found) == most:
            break
        sample = (questions[place].question for place in sorted(left)[:SAMPLE])
        if subject(word, lang) and unanswered(word, lang) and any(unanswered(text, lang) for text in sample):
            near = Counter(other for place in left for other in words[place] if other != word)
            often = sorted((other for other, times in near.items() if times >= least), key=lambda o: (-near[o], o))
            beside = islice((other for other in often if subject(other, lang)), MOST_BESIDE)
            found.append(Gap(word, len(left), tuple(beside)))
            waiting = {key: where - left for key, where in waiting.items()}
    return found
