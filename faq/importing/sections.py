"""Arrange a document as an article: a lead, sections, common questions, a key takeaway, references."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

from faq.importing.document import Blocks, Document, Heading, QuestionBlock
from faq.importing.headings import SECTION, is_takeaway, settle
from faq.importing.paragraphs import with_typed_lists, without_boilerplate
from faq.importing.questions import COMMON_QUESTIONS, is_common_questions, take_common, take_marked, with_bold_questions
from faq.importing.references import take_references
from faq.importing.runs import Run, Runs, words


@dataclass(slots=True)
class Part:
    """A section: its heading, its blocks, and questions with answers where it is the common questions."""

    heading: Runs = ()
    blocks: Blocks = ()
    questions: list[QuestionBlock] = field(default_factory=list)
    is_common: bool = False


@dataclass(slots=True)
class Outline:
    """The document arranged as an article of ours; the lead is a part without a heading."""

    lead: Part
    parts: list[Part]
    references: dict[int, Runs]

    @property
    def questions(self) -> list[QuestionBlock]:
        """All common questions in order."""
        return [question for part in self.parts for question in part.questions]

    @property
    def blocks(self) -> Blocks:
        """All blocks and questions in order, headings of sections apart."""
        return tuple(block for part in (self.lead, *self.parts) for block in (*part.blocks, *part.questions))


def arrange(document: Document) -> Outline:
    """Find title, sections, questions and references; what is dropped on the way is named in `document.left_out`."""
    document.blocks = with_bold_questions(with_typed_lists(without_boilerplate(document)))
    settle(document)
    references = take_references(document)
    lead, *parts = _parts(document.blocks)
    outline = Outline(lead, parts, references)
    _gather_questions(outline, document)
    return outline


def _parts(blocks: Blocks) -> Iterator[Part]:
    starts = [place for place, block in enumerate(blocks) if isinstance(block, Heading) and block.level == SECTION]
    yield Part(blocks=blocks[: min(starts, default=len(blocks))])
    for start, end in itertools.pairwise([*starts, len(blocks)]):
        heading = blocks[start].runs
        yield Part(heading, blocks[start + 1 : end], is_common=is_common_questions(heading))


def _gather_questions(outline: Outline, document: Document) -> None:
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


def _common(outline: Outline) -> Part:
    """Find the common questions, or make them before the key takeaway."""
    common = next((part for part in outline.parts if part.is_common), None)
    if common is None:
        common = Part((Run(COMMON_QUESTIONS),), is_common=True)
        last = bool(outline.parts) and is_takeaway(outline.parts[-1].heading)
        outline.parts.insert(len(outline.parts) - last, common)
    return common
