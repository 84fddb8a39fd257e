"""Find questions that stand with their answer, however a document marks them up."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from faq.importing.document import Block, Blocks, Heading, Listing, Paragraph, QuestionBlock, TableBlock
from faq.importing.runs import Runs, all_bold, cut, joined, lines, tidy, without_bold, words

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
SENTENCE = re.compile(r"(?:[^.!?\n]|\.(?=\S)|(?<=\bvs)\.|(?<=e\.g)\.|(?<=\bDr)\.|(?<=U\.S)\.){3,250}\?")
LONGEST = 250

Reading = Callable[[Block], QuestionBlock | None]


@dataclass(slots=True)
class Gathered:
    """The questions of a part of the document, what else stands there, and headings over groups of questions."""

    questions: list[QuestionBlock]
    rest: list[Block]
    groups: list[str] = field(default_factory=list)


def is_common_questions(heading: Runs) -> bool:
    """Tell "FAQ", "Common questions" or "Your questions answered" from other headings."""
    return bool(QUESTIONS.fullmatch(words(heading)))


def with_bold_questions(blocks: Blocks) -> Blocks:
    """Read paragraphs of a bold question and its answer on the next line; one alone is a heading with its text."""
    found = [_bold_with_answer(block) if isinstance(block, Paragraph) else None for block in blocks]
    if sum(question is not None for question in found) < 2:
        return blocks
    return tuple(question or block for question, block in zip(found, blocks, strict=True))


def is_asked(runs: Runs) -> bool:
    """Tell a line that begins "Q:" or "Question:" from a title."""
    return bool(ASKED.match(joined(runs)))


def take_marked(blocks: Blocks) -> Gathered:
    """Take out questions that are marked as such: `details`, `Q:` and `A:`, numbered, in a table of two columns."""
    return _with_answers(_spread(blocks), _marked, stop=True)


def take_common(blocks: Blocks) -> Gathered:
    """Read everything under "Common questions": headings are questions, or bold lines, or lines that ask."""
    spread = _spread(blocks)
    level = _question_level(spread)
    groups = [words(block.runs) for block in spread if isinstance(block, Heading) and block.level < level]
    spread = tuple(block for block in spread if not (isinstance(block, Heading) and block.level < level))
    for reading in (lambda block: _headed(block, level) or _marked(block), _bold, _plain):
        if any(reading(block) for block in spread):
            return replace(_with_answers(spread, reading, stop=False), groups=groups)
    return Gathered([], list(blocks))


def _with_answers(blocks: Blocks, reading: Reading, *, stop: bool) -> Gathered:
    """Add to each question the blocks that follow it; with `stop` a heading ends the answer."""
    found = Gathered([], [])
    current: QuestionBlock | None = None
    for place, block in enumerate(blocks):
        question = reading(block)
        if question and (question.answer or _has_answer(blocks[place + 1 : place + 2], reading)):
            found.questions.append(question)
            whole = isinstance(block, QuestionBlock) and block.answer
            current = None if stop and whole else question
        elif current is None or (stop and isinstance(block, Heading)):
            found.rest.append(block)
            current = None
        else:
            current = replace(current, answer=(*current.answer, _answer(block) if not current.answer else block))
            found.questions[-1] = current
    return found


def _has_answer(following: Blocks, reading: Reading) -> bool:
    first = following[0] if following else None
    return first is not None and reading(first) is None and not (isinstance(first, Heading) and first.level <= 2)


def _question_level(blocks: Blocks) -> int:
    """Find the heading level whose headings ask most often; the highest one when none asks."""
    headings = [block for block in blocks if isinstance(block, Heading)]
    asking = Counter(heading.level for heading in headings if words(heading.runs).endswith("?"))
    return asking.most_common(1)[0][0] if asking else min((heading.level for heading in headings), default=0)


def _headed(block: Block, level: int) -> QuestionBlock | None:
    if isinstance(block, Heading) and block.level == level:
        return QuestionBlock(_without_label(block.runs), ())
    return None


def _marked(block: Block) -> QuestionBlock | None:
    if isinstance(block, QuestionBlock):
        return QuestionBlock(_without_label(without_bold(block.runs)), block.answer)
    if isinstance(block, Paragraph):
        text = joined(block.runs)
        label = ASKED.match(text) or (NUMBERED.match(text) if "?" in text[:LONGEST] else None)
        return _parted(tidy(cut(block.runs, label.end()))) if label else _bold_with_answer(block)
    return None


def _bold_with_answer(block: Paragraph) -> QuestionBlock | None:
    """Read a paragraph whose first line is a bold question and whose other lines answer it."""
    first, *more = lines(block.runs) or [()]
    asks = joined(first).endswith("?") and all_bold(first) and more and not all_bold(more[0])
    return _parted(block.runs) if asks else None


def _bold(block: Block) -> QuestionBlock | None:
    if not isinstance(block, Paragraph):
        return None
    end = joined(block.runs).find("?") + 1
    return _parted(block.runs) if 0 < end <= LONGEST and all_bold(cut(block.runs, 0, end)) else None


def _plain(block: Block) -> QuestionBlock | None:
    if not isinstance(block, Paragraph):
        return None
    text = joined(block.runs)
    first = SENTENCE.match(text) or re.match(r"[^!?\n]{3,250}\?$", text)
    asks = first and (first.end() == len(text) or text[first.end()] in " \n")
    return _parted(block.runs) if asks else None


def _parted(runs: Runs) -> QuestionBlock | None:
    """Part a question from an answer in the same paragraph, at the line's end or after the question mark."""
    first, *more = lines(runs) or [()]
    text = joined(first)
    end = len(text) if text.endswith("?") or (more and "?" not in text) else text.find("?") + 1
    if not text or (end == 0 and len(text) > LONGEST):
        return None
    end = end or len(text)
    answer = [piece for piece in (tidy(cut(first, end)), *more) if piece]
    return QuestionBlock(without_bold(tidy(cut(first, 0, end))), tuple(_answer(Paragraph(piece)) for piece in answer))


def _answer(block: Block) -> Block:
    """Drop the "A:" that an answer begins with."""
    label = ANSWERED.match(joined(block.runs)) if isinstance(block, Paragraph) else None
    return Paragraph(tidy(cut(block.runs, label.end()))) if label and isinstance(block, Paragraph) else block


def _without_label(runs: Runs) -> Runs:
    label = ASKED.match(joined(runs)) or NUMBERED.match(joined(runs))
    return tidy(cut(runs, label.end())) if label and words(runs).endswith("?") else runs


def _spread(blocks: Blocks) -> Blocks:
    """Turn lists and tables of questions into questions, where each has its answer or is a list of one."""
    following = (*blocks[1:], None)[: len(blocks)]
    return tuple(made for block, after in zip(blocks, following, strict=True) for made in _spread_one(block, after))


def _spread_one(block: Block, following: Block | None) -> Blocks:
    if isinstance(block, TableBlock):
        return _table_questions(block) or (block,)
    if not isinstance(block, Listing) or not all(_asks(item) for item in block.items):
        return (block,)
    answered = all(len(item) > 1 for item in block.items)
    alone = block.ordered and len(block.items) == 1 and isinstance(following, Paragraph | Listing)
    if answered or alone:
        return tuple(QuestionBlock(_first(item), item[1:]) for item in block.items)
    return (block,)


def _table_questions(table: TableBlock) -> Blocks:
    rows = table.rows if all(_asks(row[0]) for row in table.rows if row) else table.rows[1:]
    if not rows or not all(len(row) == 2 and _asks(row[0]) and row[1] for row in rows):
        return ()
    return tuple(QuestionBlock(_first(row[0]), row[1]) for row in rows)


def _asks(blocks: Blocks) -> bool:
    return words(_first(blocks)).endswith("?")


def _first(blocks: Blocks) -> Runs:
    first = blocks[0] if blocks else None
    return first.runs if isinstance(first, Paragraph | Heading) else ()
