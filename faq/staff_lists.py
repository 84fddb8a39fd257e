"""The lists that staff keep: words that patients use (`synonyms.toml`), test questions (`questions.toml`), utterances.

Utterances are what patients say when they mean a section: a file in `utterances/` for each article.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any, NamedTuple

from faq.article import Article, Status
from faq.files import ContentFile
from faq.naming import did_you_mean
from faq.problem import Findings
from faq.reading.article_file import ArticleReading
from faq.reading.toml_file import TomlEntry, entries, judge_tables, line_of_key, read_toml, strings_of

KINDS = ("emergency", "team", "crisis", "support")
"""What a test question may have to bring up."""


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Two lists that staff keep.

    `equal`: groups of wordings that may stand for each other.
    `one_way`: (patients' wording, the articles' wording); the second never finds the first.
    """

    equal: tuple[tuple[str, ...], ...] = ()
    one_way: tuple[tuple[str, str], ...] = ()


def read_synonyms(parsed: Mapping[str, Any], text: str, findings: Findings) -> Synonyms:
    """Read `[[equal]] words = [...]` and `[[one_way]] lay = "...", means = "..."`, noting what is wrong."""
    judge_tables(parsed, ("equal", "one_way"), text, findings)
    equal = [_equal(entry) for entry in entries(parsed, text, "equal", ("words",), findings)]
    one_way = [_one_way(entry) for entry in entries(parsed, text, "one_way", ("lay", "means"), findings)]
    return Synonyms(tuple(filter(None, equal)), tuple(pair for pair in one_way if all(pair)))


def _equal(entry: TomlEntry) -> tuple[str, ...]:
    group = entry.strings("words")
    if group and len({wording.casefold() for wording in group}) < max(2, len(group)):
        remedy = 'Write words = ["tummy", "abdomen"].'
        entry.findings.error(entry.line, "equal words must be 2 or more different ones.", remedy)
    return group


def _one_way(entry: TomlEntry) -> tuple[str, str]:
    lay, means = entry.string("lay"), entry.string("means")
    if lay and lay.casefold() == means.casefold():
        entry.findings.error(entry.line, f'"{lay}" means itself here.', "Change lay or means, or delete the entry.")
    return lay, means


class GoldenQuestion(NamedTuple):
    """A test question; `line` is where it stands.

    `sections` are the ids of which one must answer it first, `kind` is what to do now that it must bring up: one of
    `KINDS`. A question that must be refused has neither.
    """

    question: str
    line: int
    sections: tuple[str, ...] = ()
    kind: str = ""


@dataclass(frozen=True, slots=True)
class GoldenQuestions:
    """Every test question of the clinic, by what must come of it."""

    must_answer: tuple[GoldenQuestion, ...] = ()
    must_refuse: tuple[GoldenQuestion, ...] = ()
    emergency: tuple[GoldenQuestion, ...] = ()


def read_golden(parsed: Mapping[str, Any], text: str, findings: Findings) -> GoldenQuestions:
    """Read `[[must_answer]]`, `[[must_refuse]]` and `[[emergency]]`, noting what is wrong and what stands twice."""
    judge_tables(parsed, ("must_answer", "must_refuse", "emergency"), text, findings)
    answers = (_answer(e) for e in entries(parsed, text, "must_answer", ("question", "section"), findings))
    asked = entries(parsed, text, "must_refuse", ("question",), findings)
    refusals = (GoldenQuestion(entry.string("question"), entry.line) for entry in asked)
    alarms = (_alarm(e) for e in entries(parsed, text, "emergency", ("question", "kind"), findings))
    golden = GoldenQuestions(
        must_answer=tuple(test for test in answers if test.question and test.sections),
        must_refuse=tuple(test for test in refusals if test.question),
        emergency=tuple(test for test in alarms if test.question and test.kind),
    )
    first: dict[str, int] = {}
    for test in (*golden.must_answer, *golden.must_refuse, *golden.emergency):
        before = first.setdefault(test.question.casefold(), test.line)
        if before != test.line:
            findings.error(test.line, f'"{test.question}" is tested already on line {before}.', "Delete one of them.")
    return golden


def _answer(entry: TomlEntry) -> GoldenQuestion:
    section = entry.values["section"]
    ids = entry.strings("section") if isinstance(section, list) else tuple(filter(None, [entry.string("section")]))
    return GoldenQuestion(entry.string("question"), entry.line, sections=ids)


def _alarm(entry: TomlEntry) -> GoldenQuestion:
    kind = entry.string("kind")
    if kind and kind not in KINDS:
        remedy = did_you_mean(kind, KINDS, f"Write one of: {', '.join(KINDS)}.")
        entry.findings.error(entry.line, f'"kind" cannot be "{kind}".', remedy)
    return GoldenQuestion(entry.string("question"), entry.line, kind=kind)


Utterances = Mapping[str, tuple[str, ...]]
"""The utterances of each section, by its id."""


def read_utterances(
    files: Iterable[ContentFile], readings: Iterable[ArticleReading], findings: Findings
) -> dict[str, Utterances]:
    """Read `utterances/<slug>.toml`, by article and by section id; note names that no article or section has."""
    by_slug = {reading.read.slug: reading for reading in readings}
    heard: dict[str, Utterances] = {}
    for file in files:
        if file.holds_utterances:
            heard[PurePath(file.name).stem] = _sayings(file, by_slug, findings.of(file.shown))
    return heard


def _sayings(file: ContentFile, by_slug: Mapping[str, ArticleReading], findings: Findings) -> Utterances:
    slug = PurePath(file.name).stem
    reading = by_slug.get(slug)
    if reading is None or not file.name.endswith(".toml"):
        names = [f"{name}.toml" for name in by_slug]
        remedy = did_you_mean(PurePath(file.name).name, names, f"Name it after an article: {', '.join(names)}.")
        findings.error(1, "nothing reads this file, since it has not the name of an article.", remedy)
        return {}
    utterances: dict[str, tuple[str, ...]] = {}
    for anchor, said in read_toml(file.content, findings).items():
        line = line_of_key(file.text, anchor)
        if anchor not in reading.anchors:
            known = ", ".join(sorted(reading.anchors))
            remedy = did_you_mean(anchor, reading.anchors, f"The sections are: {known}.")
            note = findings.warn if reading.read.status is Status.WITHDRAWN else findings.error
            note(line, f'"{anchor}" is no section of {slug}.', remedy)
        else:
            utterances[f"{slug}#{anchor}"] = strings_of(said, anchor, line, findings)
    _look_for_repeats(utterances, file.text, findings)
    return utterances


def _look_for_repeats(utterances: Utterances, text: str, findings: Findings) -> None:
    """Note a saying that stands twice in one file: it cannot tell two sections apart."""
    seen: set[str] = set()
    for said in (said for several in utterances.values() for said in several):
        if said.casefold() in seen:
            lines = [number for number, line in enumerate(text.split("\n"), 1) if f'"{said}"' in line]
            findings.warn(lines[-1] if lines else 1, f'"{said}" stands twice in this file.', "Delete one of them.")
        seen.add(said.casefold())


def with_utterances(article: Article, heard: Mapping[str, Utterances]) -> Article:
    """Return an article whose sections know what patients say for them."""
    own = heard.get(article.slug)
    if not own:
        return article
    sections = tuple(replace(section, heard=own.get(section.id, ())) for section in article.sections)
    return replace(article, sections=sections)
