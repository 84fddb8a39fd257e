"""From the bytes of a document to a draft article with its places to fill in marked, and a report on it."""

import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath

from faq.importing.citations import Marking, marking, missing
from faq.importing.document import (
    Blocks,
    Document,
    Heading,
    Paragraph,
    QuestionBlock,
    all_words,
    inner_runs,
    with_runs,
)
from faq.importing.headings import KEY_TAKEAWAY, SECTION, is_takeaway, settle
from faq.importing.paragraphs import with_typed_lists, without_boilerplate
from faq.importing.questions import COMMON_QUESTIONS, is_common_questions, take_common, take_marked, with_bold_questions
from faq.importing.readers.kinds import read_document
from faq.importing.references import take_references
from faq.importing.report import Draft, Report, UnreadableError
from faq.importing.runs import Run, Runs, words
from faq.importing.writer import BlockWriter
from faq.naming import anchor, slug
from faq.reading.texts import FILL_IN

SUMMARY = f"{FILL_IN} one or two plain sentences that say what the article answers"
EVIDENCE = f"{FILL_IN} how strong the evidence is, one of the names under [evidence] in wording.toml"
LEAD = "2 or 3 sentences: what this is about, and who it is for."


@dataclass(slots=True)
class _Part:
    """A section: its heading, its blocks, and questions with answers where it is the common questions."""

    heading: Runs = ()
    blocks: Blocks = ()
    questions: list[QuestionBlock] = field(default_factory=list)
    is_common: bool = False


@dataclass(slots=True)
class _Outline:
    """The document arranged as an article of ours; the lead is a part without a heading."""

    lead: _Part
    parts: list[_Part]
    references: dict[int, Runs]

    @property
    def blocks(self) -> Blocks:
        """All blocks and questions in order, headings of sections apart."""
        return tuple(block for part in (self.lead, *self.parts) for block in (*part.blocks, *part.questions))


def import_document(name: str, content: bytes, *, title: str = "", today: date) -> Draft:
    """Turn the file `name` with these bytes into a draft; `title` is used in place of the document's own.

    Raises `UnreadableError` when the document cannot be read or is dangerous.
    """
    document = read_document(name, content)
    if not all_words(document.blocks):
        only = ", only a picture" if any(line.startswith("picture") for line in document.left_out) else ""
        raise UnreadableError(f"There is no text in this document{only}. Type the words, or copy them in.")
    outline = _arrange(document)
    if title and document.title and document.title != title:
        document.left_out.append(f'the title of the document: "{document.title}"')
    document.title = title or document.title
    found = _mark(outline)
    markdown = "\n".join(_Writer(outline, document).lines(today)).strip("\n") + "\n"
    places = tuple(f"line {number}: {line}" for number, line in enumerate(markdown.splitlines(), 1) if FILL_IN in line)
    report = _report(name, outline, document, found, places)
    return Draft(slug(document.title) or slug(PurePath(name).stem) or "draft", markdown, report)


def _arrange(document: Document) -> _Outline:
    """Find title, sections, questions and references; what is dropped on the way is named in `document.left_out`."""
    document.blocks = with_bold_questions(with_typed_lists(without_boilerplate(document)))
    settle(document)
    references = take_references(document)
    lead, *parts = _parts(document.blocks)
    outline = _Outline(lead, parts, references)
    _gather_questions(outline, document)
    return outline


def _parts(blocks: Blocks) -> Iterator[_Part]:
    starts = [place for place, block in enumerate(blocks) if isinstance(block, Heading) and block.level == SECTION]
    yield _Part(blocks=blocks[: min(starts, default=len(blocks))])
    for start, end in itertools.pairwise([*starts, len(blocks)]):
        heading = blocks[start].runs
        yield _Part(heading, blocks[start + 1 : end], is_common=is_common_questions(heading))


def _gather_questions(outline: _Outline, document: Document) -> None:
    """Read the common questions, and move questions marked as such from elsewhere to them."""
    moved: list[QuestionBlock] = []
    for part in (outline.lead, *outline.parts):
        asked, name = (take_common if part.is_common else take_marked)(part.blocks), words(part.heading)
        part.blocks = tuple(asked.rest)
        if part.is_common:
            part.questions = asked.questions
            document.left_out += [f'a heading over some of the questions: "{group}"' for group in asked.groups]
            if name != COMMON_QUESTIONS:
                document.uncertain.append(f'the heading "{name}" is "{COMMON_QUESTIONS}" in the draft')
            continue
        moved += asked.questions
        if asked.questions and name:
            document.uncertain.append(f'the questions under "{name}" are under "{COMMON_QUESTIONS}" now')
            if not part.blocks:
                document.left_out.append(f'a heading with questions only: "{name}"')
                outline.parts = [other for other in outline.parts if other is not part]
    if moved:
        _common(outline).questions[:0] = moved


def _common(outline: _Outline) -> _Part:
    """Find the common questions, or make them before the key takeaway."""
    common = next((part for part in outline.parts if part.is_common), None)
    if common is None:
        common = _Part((Run(COMMON_QUESTIONS),), is_common=True)
        last = bool(outline.parts) and is_takeaway(outline.parts[-1].heading)
        outline.parts.insert(len(outline.parts) - last, common)
    return common


def _mark(outline: _Outline) -> Marking:
    """Turn citation marks into footnotes everywhere but in headings, which hold none."""
    texts = list(inner_runs(outline.blocks))
    entries = outline.references
    entries.update(dict.fromkeys(sorted(missing(entries, texts)), ()))
    found = marking(entries, texts)
    for part in (outline.lead, *outline.parts):
        part.blocks = with_runs(part.blocks, found.mark)
        part.questions = [QuestionBlock(q.runs, (with_runs(q.answer, found.mark),)) for q in part.questions]
    return found


def _report(name: str, outline: _Outline, document: Document, found: Marking, places: tuple[str, ...]) -> Report:
    links = {run.link for piece in inner_runs(outline.blocks) for run in piece if run.link}
    unsure = (f'may be a citation mark, kept as a number: "{shown}"' for shown in found.unsure)
    return Report(
        source=PurePath(name).name,
        title=document.title,
        sections=tuple(words(part.heading) for part in outline.parts),
        subheadings=tuple(words(block.runs) for block in outline.blocks if isinstance(block, Heading)),
        questions=tuple(words(question.runs) for part in outline.parts for question in part.questions),
        references=sum(map(bool, outline.references.values())) + len(document.notes),
        citations=found.marks,
        links=len(links),
        fill_in=places,
        uncertain=(*document.uncertain, *unsure),
        left_out=tuple(document.left_out),
    )


class _Writer:
    """Writes one outline; it knows how the file labels each reference and which headings it has had."""

    def __init__(self, outline: _Outline, document: Document) -> None:
        self.outline, self.document = outline, document
        listed = outline.references
        labels = {name: str(max(listed, default=0) + place) for place, name in enumerate(document.notes, start=1)}
        self.entries = {str(number): runs for number, runs in listed.items()}
        self.entries |= {labels[name]: runs for name, runs in document.notes.items()}
        self.blocks = BlockWriter(labels)
        self.seen: set[str] = set()

    def lines(self, today: date) -> Iterator[str]:
        """Return the lines of the file: front matter, lead, sections, references."""
        yield "---"
        yield f"title: {_quoted(self.document.title or f'{FILL_IN} the title')}"
        yield f"summary: {_quoted(self.document.summary or SUMMARY)}"
        yield f"evidence: {EVIDENCE}"
        yield f"published: {today.isoformat()}"
        yield "status: draft # change it to published when the text is ready"
        yield from ["---", ""]
        yield from self.blocks.lines(self.outline.lead.blocks or (_place(LEAD),), bold_headings=False)
        for part in self.outline.parts:
            yield from self._part(part)
        yield from self._uncited()
        for label, runs in self.entries.items():
            yield f"[^{label}]: {self.blocks.line(runs) or f'{FILL_IN} the source'}"

    def _part(self, part: _Part) -> Iterator[str]:
        takeaway = KEY_TAKEAWAY if is_takeaway(part.heading) else ""
        yield from [f"## {COMMON_QUESTIONS if part.is_common else takeaway or self._once(part.heading)}", ""]
        if not part.blocks and not part.questions:
            yield from self.blocks.lines([_place("the text: the document has none under this heading.")])
        yield from self.blocks.lines(part.blocks, bold_headings=part.is_common)
        for question in part.questions:
            yield from [f"### {self._once(question.runs)}", ""]
            yield from self.blocks.lines(question.answer or (_place("the answer."),))

    def _once(self, runs: Runs) -> str:
        """Mark a heading that the draft has already: each section needs a name of its own."""
        heading = self.blocks.heading(runs)
        seen = anchor(heading) in self.seen
        self.seen.add(anchor(heading))
        return f"{heading} ({FILL_IN} other words: this heading stands twice)" if seen else heading

    def _uncited(self) -> Iterator[str]:
        """Keep references that nothing cites: marks at a place to fill in, so that no entry is lost."""
        runs = inner_runs(self.outline.blocks)
        cited = {self.blocks.labels.get(run.note, run.note) for piece in runs for run in piece}
        uncited = [f"[^{label}]" for label in self.entries if label not in cited]
        if uncited:
            yield f"{FILL_IN} put these marks where the text uses their source, or delete them: {' '.join(uncited)}"
            yield ""


def _place(wanted: str) -> Paragraph:
    """Return a place to fill in."""
    return Paragraph((Run(f"{FILL_IN} {wanted}"),))


def _quoted(text: str) -> str:
    """Write a value so that YAML reads exactly these words: JSON's quotes are YAML's."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
