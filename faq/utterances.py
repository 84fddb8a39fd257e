"""What patients say when they mean a section: the shape of the files in `utterances/`, one for each article."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import PurePath

from faq.article import Article, Status
from faq.files import ContentFile
from faq.naming import did_you_mean
from faq.problem import Findings
from faq.reading.article_file import ArticleReading
from faq.reading.toml_file import line_of_key, read_toml, strings_of

Utterances = Mapping[str, tuple[str, ...]]
"""The utterances of each section, by its id."""


def read_utterances(
    files: Iterable[ContentFile], readings: Iterable[ArticleReading], findings: Findings
) -> dict[str, Utterances]:
    """Read `utterances/<slug>.toml`, by article and by section id; note names that no article or section has."""
    by_slug = {reading.slug: reading for reading in readings}
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
            note = findings.warn if reading.head.article.status is Status.WITHDRAWN else findings.error
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
