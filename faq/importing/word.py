"""Read a Word file into blocks, with mammoth's reading of its paragraphs, lists, tables and footnotes."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import mammoth

from faq.importing.blocks import Block, Blocks, Document, Heading, Paragraph, Quote, Table
from faq.importing.grid import SPANS, Cell, grid
from faq.importing.listing import ListLine, nest
from faq.importing.refusal import RefusedError
from faq.importing.runs import Run, Runs, tidy, words
from faq.importing.word_package import open_package

HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo|kop)\s*([1-9])", re.I)
LIST_STYLE = re.compile(r"list (bullet|number)\s*(\d*)", re.I)


def read_word(content: bytes) -> Document:
    """Read the bytes of a .docx file; raise `RefusedError` when it is none, is dangerous or holds no text."""
    package = open_package(content)
    try:
        blocks, reader = _read(package.content)
    except RecursionError as error:
        raise RefusedError("This document is nested too deeply to be read. Copy its text into a new one.") from error
    except (KeyError, ValueError, AttributeError, TypeError, IndexError) as error:
        raise RefusedError("This Word document is damaged. Open it in Word and save it again.") from error
    document = Document(blocks, notes=reader.notes)
    document.left_out += [*package.left_out, *reader.left_out]
    document.uncertain += [*package.uncertain, *reader.uncertain]
    return document


def _read(content: bytes) -> tuple[Blocks, "_Reader"]:
    found: list[Any] = []

    def keep(document: Any) -> Any:
        found.append(document)
        return document.copy(children=[])

    mammoth.convert_to_html(io.BytesIO(content), transform_document=keep, include_embedded_style_map=False)
    reader = _Reader(found[0].notes)
    return reader.blocks(found[0].children), reader


@dataclass(slots=True)
class _Reader:
    """Walks mammoth's model of a document and keeps what it meets on the way."""

    word_notes: Any
    notes: dict[str, Runs] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    uncertain: list[str] = field(default_factory=list)

    def blocks(self, elements: list[Any]) -> Blocks:
        """Read paragraphs and tables; neighbouring list lines become one list."""
        made: list[Block] = []
        pending: list[ListLine] = []
        for element in elements:
            line = self._list_line(element)
            if line:
                pending.append(line)
                continue
            block = self._block(element)
            if block:
                made += [*nest(pending), block]
                pending = []
        return (*made, *nest(pending))

    def _list_line(self, element: Any) -> ListLine | None:
        style = LIST_STYLE.search(getattr(element, "style_name", None) or "")
        numbering = getattr(element, "numbering", None)
        if not (style or numbering) or HEADING.search(getattr(element, "style_name", None) or ""):
            return None
        runs = tidy(self._inline(element.children, Run("")))
        depth = int(numbering.level_index) if numbering else 0
        depth += int(style[2]) - 1 if style and style[2] else 0
        ordered = numbering.is_ordered if numbering else bool(style and style[1].lower() == "number")
        return ListLine(depth, ordered, runs) if runs else None

    def _block(self, element: Any) -> Block | None:
        if type(element).__name__ == "Table":
            return self._table(element)
        if type(element).__name__ != "Paragraph":
            return None
        return self._paragraph(element)

    def _paragraph(self, element: Any) -> Block | None:
        runs = tidy(self._inline(element.children, Run("")))
        style = (element.style_name or "").lower()
        level = HEADING.search(style)
        if style == "title" and runs:
            return Heading(0, runs)
        if level:
            return Heading(int(level[1]), runs)
        if re.match(r"toc\b|table of contents", style):
            self.left_out += [f'table of contents: "{words(runs)}"'] if runs else []
            return None
        if not runs:
            return None
        paragraph = Paragraph(runs, max((run.font_size or 0 for run in _text_runs(element)), default=0))
        return Quote((paragraph,)) if "quote" in style else paragraph

    def _table(self, table: Any) -> Table | None:
        rows = [
            [Cell(self.blocks(cell.children), cell.colspan, cell.rowspan) for cell in row.children]
            for row in table.children
        ]
        if any(cell.rows > 1 for row in rows for cell in row):
            self._say(SPANS)
        full = grid(rows)
        return Table(full) if full else None

    def _inline(self, elements: list[Any], look: Run) -> Iterator[Run]:
        for element in elements:
            kind = type(element).__name__
            if kind == "Run":
                yield from self._run(element, look)
            elif kind == "Hyperlink":
                yield from self._inline(element.children, replace(look, link=element.href or ""))
            elif kind == "NoteReference":
                yield Run("", note=self._note(element))
            elif kind == "Image":
                self.left_out.append(
                    f'picture: "{element.alt_text}"' if element.alt_text else "picture without a description"
                )
            elif kind == "CommentReference":
                self._say("comments in the margin are not in the draft")
            else:
                yield replace(look, text=_character(element))

    def _run(self, run: Any, look: Run) -> Iterator[Run]:
        styled = replace(
            look,
            bold=look.bold or run.is_bold,
            italic=look.italic or run.is_italic,
            raised=run.vertical_alignment == "superscript",
        )
        inner = list(self._inline(run.children, styled))
        struck = words(tuple(inner)) if run.is_strikethrough else ""
        if struck:
            self.left_out.append(f'words struck through: "{struck}"')
        else:
            yield from inner

    def _note(self, reference: Any) -> str:
        label = f"{reference.note_type}-{reference.note_id}"
        if label not in self.notes:
            self.notes[label] = ()
            body = self.blocks(self.word_notes.resolve(reference).body)
            self.notes[label] = tidy(run for block in body for run in _runs_of(block))
        return label

    def _say(self, line: str) -> None:
        if line not in self.uncertain:
            self.uncertain.append(line)


def _runs_of(block: Block) -> Runs:
    return (*block.runs, Run(" ")) if isinstance(block, Paragraph) else ()


def _text_runs(element: Any) -> list[Any]:
    return [run for run in element.children if type(run).__name__ == "Run"]


def _character(element: Any) -> str:
    kind = type(element).__name__
    if kind == "Break":
        return "\n" if element.break_type == "line" else " "
    if kind == "Checkbox":
        return "☒" if element.checked else "☐"
    return {"Text": getattr(element, "value", ""), "Tab": " "}.get(kind, "")
