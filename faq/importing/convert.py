"""From the bytes of a document to a draft article with its places to fill in marked, and a report on it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath

from faq.importing.citations import Marking, marking, missing
from faq.importing.document import Blocks, Document, Heading, Paragraph, all_runs, by_heading, flat, with_runs
from faq.importing.headings import KEY_TAKEAWAY, SECTION, is_takeaway, settle
from faq.importing.paragraphs import with_typed_lists, without_boilerplate
from faq.importing.questions import COMMON_QUESTIONS, is_common_questions, take_questions, with_bold_questions
from faq.importing.readers.kinds import read_document
from faq.importing.references import take_references
from faq.importing.report import Draft, Report, UnreadableError
from faq.importing.runs import Run, Runs, words
from faq.importing.writer import heading_line, markdown_lines, text_line
from faq.naming import anchor, slug
from faq.reading.texts import FILL_IN

SUMMARY = f"{FILL_IN} one or two plain sentences that say what the article answers"
EVIDENCE = f"{FILL_IN} how strong the evidence is, one of the names under [evidence] in wording.toml"
LEAD = "2 or 3 sentences: what this is about, and who it is for."


@dataclass(slots=True)
class _Part:
    """A section: its heading (the lead has none), its blocks, and its questions if it is the common questions."""

    heading: Runs = ()
    blocks: Blocks = ()
    questions: Blocks = ()

    @property
    def is_common(self) -> bool:
        return is_common_questions(self.heading)


@dataclass(slots=True)
class _Outline:
    """The document arranged as an article of ours: the lead and the sections, and the references by their label."""

    parts: list[_Part]
    references: dict[str, Runs]

    @property
    def blocks(self) -> Blocks:
        """All blocks and questions in order, headings of sections apart."""
        return tuple(block for part in self.parts for block in (*part.blocks, *part.questions))


def import_document(name: str, content: bytes, *, title: str = "", today: date) -> Draft:
    """Turn the file `name` with these bytes into a draft; `title` is used in place of the document's own.

    Raises `UnreadableError` when the document cannot be read or is dangerous.
    """
    document = read_document(name, content)
    if not words(flat(document.blocks)):
        only = ", only a picture" if any(line.startswith("picture") for line in document.left_out) else ""
        raise UnreadableError(f"There is no text in this document{only}. Type the words, or copy them in.")
    document.blocks = with_bold_questions(with_typed_lists(without_boilerplate(document)))
    settle(document)
    entries = take_references(document)
    outline = _Outline(_with_questions(document), {})
    found = _mark(outline, entries, document.notes)
    if title and document.title != title:
        document.leave_out("the title of the document", document.title)
        document.title = title
    markdown = "\n".join(_lines(outline, document, today)).strip("\n") + "\n"
    report = _report(name, outline, document, found, markdown.splitlines())
    return Draft(slug(document.title) or slug(PurePath(name).stem) or "draft", markdown, report)


def _with_questions(document: Document) -> list[_Part]:
    """Read the common questions, and move questions marked as such from elsewhere to them."""
    moved: Blocks = ()
    kept: list[_Part] = []
    for opening, under in by_heading(document.blocks, SECTION):
        part = _Part(flat(opening))
        asked, name = take_questions(under, common=part.is_common), words(part.heading)
        part.blocks = tuple(asked.rest)
        for group in asked.groups:
            document.leave_out("a heading over some of the questions", group)
        if part.is_common:
            part.questions = tuple(asked.questions)
            if name != COMMON_QUESTIONS:
                document.uncertain.append(f'the heading "{name}" is "{COMMON_QUESTIONS}" in the draft')
        elif asked.questions and name:
            document.uncertain.append(f'the questions under "{name}" are under "{COMMON_QUESTIONS}" now')
        moved += () if part.is_common else tuple(asked.questions)
        if asked.questions and name and not part.is_common and not part.blocks:
            document.leave_out("a heading with questions only", name)
        else:
            kept.append(part)
    if moved:
        common = _common(kept)
        common.questions = (*moved, *common.questions)
    return kept


def _common(parts: list[_Part]) -> _Part:
    """Find the common questions, or make them before the key takeaway."""
    common = next((part for part in parts if part.is_common), None)
    if common is None:
        common = _Part((Run(COMMON_QUESTIONS),))
        parts.insert(len(parts) - is_takeaway(parts[-1].heading), common)
    return common


def _mark(outline: _Outline, entries: dict[int, Runs], notes: dict[str, Runs]) -> Marking:
    """Turn citation marks into footnotes everywhere but in headings, which hold none; number a document's own notes."""
    texts = list(all_runs(outline.blocks))
    entries.update(dict.fromkeys(sorted(missing(entries, texts)), ()))
    found = marking(entries, texts)
    labels = {name: str(number) for number, name in enumerate(notes, start=max(entries, default=0) + 1)}

    def numbered(runs: Runs) -> Runs:
        return tuple(replace(run, note=labels.get(run.note, run.note)) for run in found.mark(runs))

    for part in outline.parts:
        part.blocks = with_runs(part.blocks, numbered)
        part.questions = with_runs(part.questions, numbered)
    outline.references = {str(number): runs for number, runs in entries.items()}
    outline.references |= {labels[name]: runs for name, runs in notes.items()}
    return found


def _report(name: str, outline: _Outline, document: Document, found: Marking, lines: list[str]) -> Report:
    unsure = (f'may be a citation mark, kept as a number: "{shown}"' for shown in found.unsure)
    return Report(
        source=PurePath(name).name,
        title=document.title,
        sections=tuple(words(part.heading) for part in outline.parts[1:]),
        subheadings=tuple(words(block.runs) for block in outline.blocks if isinstance(block, Heading)),
        questions=tuple(words(question.runs) for part in outline.parts for question in part.questions),
        references=sum(map(bool, outline.references.values())),
        citations=found.marks,
        links=len({run.link for piece in all_runs(outline.blocks) for run in piece if run.link}),
        fill_in=tuple(f"line {number}: {line}" for number, line in enumerate(lines, 1) if FILL_IN in line),
        uncertain=(*document.uncertain, *unsure),
        left_out=tuple(document.left_out),
    )


def _lines(outline: _Outline, document: Document, today: date) -> Iterator[str]:
    """Yield the lines of the file: front matter, lead, sections, references."""
    yield "---"
    yield f"title: {_quoted(document.title or f'{FILL_IN} the title')}"
    yield f"summary: {_quoted(document.summary or SUMMARY)}"
    yield f"evidence: {EVIDENCE}"
    yield f"published: {today.isoformat()}"
    yield "status: draft # change it to published when the text is ready"
    yield from ["---", ""]
    lead, *parts = outline.parts
    seen: set[str] = set()
    yield from markdown_lines(lead.blocks or _place(LEAD), bold_headings=False)
    for part in parts:
        yield from _part_lines(part, seen)
    cited = {run.note for piece in all_runs(outline.blocks) for run in piece}
    uncited = " ".join(f"[^{label}]" for label in outline.references if label not in cited)
    if uncited:  # so that no entry is lost
        yield f"{FILL_IN} put these marks where the text uses their source, or delete them: {uncited}"
        yield ""
    for label, runs in outline.references.items():
        yield f"[^{label}]: {text_line(runs) or f'{FILL_IN} the source'}"


def _part_lines(part: _Part, seen: set[str]) -> Iterator[str]:
    takeaway = KEY_TAKEAWAY if is_takeaway(part.heading) else ""
    yield from [f"## {COMMON_QUESTIONS if part.is_common else takeaway or _once(part.heading, seen)}", ""]
    if not part.blocks and not part.questions:
        yield from markdown_lines(_place("the text: the document has none under this heading."))
    yield from markdown_lines(part.blocks, bold_headings=part.is_common)
    for question in part.questions:
        yield from [f"### {_once(question.runs, seen)}", ""]
        yield from markdown_lines(question.parts[0] if any(question.parts) else _place("the answer."))


def _once(runs: Runs, seen: set[str]) -> str:
    """Mark a heading that the draft has already: each section needs a name of its own."""
    heading = heading_line(runs)
    twice = anchor(heading) in seen
    seen.add(anchor(heading))
    return f"{heading} ({FILL_IN} other words: this heading stands twice)" if twice else heading


def _place(wanted: str) -> Blocks:
    """Return a place to fill in."""
    return (Paragraph((Run(f"{FILL_IN} {wanted}"),)),)


def _quoted(text: str) -> str:
    """Write a value so that YAML reads exactly these words: JSON's quotes are YAML's."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
