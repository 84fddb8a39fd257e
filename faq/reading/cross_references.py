"""What the files of the library say about each other: links, relations, translations, evidence, test questions."""

from collections.abc import Mapping, Sequence

from faq.article import Article, Status
from faq.naming import did_you_mean, nearest
from faq.problem import Findings
from faq.reading.article_file import ArticleReading
from faq.reading.head import KEYS
from faq.reading.links import Link
from faq.reading.texts import FILL_IN
from faq.staff_lists import GoldenQuestions
from faq.wording import Wording

Readings = Mapping[str, ArticleReading]
"""What became of every article file, by its slug."""


def judge_library(
    readings: Sequence[ArticleReading],
    wording: Mapping[str, Wording],
    golden: GoldenQuestions,
    folder: str,
    findings: Findings,
) -> None:
    """Note everything in one file that names something which another file does not have."""
    if not readings:
        findings.error(1, "there is no article.", f'Put one into {folder}/articles, or run: flask faq new "Title".')
    by_slug = {reading.read.slug: reading for reading in readings}
    titles: dict[tuple[str, str], Article] = {}
    for reading in sorted(readings, key=lambda reading: reading.read.status is Status.DRAFT):
        article, own = reading.read, findings.of(reading.read.file)
        for link in reading.links:
            _judge_link(link, article, by_slug, own)
        _judge_relations(article, by_slug, own)
        _judge_evidence(article, wording, own)
        if article.title and titles.setdefault((article.lang, article.title.casefold()), article) is not article:
            first = titles[article.lang, article.title.casefold()]
            own.error(article.lines["title"], f"{first.file} has the same title.", "Change one of them.")
    _judge_golden(golden, by_slug, findings.of(f"{folder}/questions.toml"))


def _judge_link(link: Link, article: Article, by_slug: Readings, findings: Findings) -> None:
    what, target = f'the link "{link.written}"', by_slug.get(link.slug)
    if target is None:
        remedy = did_you_mean(link.slug, by_slug, _was_removed(link.slug))
        findings.error(link.line, f"{what} leads to an article that does not exist.", remedy)
    elif link.anchor and link.anchor not in target.anchors and target.read.status is not Status.WITHDRAWN:
        known = sorted(target.anchors)
        remedy = did_you_mean(link.anchor, known, f"The sections are: {', '.join(known)}.")
        findings.error(link.line, f"{what} leads to a section that does not exist.", remedy)
    else:
        _judge_status(target.read, article, link.line, what, findings)


def _was_removed(slug: str) -> str:
    return f"Write the article first or, if it was deleted: flask faq remove {slug} --fix"


def _judge_status(target: Article, article: Article, line: int, what: str, findings: Findings) -> None:
    """Note a way from a published article to one that patients cannot read."""
    if article.status is Status.PUBLISHED and target.status is not Status.PUBLISHED:
        note = findings.error if target.status is Status.DRAFT else findings.warn
        note(line, f"{what} leads to a {target.status} article.", "Delete it, or publish that article.")


def _judge_relations(article: Article, by_slug: Readings, findings: Findings) -> None:
    for slug in article.related:
        _judge_relation(slug, "related", article.lines[f"related.{slug}"], article, by_slug, findings)
    if article.translation_of:
        name, line = article.translation_of, article.lines["translation_of"]
        _judge_relation(name, "translation_of", line, article, by_slug, findings)
        if name in by_slug and name != article.slug and by_slug[name].read.lang == article.lang:
            remedy = "Give this article its own lang, such as lang: es, or delete translation_of."
            findings.error(line, f'"{name}" is in the same language.', remedy)


def _judge_relation(name: str, key: str, line: int, article: Article, by_slug: Readings, findings: Findings) -> None:
    if name == article.slug:
        findings.error(line, f'"{key}" names the article itself.', "Delete it there.")
    elif name not in by_slug:
        remedy = did_you_mean(name, by_slug, _was_removed(name))
        findings.error(line, f'"{key}" names "{name}", which is no article.', remedy)
    else:
        _judge_status(by_slug[name].read, article, line, f'"{key}: {name}"', findings)


def _judge_evidence(article: Article, wording: Mapping[str, Wording], findings: Findings) -> None:
    named = article.evidence
    if wording and article.lang not in wording:
        message = f'there are no sentences in the language "{article.lang}".'
        remedy = f"Add a file wording.{article.lang}.toml, or change lang."
        findings.error(article.lines.get("lang", 1), message, remedy)
    elif article.lang in wording and wording[article.lang].sentences:
        known = wording[article.lang].evidence_keys()
        if named and FILL_IN not in named and named not in known:
            otherwise = (
                f"Write one of: {', '.join(known)}." if known else f"Add [evidence.{named}] there, or delete this."
            )
            remedy = did_you_mean(named.lower(), known, otherwise)
            findings.error(article.lines["evidence"], f'wording.toml has no evidence "{named}".', remedy)
        elif len(known) > 1 and article.lines and not any(_is_evidence(key) for key in article.lines):
            findings.error(1, 'the key "evidence" is missing.', f'Add a line "evidence: {known[0]}".')


def _is_evidence(key: str) -> bool:
    """Say whether a key of the front matter is `evidence`, or a misspelling of it that has been told already."""
    return key == "evidence" or (key not in KEYS and "." not in key and nearest(key.lower(), KEYS) == "evidence")


def _judge_golden(golden: GoldenQuestions, by_slug: Readings, findings: Findings) -> None:
    for question, line, sections, _ in golden.must_answer:
        for section in sections:
            slug, _, anchor = section.partition("#")
            if slug not in by_slug or anchor not in by_slug[slug].anchors:
                known = [f"{name}#{anchor}" for name, reading in by_slug.items() for anchor in sorted(reading.anchors)]
                remedy = did_you_mean(section, known, "Write article#section, as in its address.")
                withdrawn = slug in by_slug and by_slug[slug].read.status is Status.WITHDRAWN
                note = findings.warn if withdrawn else findings.error
                note(line, f'"{question}" names "{section}", which is no section.', remedy)
