"""All content at one moment: the articles, the wording, the lists that staff keep, with a content version."""

import gc
from collections.abc import Container, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path, PurePath

from faq.article import Article, Section, Status
from faq.files import ARTICLES, ContentFile, read_files, version_of
from faq.files import stamp as stamp
from faq.languages import LANGUAGES
from faq.naming import LONGEST_SLUG, SLUG
from faq.naming import slug as slug_for
from faq.problem import ContentError, Findings, Level, Problem
from faq.reading.article_file import ArticleReading, read_article
from faq.reading.cross_references import judge_library
from faq.reading.toml_file import TomlFile, read_toml
from faq.staff_lists import GoldenQuestion, Synonyms, read_golden, read_synonyms, read_utterances, with_utterances
from faq.wording import Wording, judge_translation, read_wording, unusable_sentences

EMERGENCIES = ("emergencies.toml", "emergencies-cancer.toml", "distress.toml")
"""What is true for everybody, what belongs to cell treatment and cancer drugs, and distress that is no emergency."""

MANY = 200
"""From so many articles on that are new, several processes read them."""

WORDING = {"en": "wording.toml"} | {lang: f"wording.{lang}.toml" for lang in LANGUAGES if lang != "en"}
SYNONYMS, QUESTIONS = "synonyms.toml", "questions.toml"
LISTS = (SYNONYMS, *EMERGENCIES, QUESTIONS)


@dataclass(frozen=True, slots=True)
class Library:
    """Everything the clinic has published, never changed once read.

    `articles` has those of every status, sorted by slug; `known` by its slug what could be read of each article file,
    also of one that is broken; `wording` the sentences by language, `unusable` why pages cannot use them; `sources` the
    text of each file by its name as shown to people; `emergencies` the files as they were parsed, for the engine.
    """

    articles: tuple[Article, ...] = ()
    known: Mapping[str, Article] = field(default_factory=dict)
    wording: Mapping[str, Wording] = field(default_factory=dict)
    unusable: tuple[Problem, ...] = ()
    synonyms: Synonyms = field(default_factory=Synonyms)
    emergencies: tuple[TomlFile, ...] = ()
    golden: tuple[GoldenQuestion, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    version: str = ""
    folder: str = "faq"

    def shown(self, name: str) -> str:
        """Return the name under which a file of the folder is shown to people: `faq/questions.toml`."""
        return f"{self.folder}/{name}"

    def published(self, lang: str | None = None) -> tuple[Article, ...]:
        """Return the articles that are served, of one language or of all."""
        return tuple(a for a in self.articles if a.status is Status.PUBLISHED and lang in (None, a.lang))

    def article(self, slug: str) -> Article | None:
        """Find an article of any status by its slug."""
        return next((article for article in self.articles if article.slug == slug), None)

    def section(self, section_id: str) -> Section | None:
        """Find a section by its id, `slug#anchor`, following renamed headings."""
        slug, _, anchor = section_id.partition("#")
        article = self.article(slug)
        return article.section(anchor) if article else None


def read_library(folder: Path) -> Library:
    """Read the content of a folder, or raise ContentError with every problem in it.

    The folder holds `articles/`, `utterances/`, `wording.toml`, `wording.<lang>.toml`, `synonyms.toml`,
    `emergencies.toml` with what adds to it, and `questions.toml`; all but the articles and the wording may be missing.
    """
    library, problems = load(folder)
    if any(problem.level is Level.ERROR for problem in problems):
        raise ContentError(list(problems))
    return library


def load(folder: Path, given: Iterable[ContentFile] = ()) -> tuple[Library, tuple[Problem, ...]]:
    """Read what can be read of a folder, with every problem, sorted; broken articles are left out.

    Files that are `given` are judged as if they stood in the folder. A problem in a draft is a warning, since no draft
    is ever served, unless it is one of them.
    """
    findings = Findings(f"{folder.name}/articles")
    files = read_files(folder, findings)
    given = tuple(given)
    found = {file.name: file for file in (*files, *given)}
    readings = _read_articles(found.values(), findings)
    heard = read_utterances(found.values(), readings, findings)
    tables = _read_tables(found, folder.name, findings)
    wording = _read_wording_files(tables, folder.name, findings)
    golden, synonyms = read_golden(tables[QUESTIONS]), read_synonyms(tables[SYNONYMS])
    judge_library(readings, wording, golden, folder.name, findings)
    known = {slug: reading.read for slug, reading in readings.items()}
    drafts = {article.file for article in known.values() if article.status is Status.DRAFT}
    drafts -= {file.shown for file in given}
    problems = tuple(sorted(replace(p, level=Level.WARNING) if p.file in drafts else p for p in findings.problems))
    library = Library(
        articles=tuple(with_utterances(reading.article, heard) for reading in readings.values() if reading.article),
        known=known,
        wording=wording,
        unusable=tuple(unusable_sentences(wording["en"], tables[WORDING["en"]])) if wording else (),
        synonyms=synonyms,
        emergencies=tuple(tables[name] for name in EMERGENCIES),
        golden=golden,
        sources={file.shown: file.text for file in found.values()},
        version=version_of(files),
        folder=folder.name,
    )
    return library, problems


_kept: dict[tuple[str, bytes], ArticleReading] = {}
"""The articles as they were read last, so that after an edit only the edited one is read again."""


def _read_all(files: list[ContentFile]) -> Iterable[ArticleReading]:
    """Read articles, a large library with every processor there is: reading takes half the time of a start."""
    if len(files) < MANY:
        return map(_read, files)
    with ProcessPoolExecutor(mp_context=get_context("fork"), initializer=gc.disable) as pool:
        return list(pool.map(_read, files, chunksize=MANY // 4))


def _read(file: ContentFile) -> ArticleReading:
    return read_article(file.shown, PurePath(file.name).stem, file.content)


def _read_articles(files: Iterable[ContentFile], findings: Findings) -> dict[str, ArticleReading]:
    """Read every article, by its slug in alphabetical order, and keep these readings only.

    A file that is no article is a problem, not a silence.
    """
    global _kept
    articles = (file for file in files if file.place == ARTICLES and _is_article(file, findings.of(file.shown)))
    keyed = {(file.name + file.shown, sha256(file.content).digest()): file for file in articles}
    new = [key for key in keyed if key not in _kept]
    read = _kept | dict(zip(new, _read_all([keyed[key] for key in new]), strict=True))
    _kept = {key: read[key] for key in keyed}
    for reading in _kept.values():
        findings.problems += reading.problems
    return {reading.read.slug: reading for reading in sorted(_kept.values(), key=lambda reading: reading.read.slug)}


def _is_article(file: ContentFile, findings: Findings) -> bool:
    """Say whether a file can be read as an article, noting when it cannot or its name is a bad address."""
    path = PurePath(file.name)
    if path.suffix != ".md":
        findings.error(1, "the file is not an article.", "Give it a name that ends in .md, or move it elsewhere.")
    elif not SLUG.fullmatch(path.stem) or len(path.stem) > LONGEST_SLUG:
        better = slug_for(path.stem[:LONGEST_SLUG]) or "my-article"
        remedy = f"Use small letters, digits and hyphens, {LONGEST_SLUG} at most, such as {better}.md."
        findings.error(1, "the file name is not a good address.", remedy)
    return path.suffix == ".md"


def _read_tables(files: Mapping[str, ContentFile], folder: str, findings: Findings) -> dict[str, TomlFile]:
    """Read the files beside the articles by name, a missing list as an empty one; note those that nothing uses."""
    known = (*WORDING.values(), *LISTS)
    tables = {name: TomlFile(findings.of(f"{folder}/{name}")) for name in LISTS}
    for name, file in files.items():
        if name in known:
            tables[name] = read_toml(file.content, findings.of(file.shown))
        elif not file.place:
            stem, stems = name.removesuffix(".toml"), [name.removesuffix(".toml") for name in known]
            otherwise = f"The files are: {', '.join(known)}."
            findings.of(file.shown).misnamed(1, "nothing reads this file.", stem, stems, otherwise)
    return tables


def _read_wording_files(tables: Mapping[str, TomlFile], folder: str, findings: Findings) -> dict[str, Wording]:
    """Read `wording.toml` and its translations, each compared with it."""
    if WORDING["en"] not in tables:
        remedy = "Bring it back from an earlier version of the folder."
        findings.of(f"{folder}/{WORDING['en']}").error(1, "the file is missing.", remedy)
        return {}
    wording = {lang: read_wording(tables[name]) for lang, name in WORDING.items() if name in tables}
    for lang in wording.keys() - {"en"}:
        if not tables[WORDING[lang]].findings.broken:
            judge_translation(wording[lang], wording["en"], tables[WORDING[lang]])
    return wording


def without_removed(served: Library, found: Library, problems: Iterable[Problem]) -> Library:
    """Return a library without the articles that its folder, which has mistakes by now, no longer publishes.

    Taking away needs no good neighbour. An article is taken away when its file is gone or says "withdrawn" or "draft";
    a file that cannot be read, or a folder without any article, takes nothing away. `served` itself comes back when
    nothing was.
    """
    unread = {problem.file for problem in problems}
    left = tuple(filter(None, (_what_is_left(article, found, unread) for article in served.articles)))
    if left == served.articles or not found.known:
        return served
    names = "".join(f"{article.slug} {article.status} " for article in left)
    version = sha256(f"{served.version} {names}".encode()).hexdigest()[:12]
    return replace(served, articles=left, version=version)


def _what_is_left(article: Article, found: Library, unread: Container[str]) -> Article | None:
    """Return an article as it is served on: the same, withdrawn, or None when it is served no more."""
    now = found.known.get(article.slug)
    if now is None:
        return article if article.file in unread else None
    if now.status in (article.status, Status.PUBLISHED):
        return article
    return replace(article, status=now.status, withdrawn=now.withdrawn) if now.status is Status.WITHDRAWN else None
