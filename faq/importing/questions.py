"""Find questions that stand with their answer, however a document marks them up."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from faq.importing.document import Blocks, DocumentBlock, Heading, Listing, Paragraph, QuestionBlock, TableBlock
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
NUMBERED = re.compile(r"\s*\(?\d{1,2}[.)]\s+")
SENTENCE = re.compile(
    r"(?:[^.!?\n]|\.(?=\S)|(?<=\bvs)\.|(?<=e\.g)\.|(?<=\bDr)\.|(?<=U\.S)\.){3,250}\?(?=[ \n]|$)|[^!?\n]{3,250}\?$"
)
LONGEST = 250

Reading = Callable[[DocumentBlock], QuestionBlock | None]


@dataclass(slots=True)
class _Gathered:
    """The questions of a part of the document, what else stands there, and headings over groups of questions."""

    questions: list[QuestionBlock]
    rest: list[DocumentBlock]
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


def take_marked(blocks: Blocks) -> _Gathered:
    """Take out questions that are marked as such: `details`, `Q:` and `A:`, numbered, in a table of two columns."""
    return _with_answers(_spread(blocks), _marked, stop=True)


def take_common(blocks: Blocks) -> _Gathered:
    """Read everything under "Common questions": headings are questions, or bold lines, or lines that ask."""
    spread = _spread(blocks)
    headings = [block for block in spread if isinstance(block, Heading)]
    asking = Counter(heading.level for heading in headings if words(heading.runs).endswith("?"))
    level = asking.most_common(1)[0][0] if asking else min((heading.level for heading in headings), default=0)
    groups = [heading for heading in headings if heading.level < level]
    spread = tuple(block for block in spread if block not in groups)
    for reading in (lambda block: _headed(block, level) or _marked(block), _bold, _plain):
        if any(reading(block) for block in spread):
            gathered = _with_answers(spread, reading, stop=False)
            return replace(gathered, groups=[words(group.runs) for group in groups])
    return _Gathered([], list(blocks))


def _with_answers(blocks: Blocks, reading: Reading, *, stop: bool) -> _Gathered:
    """Add to each question the blocks that follow it; with `stop` a heading ends the answer."""
    found = _Gathered([], [])
    goes_on = False
    for place, block in enumerate(blocks):
        question = reading(block)
        if question and (question.answer or _answers(blocks[place + 1 : place + 2], reading)):
            found.questions.append(question)
            goes_on = not (stop and isinstance(block, QuestionBlock) and block.answer)
        elif goes_on and not (stop and isinstance(block, Heading)):
            last = found.questions[-1]
            answer = (*last.answer, block if last.answer else _without_label(block))
            found.questions[-1] = QuestionBlock(last.runs, (answer,))
        else:
            found.rest.append(block)
            goes_on = False
    return found


def _answers(following: Blocks, reading: Reading) -> bool:
    """Say whether the block after a question, if there is one, may be its answer."""
    return any(not reading(block) and not (isinstance(block, Heading) and block.level <= 2) for block in following)


def _headed(block: DocumentBlock, level: int) -> QuestionBlock | None:
    return QuestionBlock(_bare(block.runs)) if isinstance(block, Heading) and block.level == level else None


def _marked(block: DocumentBlock) -> QuestionBlock | None:
    if isinstance(block, QuestionBlock):
        return QuestionBlock(_bare(without_bold(block.runs)), block.parts)
    if not isinstance(block, Paragraph):
        return None
    text = joined(block.runs)
    label = ASKED if ASKED.match(text) else NUMBERED if NUMBERED.match(text) and "?" in text[:LONGEST] else None
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
    end = text.find("?") + 1
    if not text or (not end and len(text) > LONGEST):
        return None
    end = len(text) if text.endswith("?") or not end else end
    answer = tuple(_without_label(Paragraph(piece)) for piece in (tidy(cut(first, end)), *more) if piece)
    return QuestionBlock(without_bold(tidy(cut(first, 0, end))), (answer,))


def _without_label(answer: DocumentBlock) -> DocumentBlock:
    """Drop the "A:" that an answer begins with."""
    return replace(answer, runs=without(answer.runs, ANSWERED))


def _bare(question: Runs) -> Runs:
    """Drop the "Q:" or the number that a question begins with."""
    return without(without(question, ASKED), NUMBERED) if words(question).endswith("?") else question


def _first(blocks: Blocks) -> Runs:
    """Return the running text of the first block; () where it is a list or there is none."""
    return blocks[0].runs if blocks else ()


def _spread(blocks: Blocks) -> Blocks:
    """Turn lists and tables of questions into questions, where each has its answer or is a list of one."""
    following = (*blocks[1:], DocumentBlock())
    pairs = zip(blocks, following, strict=True) if blocks else ()
    return tuple(made for block, after in pairs for made in _entries(block, after) or (block,))


def _entries(block: DocumentBlock, following: DocumentBlock) -> Blocks:
    """Return the questions of a list or of a table of two columns, whose head need not ask; () when it is none."""
    entries: Blocks = ()
    alone = False
    if isinstance(block, TableBlock) and block.width == 2:
        rows = block.rows if words(_first(block.parts[0])).endswith("?") else block.rows[1:]
        entries = tuple(QuestionBlock(_first(asked), (answer,)) for asked, answer in rows)
    elif isinstance(block, Listing):
        alone = block.ordered and len(block.parts) == 1 and isinstance(following, Paragraph | Listing)
        entries = tuple(QuestionBlock(_first(item), (item[1:],)) for item in block.parts)
    asked = all(words(entry.runs).endswith("?") and (entry.parts[0] or alone) for entry in entries)
    return entries if asked else ()
