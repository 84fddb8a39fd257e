"""Find questions that stand with their answer, however a document marks them up."""

import re
from collections import Counter
from collections.abc import Callable

from faq.importing.document import Blocks, Document, DocumentBlock, on_one_line
from faq.importing.inline import all_bold, is_asking, parted, plain, without, words
from faq.importing.paragraphs import NUMBER

ASKED = re.compile(r"\s*(?:(?:Q|(?i:question|frage|pregunta))\s*\d*\s*[.:)–-]|[FP]\s*\d*\s*:)\s*(?=\S)")
ANSWERED = re.compile(r"\s*(?:(?:A|(?i:answer|antwort|respuesta))\s*\d*\s*[.:)–-]|R\s*\d*\s*:)\s+(?=\S)")
SENTENCE = re.compile(
    r"(?:[^.!?\n]|\.(?=\S)|(?<=\bvs)\.|(?<=e\.g)\.|(?<=\bDr)\.|(?<=U\.S)\.){3,250}\?(?=[ \n]|$)|[^!?\n]{3,250}\?$"
)
LONGEST = 250

Reading = Callable[[DocumentBlock], DocumentBlock | None]


def with_bold_questions(blocks: Blocks) -> Blocks:
    """Read paragraphs of a bold question and its answer on the next line; one alone is a heading with its text."""
    found = list(map(_bold_with_answer, blocks))
    many = len(found) - found.count(None) > 1
    return [question or block for question, block in zip(found, blocks, strict=True)] if many else blocks


def with_questions(blocks: Blocks, document: Document, *, common: bool) -> Blocks:
    """Return the blocks of a section with its questions and their answers as blocks of their own.

    Everywhere these are marked as such: `details`, `Q:` and `A:`, numbered, in a table of two columns. Under "Common
    questions" headings are questions too, or else bold lines, or else lines that ask; headings over groups of
    questions are left out.
    """
    blocks = [made for place, block in enumerate(blocks) for made in _spread(block, blocks[place + 1 :])]
    if not common:
        return _with_answers(blocks, _marked, stop=True)
    headings = [block for block in blocks if block.kind == "heading"]
    asking = Counter(heading.level for heading in headings if is_asking(heading.text))
    level = asking.most_common(1)[0][0] if asking else min((heading.level for heading in headings), default=0)
    for group in headings:
        if group.level < level:
            document.leave_out("a heading over some of the questions", words(group.text))
            blocks.remove(group)
    readings: tuple[Reading, ...] = (lambda block: _marked(block, level), _bold, _plain)
    reading = next((reading for reading in readings if any(map(reading, blocks))), _marked)
    return _with_answers(blocks, reading, stop=False)


def _with_answers(blocks: Blocks, reading: Reading, *, stop: bool) -> Blocks:
    """Add to each question the blocks that follow it; with `stop` a heading ends the answer."""
    made: Blocks = []
    last: DocumentBlock | None = None
    for block in blocks:
        question = reading(block)
        if question:
            last = None if stop and block.kind == "question" and any(block.parts) else question
        elif last and not (stop and block.kind == "heading"):
            block.text = block.text if any(last.parts) else without(block.text, ANSWERED)
            last.parts.append([block])
            continue
        else:
            last = None
        made.append(question or block)
    return made


def _marked(block: DocumentBlock, level: int = 0) -> DocumentBlock | None:
    """Read a heading of this level, or a paragraph that is marked as a question."""
    if block.kind == "question" or (block.kind == "heading" and block.level == level):
        bare = without(without(block.text, ASKED), NUMBER) if is_asking(block.text) else block.text
        return DocumentBlock(bare, "question", block.parts)
    text = plain(block.text) if block.kind == "paragraph" else ""
    label = ASKED if ASKED.match(text) else NUMBER if NUMBER.match(text) and "?" in text[:LONGEST] else None
    return _parted(without(block.text, label)) if label else _bold_with_answer(block)


def _bold_with_answer(block: DocumentBlock) -> DocumentBlock | None:
    """Read a paragraph whose first line is a bold question and whose other lines answer it."""
    first, *more = block.text.split("\n") if block.kind == "paragraph" else [""]
    is_question = is_asking(first) and all_bold(first) and more and not all_bold(more[0])
    return _parted(block.text) if is_question else None


def _bold(block: DocumentBlock) -> DocumentBlock | None:
    """Read a paragraph that begins with a question in bold letters."""
    question = _plain(block)
    return question if question and all_bold(question.text) else None


def _plain(block: DocumentBlock) -> DocumentBlock | None:
    """Read a paragraph that begins with a question."""
    return _parted(block.text) if block.kind == "paragraph" and SENTENCE.match(plain(block.text)) else None


def _parted(text: str) -> DocumentBlock | None:
    """Part a question from an answer in the same paragraph, at the line's end or after the question mark."""
    first, *more = text.split("\n")
    shown = plain(first)
    end = len(shown) if shown.endswith("?") else shown.find("?") + 1 or len(shown)
    if not shown or (end > LONGEST and "?" not in shown):
        return None
    question, answer = parted(first, end)
    answers = [DocumentBlock(without(piece, ANSWERED)) for piece in (answer, *more) if piece]
    return DocumentBlock(question, "question", [answers])


def _spread(block: DocumentBlock, following: Blocks) -> Blocks:
    """Turn a list or a table of two columns into questions, where each has its answer or is a list of one.

    The head of a table need not ask.
    """
    entries: list[list[Blocks]] = []
    alone = False
    if block.kind == "table" and block.width == 2:
        head = not is_asking(on_one_line(block.parts[0]))
        entries = block.rows[head:]
    elif block.kind == "list":
        goes_on = any(after.kind in ("paragraph", "list") for after in following[:1])
        alone = bool(block.start) and len(block.parts) == 1 and goes_on
        entries = [[item[:1], item[1:]] for item in block.parts]
    questions = [DocumentBlock(on_one_line(asked), "question", [answer]) for asked, answer in entries]
    all_ask = all(is_asking(question.text) and (any(question.parts) or alone) for question in questions)
    return questions if questions and all_ask else [block]
