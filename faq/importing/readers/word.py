"""Read a Word file: mammoth turns it into HTML, with headings, lists, notes and sizes marked for the HTML reader."""

import io
import re
from functools import partial
from typing import Any

import mammoth

from faq.importing.document import Document
from faq.importing.readers.html import read_fragment
from faq.importing.readers.word_package import checked_package
from faq.importing.report import UnreadableError

HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo|kop)\s*([1-9])", re.I)
CONTENTS = re.compile(r"toc\b|table of contents", re.I)
SIZES = range(12, 97)
STYLES = "\n".join(
    [
        "p[style-name='title'] => p.title:fresh",
        "p[style-name='quote'] => blockquote > p:fresh",
        *(f"p[style-name='size-{half_points}'] => p.size-{half_points}:fresh" for half_points in SIZES),
    ]
)


def read_word(content: bytes) -> Document:
    """Read the bytes of a .docx file; raise `UnreadableError` when it is none, is dangerous or holds no text."""
    document = Document()
    package = checked_package(content, document)
    try:
        read = mammoth.convert_to_html(
            io.BytesIO(package),
            style_map=STYLES,
            transform_document=mammoth.transforms.paragraph(partial(_restyled, document=document)),
            convert_image=mammoth.images.img_element(lambda _: {}),  # the HTML reader names it
            include_embedded_style_map=False,
        )
    except (LookupError, ValueError, AttributeError, TypeError, RecursionError) as error:
        raise UnreadableError("This Word document is damaged. Open it in Word and save it again.") from error
    return read_fragment(str(read.value), document)


def _restyled(paragraph: Any, document: Document) -> Any:
    """Rename the style of a paragraph to one that mammoth knows; a table of contents is left out."""
    style = paragraph.style_name or ""
    heading = HEADING.search(style)
    if CONTENTS.match(style):
        document.leave_out("table of contents", _text(paragraph))
        return paragraph.copy(children=[])
    if heading:
        return paragraph.copy(style_id=None, style_name=f"heading {min(int(heading[1]), 6)}", numbering=None)
    if paragraph.numbering:
        return paragraph.copy(style_id=None, style_name=None)
    named = "title" if style.lower() == "title" else "quote" if "quote" in style.lower() else _size(paragraph)
    return paragraph.copy(style_id=None, style_name=named)


def _size(paragraph: Any) -> str:
    """Return the name of a style for the largest letters of a paragraph."""
    sizes = [run.font_size or 0 for run in paragraph.children if isinstance(run, mammoth.documents.Run)]
    return f"size-{min(round(max(sizes, default=0) * 2), SIZES[-1])}"


def _text(element: Any) -> str:
    texts = mammoth.transforms.get_descendants_of_type(element, mammoth.documents.Text)
    return " ".join("".join(text.value for text in texts).split())
