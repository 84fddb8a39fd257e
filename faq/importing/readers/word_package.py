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
    names = [part.filename.lower() for part in parts]
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
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
        raise UnreadableError("This document holds macros (small programs). Save it as .docx, the kind without macros.")


def _clean(archive: zipfile.ZipFile, document: Document) -> bytes:
    """Unpack the parts that hold text, but never more than `LARGEST_PART` bytes of one, whatever size it declares."""
    clean, elements = io.BytesIO(), itertools.count(1)
    uncertain: dict[str, None] = {}
    with zipfile.ZipFile(clean, "w") as target:
        for part in filter(lambda part: READ_PARTS.match(part.filename), archive.infolist()):
            with archive.open(part) as stream:
                content = stream.read(LARGEST_PART + 1)
            if len(content) > LARGEST_PART:
                raise UnreadableError("A part of this file is far larger than any article. Ask for a new copy.")
            checked = _Checked(elements)
            root = ET.fromstring(content, ET.XMLParser(target=checked))  # noqa: S314 (checked)  # nosec B314
            if part.filename.startswith(("word/header", "word/footer")):
                document.leave_out(f"page {part.filename[5:11]}", _text(root))
            if TEXT_PARTS.match(part.filename):
                _take_out(root, document)
                worded = {_local(element) for element in root.iter() if len(element) or _local(element) not in CHANGES}
                uncertain |= {said: None for name, said in UNCERTAIN.items() if name in worded}
                content = bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))
            target.writestr(part.filename, content)
    document.left_out = list(dict.fromkeys(document.left_out))
    document.uncertain += uncertain
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
