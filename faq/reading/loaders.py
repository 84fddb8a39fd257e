"""Read each kind of content file: the articles, the wording of each language, the lists that staff keep."""

import gc
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from hashlib import sha256
from multiprocessing import get_context
from pathlib import PurePath
from typing import Any

from faq.files import ContentFile
from faq.languages import LANGUAGES
from faq.naming import LONGEST_SLUG, SLUG, did_you_mean
from faq.naming import slug as slug_for
from faq.problem import Findings
from faq.reading.article_file import ArticleReading, read_article
from faq.reading.toml_file import read_toml
from faq.staff_lists import GoldenQuestions, Synonyms, read_golden, read_synonyms
from faq.wording import Wording, judge_translation, judge_wording

EMERGENCIES = ("emergencies.toml", "emergencies-cancer.toml", "distress.toml")
"""What is true for everybody, what belongs to cell treatment and cancer drugs, and distress that is no emergency."""

MANY = 200
"""From so many articles on that are new, several processes read them."""

SYNONYMS, QUESTIONS = "synonyms.toml", "questions.toml"
LISTS = (SYNONYMS, *EMERGENCIES, QUESTIONS)


_kept: dict[tuple[str, bytes], ArticleReading] = {}
"""The articles as they were read last, so that after an edit only the edited one is read again."""


def _read_changed(files: Iterable[ContentFile]) -> list[ArticleReading]:
    """Read article files, and keep these readings only."""
    global _kept
    keyed = {(file.name + file.shown, sha256(file.content).digest()): file for file in files}
    new = [key for key in keyed if key not in _kept]
    read = _kept | dict(zip(new, _read_all([keyed[key] for key in new]), strict=True))
    _kept = {key: read[key] for key in keyed}
    return list(_kept.values())


def _read_all(files: list[ContentFile]) -> Iterable[ArticleReading]:
    """Read articles, a large library with every processor there is: reading takes half the time of a start."""
    if len(files) < MANY:
        return map(_read, files)
    with ProcessPoolExecutor(mp_context=get_context("fork"), initializer=gc.disable) as pool:
        return list(pool.map(_read, files, chunksize=MANY // 4))


def _read(file: ContentFile) -> ArticleReading:
    return read_article(file.shown, PurePath(file.name).stem, file.content)


def read_articles(files: Iterable[ContentFile], findings: Findings) -> list[ArticleReading]:
    """Read every article, sorted by slug; a file that is no article is a problem, not a silence."""
    others = (file for file in files if not file.holds_utterances and not file.name.endswith(".toml"))
    articles = [file for file in others if _is_named_well(file, findings)]
    readings = _read_changed(articles)
    for reading in readings:
        findings.problems += reading.problems
    return sorted(readings, key=lambda reading: reading.slug)


def _is_named_well(file: ContentFile, findings: Findings) -> bool:
    """Note a bad file name; say whether the file can be read as an article all the same."""
    name, note = PurePath(file.name).name, partial(findings.of(file.shown).error, 1)
    if not name.endswith(".md"):
        note("the file is not an article.", "Give it a name that ends in .md, or move it elsewhere.")
        return False
    slug = name.removesuffix(".md")
    if not SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG:
        better = slug_for(slug[:LONGEST_SLUG]) or "my-article"
        remedy = f"Use small letters, digits and hyphens, {LONGEST_SLUG} at most, such as {better}.md."
        note("the file name is not a good address.", remedy)
    return True


def read_wording_files(files: Mapping[str, ContentFile], folder: str, findings: Findings) -> dict[str, Wording]:
    """Read `wording.toml` and its translations, each compared with it."""
    wording: dict[str, Wording] = {}
    if "wording.toml" not in files:
        remedy = "Bring it back from an earlier version of the folder."
        findings.of(f"{folder}/wording.toml").error(1, "the file is missing.", remedy)
        return wording
    for lang, name in [("en", "wording.toml"), *((lang, f"wording.{lang}.toml") for lang in LANGUAGES if lang != "en")]:
        if name in files:
            own, text = findings.of(files[name].shown), files[name].text
            wording[lang] = Wording(judge_wording(read_toml(files[name].content, own), text, own))
            if lang != "en" and not own.broken:
                judge_translation(wording[lang], wording["en"], text, own)
    return wording


def read_lists(
    files: Mapping[str, ContentFile], findings: Findings
) -> tuple[Synonyms, GoldenQuestions, Mapping[str, Mapping[str, Any]]]:
    """Read the synonyms, the test questions and the emergencies by file; a file that is missing is empty."""
    _look_for_strangers(files, findings)
    found = {name: files.get(name, ContentFile(name, name, b"")) for name in LISTS}
    notes = {name: findings.of(file.shown) for name, file in found.items()}
    parsed = {name: read_toml(file.content, notes[name]) for name, file in found.items()}
    synonyms = read_synonyms(parsed[SYNONYMS], found[SYNONYMS].text, notes[SYNONYMS])
    golden = read_golden(parsed[QUESTIONS], found[QUESTIONS].text, notes[QUESTIONS])
    return synonyms, golden, {found[name].shown: parsed[name] for name in EMERGENCIES if name in files}


def _look_for_strangers(files: Mapping[str, ContentFile], findings: Findings) -> None:
    known = ["wording.toml", *LISTS, *(f"wording.{lang}.toml" for lang in LANGUAGES if lang != "en")]
    stems = [name.removesuffix(".toml") for name in known]
    for name, file in files.items():
        if name.endswith(".toml") and name not in known and not file.holds_utterances:
            remedy = did_you_mean(name.removesuffix(".toml"), stems, f"The files are: {', '.join(known)}.")
            findings.of(file.shown).error(1, "nothing reads this file.", remedy)
