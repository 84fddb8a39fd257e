"""All content at one moment: the articles, the wording, the lists that staff keep, with a content version."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from faq.article import Article, Section, Status
from faq.files import ContentFile, read_files, version_of
from faq.files import stamp as stamp
from faq.problem import ContentError, Findings, Level, Problem
from faq.reading.cross_references import judge_library
from faq.reading.loaders import read_articles, read_lists, read_wording_files
from faq.staff_lists import GoldenQuestions, Synonyms
from faq.utterances import read_utterances, with_utterances
from faq.wording import Wording


@dataclass(frozen=True, slots=True)
class Library:
    """Everything the clinic has published, never changed once read.

    `articles` has those of every status, sorted by slug; `statuses` what each article file says of itself, also one
    that is broken; `wording` the sentences by language; `sources` the text of each file by its name as shown to people;
    `emergencies` the parsed files by that name, which the engine compiles.
    """

    articles: tuple[Article, ...] = ()
    statuses: Mapping[str, Status] = field(default_factory=dict)
    wording: Mapping[str, Wording] = field(default_factory=dict)
    synonyms: Synonyms = field(default_factory=Synonyms)
    emergencies: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    golden: GoldenQuestions = field(default_factory=GoldenQuestions)
    sources: Mapping[str, str] = field(default_factory=dict)
    version: str = ""
    warnings: tuple[Problem, ...] = ()
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


def load(
    folder: Path, beside: Iterable[ContentFile] = (), strict: Container[str] = ()
) -> tuple[Library, tuple[Problem, ...]]:
    """Read what can be read of a folder, with every problem, sorted; broken articles are left out.

    `beside` are files that lie elsewhere and are judged as if they stood in the folder. A problem in a draft is a
    warning, since no draft is ever served, unless its name as shown is in `strict`.
    """
    findings = Findings(f"{folder.name}/articles")
    files = read_files(folder, findings)
    found = {file.name: file for file in (*files, *beside)}
    readings = read_articles(found.values(), findings)
    wording = read_wording_files(found, folder.name, findings)
    heard = read_utterances(found.values(), readings, findings)
    synonyms, golden, emergencies = read_lists(found, findings)
    judge_library(readings, wording, golden, folder.name, findings)
    drafts = {r.file for r in readings if r.head.article.status is Status.DRAFT and r.file not in strict}
    problems = tuple(sorted(replace(p, level=Level.WARNING) if p.file in drafts else p for p in findings.problems))
    library = Library(
        articles=tuple(with_utterances(reading.article, heard) for reading in readings if reading.article),
        statuses={reading.slug: reading.head.article.status for reading in readings},
        wording=wording,
        synonyms=synonyms,
        emergencies=emergencies,
        golden=golden,
        sources={file.shown: file.text for file in found.values()},
        version=version_of(files),
        folder=folder.name,
        warnings=tuple(problem for problem in problems if problem.level is Level.WARNING),
    )
    return library, problems


def without_removed(served: Library, found: Library, problems: Iterable[Problem]) -> Library:
    """Return a library without the articles that its folder, which has mistakes by now, no longer publishes.

    Taking away needs no good neighbour. An article is taken away when its file is gone or says "withdrawn" or "draft";
    a file that cannot be read, or a folder without any article, takes nothing away. `served` itself comes back when
    nothing was.
    """
    unread = {problem.file for problem in problems}
    left = tuple(filter(None, (_what_is_left(article, found, unread) for article in served.articles)))
    if left == served.articles or not found.statuses:
        return served
    names = "".join(f"{article.slug} {article.status} " for article in left)
    version = sha256(f"{served.version} {names}".encode()).hexdigest()[:12]
    return replace(served, articles=left, version=version)


def _what_is_left(article: Article, found: Library, unread: Container[str]) -> Article | None:
    """Return an article as it is served on: the same, withdrawn, or None when it is served no more."""
    status = found.statuses.get(article.slug)
    if status is None:
        return article if article.file in unread else None
    if status in (article.status, Status.PUBLISHED):
        return article
    return (found.article(article.slug) or replace(article, status=status)) if status is Status.WITHDRAWN else None
