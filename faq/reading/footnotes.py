"""Citations: the marks in the text, the references they stand for, and the numbers readers see."""

import re
from collections.abc import Set
from dataclasses import dataclass, field

from faq.article import Reference
from faq.languages import LANGUAGES
from faq.naming import nearest
from faq.problem import Findings
from faq.reading.markdown import Token, Tokens, inline_parts, line_of, text_of

_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]+")


@dataclass
class Note:
    """A reference as the file defines it: its label, its line and the blocks of its words."""

    label: str
    line: int
    tokens: list[Token] = field(default_factory=list)


def separate(tokens: Tokens, findings: Findings) -> tuple[list[Token], dict[str, Note]]:
    """Part the text from the references by label, wherever in the file they stand; note those defined twice."""
    body: list[Token] = []
    notes: dict[str, Note] = {}
    open_notes: list[Note] = []
    for token in tokens:
        if token.type == "footnote_reference_open":
            open_notes.append(Note(token.meta["label"], line_of(token)))
        elif token.type == "footnote_reference_close":
            note = open_notes.pop()
            first = notes.setdefault(note.label, note)
            if first is not note:
                message = f"footnote [^{note.label}] is defined twice (first on line {first.line})."
                findings.error(note.line, message, "Give one of them another name.")
        else:
            (open_notes[-1].tokens if open_notes else body).append(token)
    return body, notes


def number_marks(body: Tokens, labels: Set[str], lang: str, findings: Findings) -> dict[str, int]:
    """Return each mark its number, by the order of first use; note marks that are none of the defined `labels`."""
    begun = {block.children[0].meta.get("label") for block in body if block.children}
    numbers: dict[str, int] = {}
    for mark, line in inline_parts(body):
        if mark.type == "footnote_ref":
            label = mark.meta["label"]
            if label not in labels and label not in numbers:
                _note_undefined(label, line, labels, label in begun, findings)
            mark.meta["word"] = LANGUAGES[lang].reference
            mark.meta["number"] = numbers.setdefault(label, len(numbers) + 1)
    return numbers


def _note_undefined(label: str, line: int, labels: Set[str], begun: bool, findings: Findings) -> None:
    guess = None if label.isdecimal() else nearest(label, labels)
    remedy = f'Add "[^{label}]: Author. Title. Journal. Year. https://..." at the end of the file.'
    if begun:
        remedy = f'Begin the reference with a colon after its mark: "[^{label}]: ...".'
    elif guess:
        remedy = f"Did you mean [^{guess}]?"
    findings.error(line, f"footnote [^{label}] is used but not defined.", remedy)


def references(notes: dict[str, Note], numbers: dict[str, int], findings: Findings) -> tuple[Reference, ...]:
    """Return the references in the order of their numbers, noting those that are unused or empty."""
    for note in notes.values():
        _judge(note, numbers, findings)
    used = sorted((numbers[label], note) for label, note in notes.items() if label in numbers)
    if len(used) == len(notes) == len(numbers):
        _judge_order(used, findings)
    return tuple(_reference(note, number) for number, note in used)


def _judge_order(used: list[tuple[int, Note]], findings: Findings) -> None:
    """Note the first reference that the file calls by another number than readers see."""
    for number, note in used:
        if note.label.isdecimal() and note.label != str(number):
            message = f"footnote [^{note.label}] is shown as [{number}], because the marks are counted as they come."
            findings.warn(note.line, message, "Number the references in the order of their first marks.")
            return


def _judge(note: Note, numbers: dict[str, int], findings: Findings) -> None:
    mark = f"[^{note.label}]"
    if note.label not in numbers:
        remedy = f"Put {mark} after the sentence it supports, or delete this line."
        findings.error(note.line, f"footnote {mark} is defined but nothing in the text uses it.", remedy)
    for piece, line in inline_parts(note.tokens):
        if piece.type == "footnote_ref":
            piece.meta["number"] = 0
            findings.error(line, "a footnote mark stands inside a reference.", "Put it in the text, after a sentence.")
    if not text_of(note.tokens):
        remedy = "Write the author, title, journal, year and address."
        findings.error(note.line, f"footnote {mark} has no words.", remedy)


def _reference(note: Note, number: int) -> Reference:
    text = " ".join(text_of(note.tokens).split())
    return Reference(note.label, number, text, _address(note, text), note.line)


def _address(note: Note, text: str) -> str | None:
    """Return the first web address of a reference, or that of its DOI (https://doi.org)."""
    for piece, _ in inline_parts(note.tokens):
        if piece.type == "link_open" and str(piece.attrs["href"]).startswith("http"):
            return str(piece.attrs["href"])
    doi = _DOI.search(text)
    return f"https://doi.org/{doi[0].rstrip('.,;')}" if doi else None
