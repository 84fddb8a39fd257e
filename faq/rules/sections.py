"""Sections that are too long to be an answer, and headings that no patient would ask."""

from faq.article import Section, SectionKind
from faq.library import Library
from faq.naming import anchor
from faq.problem import Findings, Problem
from faq.rules.walk import over_sections

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


def long_sections(library: Library) -> list[Problem]:
    """Note sections that are cut in two when they are shown as an answer."""
    return over_sections(library.articles, _judge_length)


def empty_headings(library: Library) -> list[Problem]:
    """Note headings that answer nothing: they are shown as the name of an answer and weigh most when one is found."""
    return over_sections(library.articles, _judge_heading)


def _judge_length(section: Section, findings: Findings) -> None:
    count = len(section.text.split())
    if count > LONGEST and section.kind is SectionKind.LEAD:
        message = f"{count} words stand before the first heading; an answer from them is cut and found badly."
        findings.warn(section.line, message, 'Give each question they answer its own "## heading".')
    elif count > LONGEST:
        message = f'"{section.heading}" has {count} words; more than {LONGEST} are not shown at once.'
        findings.warn(section.line, message, "Make 2 sections of it, each with its own question.")


def _judge_heading(section: Section, findings: Findings) -> None:
    if section.kind not in (SectionKind.SECTION, SectionKind.QUESTION):
        return
    if len(section.heading.split()) == 1 and section.anchor not in EMPTY_HEADINGS:
        findings.warn(
            section.line,
            f'the heading "{section.heading}" is one word; patients ask in more, and other articles may have it too.',
            'Write the question a patient would ask, such as "How is ... treated?"',
        )
    if section.anchor in EMPTY_HEADINGS:
        remedy = "Write the question a patient would ask."
        findings.warn(section.line, f'the heading "{section.heading}" does not say what the section answers.', remedy)
