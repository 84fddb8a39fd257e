"""Open a Word file safely: a zip archive whose parts are checked, and out of which hidden parts are taken.

Word's XML is described in ECMA-376, part 1.
"""

import io
import itertools
import re
import xml.etree.ElementTree as ET
import zipfile
import zlib
from collections.abc import Iterator

from faq.importing.document import Document
from faq.importing.report import UnreadableError

MOST_PARTS = 3000
LARGEST_DECLARED = 300 * 1024 * 1024
LARGEST_PART = 20 * 1024 * 1024
MOST_ELEMENTS = 100_000
"""A page of text is 200 to 800 elements of XML; mammoth takes about 70 microseconds and 1.3 KB for each."""
DEEPEST = 150

READ_PARTS = re.compile(r"^(\[Content_Types\]\.xml|_rels/\.rels|word/(_rels/)?[^/]+\.(xml|rels))$", re.I)
TEXT_PARTS = re.compile(r"word/(document|footnotes|endnotes)[^/]*\.xml$")
UNSAFE_NAME = re.compile(r"(^|[\\/])\.\.([\\/]|$)|^[\\/]|^[A-Za-z]:|\x00")
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_BIT = 0x1
DAMAGED = "This is not a Word document, or it is damaged. Open it in Word and save it as .docx."
LEFT_OUT = {
    "oMath": "an equation",
    "chart": "a chart",
    "relIds": "a diagram",
    "OLEObject": "an embedded object",
    "altChunk": "another document placed inside this one",
}


def checked_package(content: bytes, document: Document) -> bytes:
    """Return a Word file without its pictures, text boxes and hidden words, which `document` names as left out.

    Raises `UnreadableError` for a file that is none, is locked, or is dangerous.
    """
    if content.startswith(OLD_WORD):
        raise UnreadableError(
            "This file is locked with a password, or it is an old .doc file. "
            "Open it in Word, take the password off, and save it as .docx."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_unsafe(archive.infolist())
            return _clean(archive, document)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, ET.ParseError) as error:
        raise UnreadableError(DAMAGED) from error


def _refuse_unsafe(parts: list[zipfile.ZipInfo]) -> None:
    names = [part.filename for part in parts]
    if any(UNSAFE_NAME.search(part.orig_filename) for part in parts):
        raise UnreadableError(
            "This file names parts outside itself, which no Word document does. Ask its sender for a new copy."
        )
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_DECLARED:
        raise UnreadableError("This file unpacks to far more than a Word document holds. Ask for a new copy.")
    if any(part.flag_bits & ENCRYPTED_BIT for part in parts):
        raise UnreadableError("This file is locked with a password. Save it without one.")
    if not any(name.startswith("word/") for name in names):
        raise UnreadableError("This is not a Word document. Save it as .docx, or as a web page or plain text.")
    if any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
        raise UnreadableError("This document holds macros (small programs). Save it as .docx, the kind without macros.")


def _clean(archive: zipfile.ZipFile, document: Document) -> bytes:
    """Unpack the parts that hold text, but never more than `LARGEST_PART` bytes of one, whatever size it declares."""
    clean, elements = io.BytesIO(), itertools.count(1)
    with zipfile.ZipFile(clean, "w") as target:
        for part in filter(lambda part: READ_PARTS.match(part.filename), archive.infolist()):
            with archive.open(part) as stream:
                content = stream.read(LARGEST_PART + 1)
            if len(content) > LARGEST_PART:
                raise UnreadableError("A part of this file is far larger than any article. Ask for a new copy.")
            checked = _Checked(elements)
            root = ET.fromstring(content, ET.XMLParser(target=checked))  # noqa: S314 (checked)  # nosec B314
            if part.filename.startswith(("word/header", "word/footer")) and _text(root):
                _say(f'page {part.filename[5:11]}: "{_text(root)}"', document.left_out)
            if TEXT_PARTS.match(part.filename):
                _open_alternatives(root)
                _take_out(root, document)
                content = bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))
            target.writestr(part.filename, content)
    return clean.getvalue()


class _Checked(ET.TreeBuilder):
    """Refuses a document type (entities that grow without end), too many elements, and nesting that no document has."""

    def __init__(self, elements: Iterator[int]) -> None:
        super().__init__()
        self.elements, self.depth = elements, 0

    def doctype(self, *_parts: object) -> None:
        raise UnreadableError("This document holds XML entities, which Word never writes. Ask for a new copy.")

    def start(self, tag: str, attributes: dict[str, str]) -> ET.Element:
        self.depth += 1
        if self.depth > DEEPEST:
            raise UnreadableError("This document is nested far deeper than Word does. Copy its text into a new one.")
        if next(self.elements) > MOST_ELEMENTS:
            raise UnreadableError("This document has far more parts than an article. Split it into several files.")
        return super().start(tag, attributes)

    def end(self, tag: str) -> ET.Element:
        self.depth -= 1
        return super().end(tag)


def _open_alternatives(root: ET.Element) -> None:
    """Keep the newer writing of a piece where the older one is missing: mammoth knows the older one only."""
    for parent in root.iter():
        for child in list(parent):
            if _local(child) == "AlternateContent" and not any(_local(way) == "Fallback" for way in child):
                place = list(parent).index(child)
                parent[place : place + 1] = [piece for way in child for piece in way]


def _take_out(root: ET.Element, document: Document) -> None:
    for parent in list(root.iter()):
        for child in list(parent):
            reason = _reason(child)
            if reason:
                parent.remove(child)
                _say(reason, document.left_out)
        if _local(parent) in ("ins", "del", "moveFrom") and len(parent):
            _say("tracked changes: insertions are in the draft, deletions are not", document.uncertain)
        if _local(parent) == "commentReference":
            _say("comments in the margin are not in the draft", document.uncertain)


def _reason(element: ET.Element) -> str:
    """Return why an element is left out, or "" when it stays."""
    name, text = _local(element), _text(element)
    if name == "r" and text and _is_hidden(element):
        return f'hidden words: "{text}"'
    if name == "txbxContent":
        return f'text box: "{text}"' if text else "an empty text box"
    return f'{LEFT_OUT[name]} "{text}"'.removesuffix(' ""') if name in LEFT_OUT else ""


def _is_hidden(run: ET.Element) -> bool:
    marks = (mark for inner in run if _local(inner) == "rPr" for mark in inner if _local(mark) == "vanish")
    return any(not {"0", "false", "off"} & set(mark.attrib.values()) for mark in marks)


def _text(element: ET.Element) -> str:
    shown = (inner for inner in element.iter() if _local(inner) in ("t", "p", "br", "tab"))
    return " ".join("".join((inner.text or "") if _local(inner) == "t" else " " for inner in shown).split())


def _local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _say(line: str, lines: list[str]) -> None:
    if line not in lines:
        lines.append(line)
