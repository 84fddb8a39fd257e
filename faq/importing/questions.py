"""Find questions that stand with their answer, however a document marks them up."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from faq.importing.document import Blocks, DocumentBlock, Heading, Listing, Paragraph, QuestionBlock, TableBlock, flat
from faq.importing.paragraphs import NUMBER
from faq.importing.runs import Runs, all_bold, cut, joined, lines, tidy, without, without_bold, words

COMMON_QUESTIONS = "Common questions"
QUESTIONS = re.compile(
    r"(your |our |some |the )?((most )?(common|frequent|frequently asked|popular|patients?'?’?|other) )?"
    r"(questions?|faqs?|q ?& ?a|q ?and ?a|questions?( and|,| &) answers?)"
    r"( (and|&) answers?)?"
    r"( (we are|people|patients|you|families)( often| may| might)? (ask(ed)?|have)| from patients| answered)?[:.]?",
    re.I,
)
ASKED = re.compile(r"\s*(?:(?:Q|(?i:question|frage|pregunta))\s*\d*\s*[.:)–-]|[FP]\s*\d*\s*:)\s*(?=\S)")
ANSWERED = re.compile(r"\s*(?:(?:A|(?i:answer|antwort|respuesta))\s*\d*\s*[.:)–-]|R\s*\d*\s*:)\s+(?=\S)")
SENTENCE = re.compile(
    r"(?:[^.!?\n]|\.(?=\S)|(?<=\bvs)\.|(?<=e\.g)\.|(?<=\bDr)\.|(?<=U\.S)\.){3,250}\?(?=[ \n]|$)|[^!?\n]{3,250}\?$"
)
LONGEST = 250

Reading = Callable[[DocumentBlock], QuestionBlock | None]


@dataclass(slots=True)
class _Gathered:
    """The questions of a part of the document, what else stands there, and headings over groups of questions."""

    questions: list[QuestionBlock] = field(default_factory=list)
    rest: list[DocumentBlock] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)


def is_common_questions(heading: Runs) -> bool:
    """Tell "FAQ", "Common questions" or "Your questions answered" from other headings."""
    return bool(QUESTIONS.fullmatch(words(heading)))


def is_asked(runs: Runs) -> bool:
    """Tell a line that begins "Q:" or "Question:" from a title."""
    return bool(ASKED.match(joined(runs)))


def with_bold_questions(blocks: Blocks) -> Blocks:
    """Read paragraphs of a bold question and its answer on the next line; one alone is a heading with its text."""
    found = [_bold_with_answer(block) for block in blocks]
    many = sum(question is not None for question in found) > 1
    return tuple(question or block for question, block in zip(found, blocks, strict=True)) if many else blocks


def take_questions(blocks: Blocks, *, common: bool) -> _Gathered:
    """Take out questions with their answers.

    Everywhere these are marked as such: `details`, `Q:` and `A:`, numbered, in a table of two columns. Under "Common
    questions" headings are questions too, or else bold lines, or else lines that ask.
    """
    blocks = tuple(made for place, block in enumerate(blocks) for made in _spread(block, blocks[place + 1 :]))
    if not common:
        return _with_answers(blocks, _marked, stop=True)
    headings = [block for block in blocks if isinstance(block, Heading)]
    asking = Counter(heading.level for heading in headings if words(heading.runs).endswith("?"))
    level = asking.most_common(1)[0][0] if asking else min((heading.level for heading in headings), default=0)
    groups = [words(heading.runs) for heading in headings if heading.level < level]
    blocks = tuple(block for block in blocks if not (isinstance(block, Heading) and block.level < level))
    for reading in (lambda block: _marked(block, level), _bold, _plain):
        if any(reading(block) for block in blocks):
            return replace(_with_answers(blocks, reading, stop=False), groups=groups)
    return _Gathered(rest=list(blocks), groups=groups)


def _with_answers(blocks: Blocks, reading: Reading, *, stop: bool) -> _Gathered:
    """Add to each question the blocks that follow it; with `stop` a heading ends the answer."""
    found = _Gathered()
    goes_on = False
    for block in blocks:
        question = reading(block)
        if question:
            found.questions.append(question)
            goes_on = not (stop and isinstance(block, QuestionBlock) and block.answer)
        elif goes_on and not (stop and isinstance(block, Heading)):
            last = found.questions[-1]
            answer = (*last.answer, block if last.answer else replace(block, runs=without(block.runs, ANSWERED)))
            found.questions[-1] = QuestionBlock(last.runs, (answer,))
        else:
            found.rest.append(block)
            goes_on = False
    return found


def _marked(block: DocumentBlock, level: int = 0) -> QuestionBlock | None:
    """Read a heading of this level, or a paragraph that is marked as a question."""
    if isinstance(block, Heading) and block.level == level:
        return QuestionBlock(_bare(block.runs))
    if isinstance(block, QuestionBlock):
        return QuestionBlock(_bare(without_bold(block.runs)), block.parts)
    text = joined(block.runs) if isinstance(block, Paragraph) else ""
    label = ASKED if ASKED.match(text) else NUMBER if NUMBER.match(text) and "?" in text[:LONGEST] else None
    return _parted(without(block.runs, label)) if label else _bold_with_answer(block)


def _bold_with_answer(block: DocumentBlock) -> QuestionBlock | None:
    """Read a paragraph whose first line is a bold question and whose other lines answer it."""
    first, *more = (lines(block.runs) if isinstance(block, Paragraph) else ()) or [()]
    asks = joined(first).endswith("?") and all_bold(first) and more and not all_bold(more[0])
    return _parted(block.runs) if asks else None


def _bold(block: DocumentBlock) -> QuestionBlock | None:
    end = joined(block.runs).find("?") + 1
    asks = isinstance(block, Paragraph) and 0 < end <= LONGEST and all_bold(cut(block.runs, 0, end))
    return _parted(block.runs) if asks else None


def _plain(block: DocumentBlock) -> QuestionBlock | None:
    return _parted(block.runs) if isinstance(block, Paragraph) and SENTENCE.match(joined(block.runs)) else None


def _parted(runs: Runs) -> QuestionBlock | None:
    """Part a question from an answer in the same paragraph, at the line's end or after the question mark."""
    first, *more = lines(runs) or [()]
    text = joined(first)
    end = len(text) if text.endswith("?") else text.find("?") + 1 or len(text)
    if not text or (end > LONGEST and "?" not in text):
        return None
    answer = tuple(Paragraph(without(piece, ANSWERED)) for piece in (tidy(cut(first, end)), *more) if piece)
    return QuestionBlock(without_bold(tidy(cut(first, 0, end))), (answer,))


def _bare(question: Runs) -> Runs:
    """Drop the "Q:" or the number that a question begins with."""
    return without(without(question, ASKED), NUMBER) if words(question).endswith("?") else question


def _spread(block: DocumentBlock, following: Blocks) -> Blocks:
    """Turn a list or a table of two columns into questions, where each has its answer or is a list of one.

    The head of a table need not ask.
    """
    entries: list[QuestionBlock] = []
    alone = False
    if isinstance(block, TableBlock) and block.width == 2:
        head = not words(flat(block.parts[0])).endswith("?")
        entries = [QuestionBlock(flat(asked), (answer,)) for asked, answer in block.rows[head:]]
    elif isinstance(block, Listing):
        alone = (
            block.ordered
            and len(block.parts) == 1
            and any(isinstance(after, Paragraph | Listing) for after in following[:1])
        )
        entries = [QuestionBlock(flat(item[:1]), (item[1:],)) for item in block.parts]
    asked = all(words(entry.runs).endswith("?") and (entry.answer or alone) for entry in entries)
    return tuple(entries) if entries and asked else (block,)
