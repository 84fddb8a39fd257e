"""Read a Word file: hidden parts are taken out of its archive, and mammoth turns what is left into HTML.

Headings, lists, notes and sizes are marked for the HTML reader. Word's XML is described in ECMA-376, part 1. Archives
made to be slow or large are ended by `faq.importing.isolation`.
"""

import io
import re
import xml.etree.ElementTree as ET
import zipfile
import zlib
from functools import partial
from typing import Any

import mammoth

from faq.importing.document import Document
from faq.importing.readers.html import read_fragment
from faq.importing.report import UnreadableError, refuse_crowded

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

LARGEST = 100 * 1024 * 1024
READ_PARTS = re.compile(r"^(\[Content_Types\]\.xml|_rels/\.rels|word/(_rels/)?[^/]+\.(xml|rels))$", re.I)
TEXT_PARTS = re.compile(r"word/(document|footnotes|endnotes)[^/]*\.xml$")
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_BIT = 0x1
DAMAGED = "This is not a Word document, or it is damaged. Open it in Word and save it as .docx."
LEFT_OUT = {
    "txbxContent": "text box",
    "oMath": "equation",
    "chart": "chart",
    "relIds": "diagram",
    "OLEObject": "embedded object",
    "altChunk": "another document placed inside this one",
}
CHANGES = ("ins", "del", "moveFrom")
TRACKED = "tracked changes: insertions are in the draft, deletions are not"
UNCERTAIN = dict.fromkeys(CHANGES, TRACKED) | {"commentReference": "comments in the margin are not in the draft"}


def read_word(content: bytes) -> Document:
    """Read the bytes of a .docx file; raise `UnreadableError` when it is none, is dangerous or holds no text."""
    document = Document()
    package = _checked_package(content, document)
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
        document.leave_out("table of contents", _said(paragraph))
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


def _said(element: Any) -> str:
    texts = mammoth.transforms.get_descendants_of_type(element, mammoth.documents.Text)
    return " ".join("".join(text.value for text in texts).split())


def _checked_package(content: bytes, document: Document) -> bytes:
    """Return a Word file without its pictures, text boxes and hidden words, which `document` names as left out.

    Raises `UnreadableError` for a file that is none, is locked, or is dangerous.
    """
    if content.startswith(OLD_WORD):
        raise UnreadableError(
            "This file is locked with a password, or it is an old .doc file. "
            "Open it in Word, take the password off, and save it as .docx."
        )
    clean = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(clean, "w") as target:
            _refuse_unsafe(archive.infolist())
            for part in filter(lambda part: READ_PARTS.match(part.filename), archive.infolist()):
                target.writestr(part.filename, _clean(part.filename, archive.read(part), document))
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        ValueError,
        SyntaxError,
        RecursionError,
    ) as error:
        raise UnreadableError(DAMAGED) from error
    document.left_out = list(dict.fromkeys(document.left_out))
    document.uncertain = list(dict.fromkeys(document.uncertain))
    return clean.getvalue()


def _refuse_unsafe(parts: list[zipfile.ZipInfo]) -> None:
    names = [part.filename.lower() for part in parts]
    if sum(part.file_size for part in parts) > LARGEST:
        raise UnreadableError("This file unpacks to far more than a Word document holds. Ask for a new copy.")
    if any(part.flag_bits & ENCRYPTED_BIT for part in parts):
        raise UnreadableError("This file is locked with a password. Save it without one.")
    if not any(name.startswith("word/") for name in names):
        raise UnreadableError("This is not a Word document. Save it as .docx, or as a web page or plain text.")
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
        raise UnreadableError("This document holds macros (small programs). Save it as .docx, the kind without macros.")


def _clean(name: str, content: bytes, document: Document) -> bytes:
    """Return a part of the file, one that holds text without what a reader of the page does not see."""
    if b"<!DOCTYPE" in content:
        raise UnreadableError("This document holds XML entities, which Word never writes. Ask for a new copy.")
    refuse_crowded(content.count(b"<"))
    root = ET.fromstring(content)  # noqa: S314 (no entities)
    if name.startswith(("word/header", "word/footer")):
        document.leave_out(f"page {name[5:11]}", _text(root))
    if not TEXT_PARTS.match(name):
        return content
    _take_out(root, document)
    worded = {_local(element) for element in root.iter() if len(element) or _local(element) not in CHANGES}
    document.uncertain += [said for mark, said in UNCERTAIN.items() if mark in worded]
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _take_out(parent: ET.Element, document: Document) -> None:
    """Take out what a reader of the page does not see, and what cannot be said in words."""
    parent[:] = [piece for child in parent for piece in _opened(child)]
    for child in list(parent):
        name, text = _local(child), _text(child)
        if name in LEFT_OUT or (name == "r" and text and _is_hidden(child)):
            parent.remove(child)
            document.left_out.append(f'{LEFT_OUT.get(name, "hidden words")}: "{text}"'.removesuffix(': ""'))
        else:
            _take_out(child, document)


def _opened(element: ET.Element) -> list[ET.Element]:
    """Return the newer writing of a piece where the older one is missing: mammoth knows the older one only."""
    newer_only = _local(element) == "AlternateContent" and not any(_local(way) == "Fallback" for way in element)
    return [piece for way in element for piece in way] if newer_only else [element]


def _is_hidden(run: ET.Element) -> bool:
    marks = (mark for inner in run if _local(inner) == "rPr" for mark in inner if _local(mark) == "vanish")
    return any(not {"0", "false", "off"} & set(mark.attrib.values()) for mark in marks)


def _text(element: ET.Element) -> str:
    shown = (inner for inner in element.iter() if _local(inner) in ("t", "p", "br", "tab"))
    return " ".join("".join((inner.text or "") if _local(inner) == "t" else " " for inner in shown).split())


def _local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]
