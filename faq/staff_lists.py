"""The lists that staff keep: words that patients use (`synonyms.toml`), test questions (`questions.toml`), utterances.

Utterances are what patients say when they mean a section: a file in `utterances/` for each article.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import PurePath
from typing import Any, NamedTuple

from faq.article import Article
from faq.files import UTTERANCES, ContentFile
from faq.problem import Findings
from faq.reading.article_file import ArticleReading
from faq.reading.toml_file import Kind, TomlFile, read_toml

KINDS = ("emergency", "crisis", "team", "support")
"""What a question may sound like, most urgent first: somebody who took pills to die needs an ambulance before a
listener."""


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Two lists that staff keep.

    `equal`: groups of wordings that may stand for each other.
    `one_way`: (patients' wording, the articles' wording); the second never finds the first.
    """

    equal: tuple[tuple[str, ...], ...] = ()
    one_way: tuple[tuple[str, str], ...] = ()


_SYNONYMS: Mapping[str, Mapping[str, Kind]] = {
    "equal": {"words": TomlFile.several},
    "one_way": {"lay": TomlFile.words, "means": TomlFile.words},
}


def read_synonyms(file: TomlFile) -> Synonyms:
    """Read `[[equal]] words = [...]` and `[[one_way]] lay = "...", means = "..."`, noting what is wrong."""
    equal: list[tuple[str, ...]] = []
    one_way: list[tuple[str, str]] = []
    for name, line, given in file.entries(_SYNONYMS):
        words = given.get("words") or (given["lay"], given["means"])
        (equal if name == "equal" else one_way).append(words)
        if len({wording.casefold() for wording in words}) < max(2, len(words)):
            message = "equal words must be 2 or more different ones."
            remedy = 'Write words = ["tummy", "abdomen"].'
            if name == "one_way":
                message, remedy = f'"{words[0]}" means itself here.', "Change lay or means, or delete the entry."
            file.findings.error(line, message, remedy)
    return Synonyms(tuple(equal), tuple(one_way))


class GoldenQuestion(NamedTuple):
    """A test question; `line` is where it stands.

    `sections` are the ids of which one must answer it first, `kind` is what to do now that it must bring up: one of
    `KINDS`. A question that must be refused has neither.
    """

    question: str
    line: int
    sections: tuple[str, ...] = ()
    kind: str = ""


def _one_or_several(file: TomlFile, name: str, value: Any, line: int) -> tuple[str, ...]:
    several = isinstance(value, list)
    return file.several(name, value, line) if several else tuple(filter(None, [file.words(name, value, line)]))


_TESTS: Mapping[str, Mapping[str, Kind]] = {
    "must_answer": {"question": TomlFile.words, "section": _one_or_several},
    "must_refuse": {"question": TomlFile.words},
    "emergency": {"question": TomlFile.words, "kind": TomlFile.words},
}


def read_golden(file: TomlFile) -> tuple[GoldenQuestion, ...]:
    """Read `[[must_answer]]`, `[[must_refuse]]` and `[[emergency]]`, noting what is wrong and what stands twice."""
    tests: list[GoldenQuestion] = []
    first: dict[str, int] = {}
    for _, line, given in file.entries(_TESTS):
        test = GoldenQuestion(given["question"], line, given.get("section", ()), given.get("kind", ""))
        tests.append(test)
        if test.kind and test.kind not in KINDS:
            file.findings.misnamed(line, f'"kind" cannot be "{test.kind}".', test.kind, KINDS, "Write one of:")
        before = first.setdefault(test.question.casefold(), line)
        if before != line:
            message = f'"{test.question}" is tested already on line {before}.'
            file.findings.error(line, message, "Delete one of them.")
    return tuple(tests)


Utterances = Mapping[str, tuple[str, ...]]
"""The utterances of each section, by its id."""


def read_utterances(
    files: Iterable[ContentFile], readings: Mapping[str, ArticleReading], findings: Findings
) -> Utterances:
    """Read `utterances/<slug>.toml` by section; note names that no article or section has."""
    heard: dict[str, tuple[str, ...]] = {}
    for file in (file for file in files if file.place == UTTERANCES):
        path = PurePath(file.name)
        if path.stem in readings and path.suffix == ".toml":
            heard |= _sayings(file, readings[path.stem], findings.of(file.shown))
        else:
            names = [f"{name}.toml" for name in readings]
            message = "nothing reads this file, since it has not the name of an article."
            findings.of(file.shown).misnamed(1, message, path.name, names, "Name it after an article:")
    return heard


def _sayings(file: ContentFile, reading: ArticleReading, findings: Findings) -> Utterances:
    slug, table = reading.read.slug, read_toml(file.content, findings)
    utterances: dict[str, tuple[str, ...]] = {}
    for anchor, said in table.values.items():
        if anchor in reading.anchors:
            utterances[f"{slug}#{anchor}"] = table.several(anchor, said, table.line(anchor))
        else:
            line, message = table.line(anchor), f'"{anchor}" is no section of {slug}.'
            findings.misnamed(line, message, anchor, sorted(reading.anchors), "The sections are:", reading.fault)
    _look_for_repeats(utterances, file.text, findings)
    return utterances


def _look_for_repeats(utterances: Utterances, text: str, findings: Findings) -> None:
    """Note a saying that stands twice in one file: it cannot tell two sections apart."""
    seen: set[str] = set()
    for said in chain.from_iterable(utterances.values()):
        if said.casefold() in seen:
            lines = [number for number, line in enumerate(text.split("\n"), 1) if f'"{said}"' in line]
            findings.warn(lines[-1] if lines else 1, f'"{said}" stands twice in this file.', "Delete one of them.")
        seen.add(said.casefold())


def with_utterances(article: Article, heard: Utterances) -> Article:
    """Return an article whose sections know what patients say for them."""
    sections = tuple(replace(section, heard=heard.get(section.id, ())) for section in article.sections)
    return replace(article, sections=sections)
