"""Read a Word file: mammoth turns it into HTML, with headings, lists, notes and sizes marked for the HTML reader."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import mammoth

from faq.importing.document import Document
from faq.importing.readers.html import read_fragment
from faq.importing.readers.word_package import checked_package
from faq.importing.report import UnreadableError

HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo|kop)\s*([1-9])", re.I)
LIST_STYLE = re.compile(r"list (bullet|number)\s*(\d*)", re.I)
CONTENTS = re.compile(r"toc\b|table of contents", re.I)
BACK_LINK = re.compile(r' *<a href="#(?:foot|end)note-ref-[^"]*">↑</a>')
HALF_POINTS = range(12, 97)
STYLES = "\n".join(
    [
        "p[style-name='title'] => p.title:fresh",
        "p[style-name='quote'] => blockquote > p:fresh",
        *(f"p[style-name='size-{size}'] => p.size-{size}:fresh" for size in HALF_POINTS),
    ]
)


def read_word(content: bytes) -> Document:
    """Read the bytes of a .docx file; raise `UnreadableError` when it is none, is dangerous or holds no text."""
    document = Document()
    preparation = _Preparation(document.left_out)
    package = checked_package(content, document)
    try:
        read = mammoth.convert_to_html(
            io.BytesIO(package),
            style_map=STYLES,
            transform_document=preparation.prepared,
            convert_image=preparation.without_picture,
            include_embedded_style_map=False,
        )
    except (LookupError, ValueError, AttributeError, TypeError, RecursionError) as error:
        raise UnreadableError("This Word document is damaged. Open it in Word and save it again.") from error
    return read_fragment(BACK_LINK.sub("", str(read.value)), document)


@dataclass(slots=True)
class _Preparation:
    """Renames the styles of a document to those that `STYLES` knows; pictures and contents are left out and named."""

    left_out: list[str]

    def prepared(self, element: Any) -> Any:
        return element.copy(children=list(self._children(element.children)))

    def without_picture(self, image: Any) -> list[Any]:
        self.left_out.append(f'picture: "{image.alt_text}"' if image.alt_text else "picture without a description")
        return []

    def _children(self, elements: list[Any]) -> Iterator[Any]:
        for element in elements:
            kind = type(element).__name__
            if kind in ("Table", "TableRow", "TableCell"):
                yield self.prepared(element)
            elif kind != "Paragraph":
                yield element
            elif not CONTENTS.match(element.style_name or ""):
                yield self._paragraph(element)
            elif text := _text(element):
                self.left_out.append(f'table of contents: "{text}"')

    def _paragraph(self, paragraph: Any) -> Any:
        style = paragraph.style_name or ""
        heading, listed = HEADING.search(style), LIST_STYLE.search(style)
        if heading:
            return paragraph.copy(style_id=None, style_name=f"heading {min(int(heading[1]), 6)}", numbering=None)
        if paragraph.numbering or listed:
            return paragraph.copy(style_id=None, style_name=None, numbering=_level(paragraph.numbering, listed))
        named = "title" if style.lower() == "title" else "quote" if "quote" in style.lower() else _size(paragraph)
        return paragraph.copy(style_id=None, style_name=named)


def _level(numbering: Any, listed: re.Match[str] | None) -> Any:
    """Return how deep a list line stands and whether it is numbered, by its numbering and the name of its style."""
    depth = int(numbering.level_index if numbering else 0) + int((listed and listed[2]) or 1) - 1
    ordered = numbering.is_ordered if numbering else listed is not None and listed[1].lower() == "number"
    return mammoth.documents.numbering_level(depth, ordered)


def _size(paragraph: Any) -> str | None:
    """Return the name of a style for the largest letters of a paragraph, None where the document does not say."""
    sizes = [run.font_size or 0 for run in paragraph.children if type(run).__name__ == "Run"]
    half_points = min(round(max(sizes, default=0) * 2), HALF_POINTS[-1])
    return f"size-{half_points}" if half_points in HALF_POINTS else None


def _text(element: Any) -> str:
    inner = "".join(_text(child) for child in getattr(element, "children", ()))
    return " ".join((getattr(element, "value", "") + inner).split())
