"""The body of an article as its readers meet it: how long and how hard, what headings ask, where references lead."""

import re
from collections.abc import Iterator
from functools import cache

from faq.article import SectionKind
from faq.library import Library
from faq.naming import anchor
from faq.problem import Level, Problem

LONGEST = 300
"""Words a section may have; about a minute and a half of reading."""

HARDEST = 9.0
"""The highest grade that passes: about 14 to 15 years of age."""

FEWEST_WORDS = 20
"""Shorter texts have no grade worth the name."""

EMPTY_HEADINGS = frozenset(
    anchor(heading)
    for heading in (
        "Introduction, Background, Overview, Summary, Conclusion, Conclusions, Discussion, Results, Methods, Details, "
        "Information, More information, Further information, Other, Other information, General, Notes, Note, More, "
        "Miscellaneous, Important, FAQ, About, Introducción, Resumen, Conclusión, Resultados, Métodos, Información, "
        "Más información, Otros, Notas, Detalles, General, Importante"
    ).split(", ")
)
"""Headings that say what kind of text follows, but not which question it answers."""

_DOI = re.compile(r"\bdoi(?:\.org/|:\s*|\s+)(\S*)", re.IGNORECASE)
_GOOD_DOI = re.compile(r"10\.\d{4,9}/\S+")
"""What a DOI looks like (https://www.doi.org/doi-handbook, Crossref's pattern)."""
_MARK = re.compile(r"\s*\[\d+\]")
_WORD = re.compile(r"[^\W_](?:[\w'’.,]*\w)?")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def long_sections(library: Library) -> Iterator[Problem]:
    """Note sections that are cut in two when they are shown as an answer."""
    for article in library.articles:
        for section in article.sections:
            count = len(section.text.split())
            message = f'"{section.heading}" has {count} words; more than {LONGEST} are not shown at once.'
            remedy = "Make 2 sections of it, each with its own question."
            if section.kind is SectionKind.LEAD:
                message = f"{count} words stand before the first heading; an answer from them is cut and found badly."
                remedy = 'Give each question they answer its own "## heading".'
            if count > LONGEST:
                yield Problem(article.file, section.line, message, remedy, Level.WARNING)


def empty_headings(library: Library) -> Iterator[Problem]:
    """Note headings that answer nothing: they are shown as the name of an answer and weigh most when one is found."""
    for article in library.articles:
        for section in article.sections:
            asks = section.kind in (SectionKind.SECTION, SectionKind.QUESTION)
            empty = section.anchor in EMPTY_HEADINGS
            if asks and (empty or len(section.heading.split()) == 1):
                what = "is one word; patients ask in more, and other articles may have it too."
                what = "does not say what the section answers." if empty else what
                remedy = 'Write the question a patient would ask, such as "How is ... treated?"'
                message = f'the heading "{section.heading}" {what}'
                yield Problem(article.file, section.line, message, remedy, Level.WARNING)


def empty_items(library: Library) -> Iterator[Problem]:
    """Note lists with an item that holds no words: readers see a dot with nothing beside it."""
    for article in library.articles:
        for block in (block for section in article.sections for block in section.blocks):
            if "<li></li>" in block.html:
                message, remedy = "an item of this list has no words.", "Write the item, or delete its dash."
                yield Problem(article.file, block.line, message, remedy, Level.WARNING)


def reference_addresses(library: Library) -> Iterator[Problem]:
    """Note references without an address and those with a DOI that cannot be one."""
    for article in library.articles:
        for reference in article.references:
            for doi in _DOI.findall(f"{reference.url or ''} {reference.text}"):
                if not _GOOD_DOI.fullmatch(doi):
                    message = f'the DOI "{doi}" of [^{reference.label}] cannot be right.'
                    remedy = "A DOI looks like 10.1038/s41591-024-03037-z."
                    yield Problem(article.file, reference.line, message, remedy, Level.WARNING)
        silent = sorted((ref.line, ref.label) for ref in article.references if ref.url is None)
        if silent:
            message = f"readers cannot follow {', '.join(f'[^{label}]' for _, label in silent)}: there is no address."
            remedy = "Add the https:// address, or the DOI, where there is one."
            yield Problem(article.file, silent[0][0], message, remedy, Level.WARNING)


def hard_to_read(library: Library) -> Iterator[Problem]:
    """Note English sections above grade 9 (Flesch-Kincaid, Kincaid 1975), each with its hardest sentence."""
    for article in (article for article in library.articles if article.lang == "en"):
        for section in article.sections:
            read = text_sentences(section.text)
            counted = sum(len(sentence.split()) for sentence in read) >= FEWEST_WORDS
            if counted and (reached := grade(" ".join(read))) > HARDEST:
                message = f'"{section.heading}" is hard to read: grade {reached:.0f}, above {HARDEST:.0f}.'
                remedy = f'Begin with its hardest sentence: "{max(read, key=grade)}"'
                yield Problem(article.file, section.line, message, remedy, Level.WARNING)


def text_sentences(text: str) -> list[str]:
    r"""Return the sentences of a section without citation marks; a line of a list or table is a sentence.

    >>> text_sentences("It works.[1] For how long?\nmilk\nbread")
    ['It works.', 'For how long?', 'milk.', 'bread.']
    """
    lines = (_MARK.sub("", line).strip() for line in text.split("\n"))
    ended = (line if line.endswith((".", "!", "?")) else f"{line}." for line in lines if line)
    return [sentence for line in ended for sentence in _SENTENCE.split(line)]


def grade(text: str) -> float:
    """Return the Flesch-Kincaid grade of an English text: .39 words a sentence + 11.8 syllables a word - 15.59."""
    words = _WORD.findall(text)
    sentences = max(1, len(_SENTENCE.split(text.strip())))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(_syllables, words)) / max(1, len(words)) - 15.59


@cache
def _syllables(word: str) -> int:
    """Return the number of syllables of an English word, as its hyphenation tells: rather too few than too many.

    >>> [_syllables(word) for word in ("cell", "cancer", "treatment", "oncologist")]
    [1, 2, 2, 4]
    """
    from pyphen import Pyphen

    return len(Pyphen(lang="en_US").positions(word.lower())) + 1
