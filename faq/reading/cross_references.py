"""What the files of the library say about each other: links, relations, translations, evidence, test questions."""

from collections.abc import Mapping, Sequence

from faq.article import Status
from faq.naming import did_you_mean, nearest
from faq.problem import Findings
from faq.reading.article_file import ArticleReading
from faq.reading.front_matter import KeyValues, Scalar, Several
from faq.reading.head import KEYS
from faq.reading.texts import FILL_IN
from faq.staff_lists import GoldenQuestions
from faq.wording import Wording


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
    by_slug = {reading.slug: reading for reading in readings}
    titles: dict[tuple[str, str], ArticleReading] = {}
    for reading in sorted(readings, key=lambda reading: reading.head.article.status is Status.DRAFT):
        own = findings.of(reading.file)
        _judge_links(reading, by_slug, own)
        _judge_relations(reading, by_slug, own)
        _judge_evidence(reading, wording, own)
        _judge_title(reading, titles, own)
    _judge_golden(golden, by_slug, findings.of(f"{folder}/questions.toml"))


def _judge_links(reading: ArticleReading, by_slug: Mapping[str, ArticleReading], findings: Findings) -> None:
    for link in reading.links:
        target = by_slug.get(link.slug)
        if target is None:
            remedy = did_you_mean(link.slug, by_slug, _was_removed(link.slug))
            findings.error(link.line, f'the link "{link.written}" leads to an article that does not exist.', remedy)
        elif link.anchor and link.anchor not in target.anchors and target.head.article.status is not Status.WITHDRAWN:
            known = sorted(target.anchors)
            remedy = did_you_mean(link.anchor, known, f"The sections are: {', '.join(known)}.")
            findings.error(link.line, f'the link "{link.written}" leads to a section that does not exist.', remedy)
        elif target is not reading:
            _judge_status(target, reading, link.line, f'the link "{link.written}"', findings)


def _was_removed(slug: str) -> str:
    return f"Write the article first or, if it was deleted: flask faq remove {slug} --fix"


def _judge_status(target: ArticleReading, reading: ArticleReading, line: int, what: str, findings: Findings) -> None:
    """Note a way from a published article to one that patients cannot read."""
    if reading.head.article.status is Status.PUBLISHED and target.head.article.status is not Status.PUBLISHED:
        note = findings.error if target.head.article.status is Status.DRAFT else findings.warn
        note(line, f"{what} leads to a {target.head.article.status} article.", "Delete it, or publish that article.")


def _judge_relations(reading: ArticleReading, by_slug: Mapping[str, ArticleReading], findings: Findings) -> None:
    related = reading.head.keys.get("related")
    translation = reading.head.keys.get("translation_of")
    for entry in related.items if isinstance(related, Several) else ():
        if isinstance(entry, Scalar):
            _judge_relation(entry, "related", reading, by_slug, findings)
    if isinstance(translation, Scalar):
        _judge_relation(translation, "translation_of", reading, by_slug, findings)
        original = by_slug.get(translation.text)
        if original and original is not reading and original.head.article.lang == reading.head.article.lang:
            remedy = "Give this article its own lang, such as lang: es, or delete translation_of."
            findings.error(translation.line, f'"{translation.text}" is in the same language.', remedy)


def _judge_relation(
    name: Scalar, key: str, reading: ArticleReading, by_slug: Mapping[str, ArticleReading], findings: Findings
) -> None:
    target = by_slug.get(name.text)
    if name.text == reading.slug:
        findings.error(name.line, f'"{key}" names the article itself.', "Delete it there.")
    elif target is None and name.text:
        remedy = did_you_mean(name.text, by_slug, _was_removed(name.text))
        findings.error(name.line, f'"{key}" names "{name.text}", which is no article.', remedy)
    elif target:
        _judge_status(target, reading, name.line, f'"{key}: {name.text}"', findings)


def _judge_evidence(reading: ArticleReading, wording: Mapping[str, Wording], findings: Findings) -> None:
    head = reading.head
    value = head.keys.get("evidence")
    if wording and head.article.lang not in wording:
        message = f'there are no sentences in the language "{head.article.lang}".'
        remedy = f"Add a file wording.{head.article.lang}.toml, or change lang."
        findings.error(getattr(head.keys.get("lang"), "line", 1), message, remedy)
    elif head.article.lang in wording and wording[head.article.lang].sentences:
        known = wording[head.article.lang].evidence_keys()
        if isinstance(value, Scalar) and value.text and FILL_IN not in value.text and value.text not in known:
            otherwise = (
                f"Write one of: {', '.join(known)}." if known else f"Add [evidence.{value.text}] there, or delete this."
            )
            remedy = did_you_mean(value.text.lower(), known, otherwise)
            findings.error(value.line, f'wording.toml has no evidence "{value.text}".', remedy)
        elif value is None and len(known) > 1 and head.keys.items and not _misspelt(head.keys, "evidence"):
            findings.error(1, 'the key "evidence" is missing.', f'Add a line "evidence: {known[0]}".')


def _misspelt(keys: KeyValues, key: str) -> bool:
    """Say whether an unknown key of the front matter is most like `key`, which has been told already."""
    return any(name.text not in KEYS and nearest(name.text.lower(), KEYS) == key for name, _ in keys.items)


def _judge_title(reading: ArticleReading, titles: dict[tuple[str, str], ArticleReading], findings: Findings) -> None:
    title = reading.head.keys.get("title")
    if isinstance(title, Scalar) and title.text:
        first = titles.setdefault((reading.head.article.lang, title.text.casefold()), reading)
        if first is not reading:
            findings.error(title.line, f"{first.file} has the same title.", "Change one of them.")


def _judge_golden(golden: GoldenQuestions, by_slug: Mapping[str, ArticleReading], findings: Findings) -> None:
    for question, line, sections, _ in golden.must_answer:
        for section in sections:
            slug, _, anchor = section.partition("#")
            if slug not in by_slug or anchor not in by_slug[slug].anchors:
                known = [f"{reading.slug}#{name}" for reading in by_slug.values() for name in sorted(reading.anchors)]
                remedy = did_you_mean(section, known, "Write article#section, as in its address.")
                withdrawn = slug in by_slug and by_slug[slug].head.article.status is Status.WITHDRAWN
                note = findings.warn if withdrawn else findings.error
                note(line, f'"{question}" names "{section}", which is no section.', remedy)
