"""The body of an article as its readers meet it: how long sections are, what headings ask, where references lead."""

import re
from collections.abc import Iterator

from faq.article import Reference, SectionKind
from faq.library import Library
from faq.naming import anchor
from faq.problem import Level, Problem

LONGEST = 300
"""Words a section may have; about a minute and a half of reading."""

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

_DOI_ADDRESS = re.compile(r"https?://(?:dx\.)?doi\.org/(.*)", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}/\S+")
"""What a DOI looks like (https://www.doi.org/doi-handbook, Crossref's pattern)."""
_WRITTEN = re.compile(r"\bdoi:?\s*(\S+)", re.IGNORECASE)


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
    asking = (SectionKind.SECTION, SectionKind.QUESTION)
    for article in library.articles:
        for section in (section for section in article.sections if section.kind in asking):
            heading = f'the heading "{section.heading}"'
            if section.anchor in EMPTY_HEADINGS:
                message, remedy = "does not say what the section answers.", "Write the question a patient would ask."
                yield Problem(article.file, section.line, f"{heading} {message}", remedy, Level.WARNING)
            elif len(section.heading.split()) == 1:
                message = "is one word; patients ask in more, and other articles may have it too."
                remedy = 'Write the question a patient would ask, such as "How is ... treated?"'
                yield Problem(article.file, section.line, f"{heading} {message}", remedy, Level.WARNING)


def reference_addresses(library: Library) -> Iterator[Problem]:
    """Note references without an address and those with a DOI that cannot be one."""
    for article in library.articles:
        for reference in article.references:
            if doi := _broken_doi(reference):
                message = f'the DOI "{doi}" of [^{reference.label}] cannot be right.'
                remedy = "A DOI looks like 10.1038/s41591-024-03037-z."
                yield Problem(article.file, reference.line, message, remedy, Level.WARNING)
        silent = sorted((ref.line, ref.label) for ref in article.references if ref.url is None)
        if silent:
            message = f"readers cannot follow {', '.join(f'[^{label}]' for _, label in silent)}: there is no address."
            remedy = "Add the https:// address, or the DOI, where there is one."
            yield Problem(article.file, silent[0][0], message, remedy, Level.WARNING)


def _broken_doi(reference: Reference) -> str | None:
    """Return the DOI of a reference when it cannot be one, None when all is well or there is none."""
    in_address = _DOI_ADDRESS.fullmatch(reference.url or "")
    written = None if "doi.org" in reference.text else _WRITTEN.search(reference.text)
    for match in (in_address, written):
        if match and not _DOI.fullmatch(match[1]):
            return match[1] or match[0]
    return None
