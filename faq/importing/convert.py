"""From the bytes of a document to a draft article and a report on it."""

from dataclasses import replace
from datetime import date
from pathlib import PurePath

from faq.importing.citations import Marking, marking, missing
from faq.importing.document import Document, Heading, Paragraph, all_words, inner_runs, with_runs
from faq.importing.draft import write_draft
from faq.importing.readers.kinds import read_document
from faq.importing.report import Draft, Report, UnreadableError
from faq.importing.runs import tidy, words
from faq.importing.sections import Outline, Part, arrange
from faq.naming import slug
from faq.reading.texts import FILL_IN


def import_document(name: str, content: bytes, *, title: str = "", today: date) -> Draft:
    """Turn the file `name` with these bytes into a draft; `title` is used in place of the document's own.

    Raises `UnreadableError` when the document cannot be read or is dangerous.
    """
    document = read_document(name, content)
    if not all_words(document.blocks):
        only = ", only a picture" if any(line.startswith("picture") for line in document.left_out) else ""
        raise UnreadableError(f"There is no text in this document{only}. Type the words, or copy them in.")
    outline = arrange(document)
    _retitle(outline, document, title)
    found = _mark(outline)
    markdown = write_draft(outline, document.notes, today)
    report = _report(name, outline, document, found)
    places = (f"line {number}: {line}" for number, line in enumerate(markdown.splitlines(), 1) if FILL_IN in line)
    return Draft(
        slug(outline.title) or slug(PurePath(name).stem) or "draft", markdown, replace(report, fill_in=tuple(places))
    )


def _retitle(outline: Outline, document: Document, title: str) -> None:
    if title and outline.title and outline.title != title:
        document.left_out.append(f'the title of the document: "{outline.title}"')
    outline.title = title or outline.title


def _mark(outline: Outline) -> Marking:
    """Turn citation marks into footnotes everywhere but in headings."""
    texts = list(inner_runs(outline.blocks))
    entries = outline.references.entries
    entries.update(dict.fromkeys(sorted(missing(entries, texts)), ()))
    found = marking(entries, texts)
    outline.lead = list(with_runs(outline.lead, found.mark))
    for part in outline.parts:
        part.blocks = list(with_runs(part.blocks, found.mark))
        part.questions = [replace(q, answer=with_runs(q.answer, found.mark)) for q in part.questions]
        _lower_marks(part)
    return found


def _lower_marks(part: Part) -> None:
    """Move the footnote marks of a heading to the end of the first paragraph under it: headings hold none."""
    marks = [run for run in part.heading if run.note]
    first = part.blocks[0] if part.blocks else None
    if marks and isinstance(first, Paragraph):
        part.blocks[0] = Paragraph(tidy((*first.runs, *marks)), first.size)


def _report(name: str, outline: Outline, document: Document, found: Marking) -> Report:
    runs = [run for piece in inner_runs(outline.blocks) for run in piece]
    return Report(
        source=PurePath(name).name,
        title=outline.title,
        sections=tuple(words(part.heading) for part in outline.parts),
        subheadings=tuple(words(block.runs) for block in outline.blocks if isinstance(block, Heading)),
        questions=tuple(words(question.runs) for question in outline.questions),
        references=sum(map(bool, outline.references.entries.values())) + len(document.notes),
        citations=found.marks,
        links=len({run.link for run in runs if run.link}),
        fill_in=(),
        uncertain=(
            *document.uncertain,
            *(f'may be a citation mark, kept as a number: "{shown}"' for shown in found.unsure),
        ),
        left_out=tuple(document.left_out),
    )
