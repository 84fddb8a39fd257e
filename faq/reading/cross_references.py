"""What the files of the library say about each other: links, relations, translations, evidence, test questions."""

from collections.abc import Iterator, Mapping, Sequence

from faq.article import Article, Status
from faq.problem import Findings, Level
from faq.reading.article_file import ArticleReading
from faq.reading.links import Link
from faq.reading.texts import FILL_IN
from faq.staff_lists import GoldenQuestion
from faq.wording import Wording

Readings = Mapping[str, ArticleReading]
"""What became of every article file, by its slug."""


def judge_library(
    by_slug: Readings,
    wording: Mapping[str, Wording],
    golden: Sequence[GoldenQuestion],
    folder: str,
    findings: Findings,
) -> None:
    """Note everything in one file that names something which another file does not have."""
    if not by_slug:
        findings.error(1, "there is no article.", f'Put one into {folder}/articles, or run: flask faq new "Title".')
    titles: dict[tuple[str, str], Article] = {}
    for reading in sorted(by_slug.values(), key=lambda reading: reading.read.status is Status.DRAFT):
        article, own = reading.read, findings.of(reading.read.file)
        for link in (*reading.links, *_relations(article)):
            _judge_link(link, article, by_slug, own)
        _judge_relations(article, by_slug, own)
        _judge_evidence(article, wording, own)
        if article.title and titles.setdefault((article.lang, article.title.casefold()), article) is not article:
            first = titles[article.lang, article.title.casefold()]
            own.error(article.lines["title"], f"{first.file} has the same title.", "Change one of them.")
    _judge_golden(golden, by_slug, findings.of(f"{folder}/questions.toml"))


def _relations(article: Article) -> Iterator[Link]:
    """Yield what the front matter says of other articles as links to them."""
    for slug in article.related:
        yield Link(slug, "", article.lines[f"related.{slug}"], f'"related: {slug}"')
    if article.translation_of:
        slug = article.translation_of
        yield Link(slug, "", article.lines["translation_of"], f'"translation_of: {slug}"')


def _judge_link(link: Link, article: Article, by_slug: Readings, findings: Findings) -> None:
    target, line = by_slug.get(link.slug), link.line
    if target is None:
        remedy = f"Write the article first or, if it was deleted: flask faq remove {link.slug} --fix"
        message = f"{link.written} leads to an article that does not exist."
        findings.misnamed(line, message, link.slug, by_slug, remedy)
    elif link.anchor and link.anchor not in target.anchors and target.read.status is not Status.WITHDRAWN:
        message = f"{link.written} leads to a section that does not exist."
        findings.misnamed(line, message, link.anchor, sorted(target.anchors), "The sections are:")
    elif article.status is Status.PUBLISHED and target.read.status is not Status.PUBLISHED:
        note = findings.error if target.read.status is Status.DRAFT else findings.warn
        message = f"{link.written} leads to a {target.read.status} article."
        note(line, message, "Delete it, or publish that article.")


def _judge_relations(article: Article, by_slug: Readings, findings: Findings) -> None:
    for key, names in (("related", article.related), ("translation_of", (article.translation_of,))):
        if article.slug in names:
            line = article.lines.get(f"{key}.{article.slug}", article.lines[key])
            findings.error(line, f'"{key}" names the article itself.', "Delete it there.")
    original = by_slug.get(article.translation_of or "")
    if original and original.read is not article and original.read.lang == article.lang:
        message = f'"{article.translation_of}" is in the same language.'
        remedy = "Give this article its own lang, such as lang: es, or delete translation_of."
        findings.error(article.lines["translation_of"], message, remedy)


def _judge_evidence(article: Article, wording: Mapping[str, Wording], findings: Findings) -> None:
    named = article.evidence
    if wording and article.lang not in wording:
        message = f'there are no sentences in the language "{article.lang}".'
        remedy = f"Add a file wording.{article.lang}.toml, or change lang."
        findings.error(article.lines.get("lang", 1), message, remedy)
    elif article.lang in wording and wording[article.lang].sentences:
        known = wording[article.lang].evidence_keys()
        if named and FILL_IN not in named and named not in known:
            message = f'wording.toml has no evidence "{named}".'
            otherwise = "Write one of:" if known else f"Add [evidence.{named}] there, or delete this."
            findings.misnamed(article.lines["evidence"], message, named.lower(), known, otherwise)
        elif len(known) > 1 and article.lines and "evidence" not in article.lines:
            findings.error(1, 'the key "evidence" is missing.', f'Add a line "evidence: {known[0]}".')


def _judge_golden(golden: Sequence[GoldenQuestion], by_slug: Readings, findings: Findings) -> None:
    known = [f"{name}#{anchor}" for name, reading in by_slug.items() for anchor in sorted(reading.anchors)]
    for test in golden:
        for section in set(test.sections).difference(known):
            reading = by_slug.get(section.partition("#")[0])
            message = f'"{test.question}" names "{section}", which is no section.'
            level, remedy = reading.fault if reading else Level.ERROR, "Write article#section, as in its address."
            findings.misnamed(test.line, message, section, known, remedy, level)
