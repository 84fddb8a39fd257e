"""Arrange a document as an article: a lead, sections, common questions, a key takeaway, references."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from faq.importing.boilerplate import without_boilerplate
from faq.importing.document import Block, Blocks, Document, Heading, QuestionBlock
from faq.importing.headings import SECTION, is_takeaway, settle
from faq.importing.lists import with_typed_lists
from faq.importing.questions import COMMON_QUESTIONS, is_common_questions, take_common, take_marked, with_bold_questions
from faq.importing.references import References, take_references
from faq.importing.runs import Run, Runs, words


@dataclass(slots=True)
class Part:
    """A section: its heading, its blocks, and questions with answers where it is the common questions."""

    heading: Runs
    blocks: list[Block]
    questions: list[QuestionBlock] = field(default_factory=list)
    is_common: bool = False


@dataclass(slots=True)
class Outline:
    """The document arranged as an article of ours."""

    title: str
    summary: str
    lead: list[Block]
    parts: list[Part]
    references: References

    @property
    def questions(self) -> list[QuestionBlock]:
        """All common questions in order."""
        return [question for part in self.parts for question in part.questions]

    @property
    def blocks(self) -> Blocks:
        """All blocks and questions in order, headings of sections apart."""
        return (*self.lead, *(block for part in self.parts for block in (*part.blocks, *part.questions)))


def arrange(document: Document) -> Outline:
    """Find title, sections, questions and references; what is dropped on the way is named in `document.left_out`."""
    document.blocks = without_boilerplate(document)
    document.blocks = with_bold_questions(with_typed_lists(document.blocks))
    settle(document)
    references = take_references(document.blocks)
    document.left_out += [f'the heading of the reference list: "{heading}"' for heading in references.dropped]
    lead, *parts = _parts(references.blocks)
    outline = Outline(document.title, document.summary, [], parts, references)
    _gather_questions(outline, lead, document)
    return outline


def _parts(blocks: Blocks) -> Iterator[Part]:
    part = Part((), [])
    for block in blocks:
        if isinstance(block, Heading) and block.level == SECTION:
            yield part
            part = Part(block.runs, [], is_common=is_common_questions(block.runs))
        else:
            part.blocks.append(block)
    yield part


def _gather_questions(outline: Outline, lead: Part, document: Document) -> None:
    """Read the common questions, and move questions marked as such from elsewhere to them."""
    moved: list[QuestionBlock] = []
    for part in [lead, *outline.parts]:
        asked = (take_common if part.is_common else take_marked)(tuple(part.blocks))
        part.blocks = asked.rest
        if part.is_common:
            part.questions = asked.questions
            document.left_out += [f'a heading over some of the questions: "{group}"' for group in asked.groups]
            if words(part.heading) != COMMON_QUESTIONS:
                document.uncertain.append(f'the heading "{words(part.heading)}" is "{COMMON_QUESTIONS}" in the draft')
        elif asked.questions:
            moved += asked.questions
            _note_moved(part, outline, document)
    outline.lead = lead.blocks
    if moved:
        _common(outline).questions[:0] = moved


def _note_moved(part: Part, outline: Outline, document: Document) -> None:
    """Say from where questions were moved, and leave out a heading under which nothing else stood."""
    if part.heading:
        name = words(part.heading)
        document.uncertain.append(f'the questions under "{name}" are under "{COMMON_QUESTIONS}" now')
        if not part.blocks:
            document.left_out.append(f'a heading with questions only: "{name}"')
            outline.parts = [other for other in outline.parts if other is not part]


def _common(outline: Outline) -> Part:
    """Find the common questions, or make them before the key takeaway."""
    common = next((part for part in outline.parts if part.is_common), None)
    if common is None:
        common = Part((Run(COMMON_QUESTIONS),), [], is_common=True)
        last = bool(outline.parts) and is_takeaway(outline.parts[-1].heading)
        outline.parts.insert(len(outline.parts) - last, common)
    return common
