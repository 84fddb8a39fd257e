"""Open a Word file safely: a zip archive whose parts are checked and whose hidden parts are taken out."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

from faq.importing.refusal import RefusedError
from faq.importing.word_xml import CleanPart, clean_part

MOST_PARTS = 3000
LARGEST_DECLARED = 300 * 1024 * 1024
LARGEST_PART = 20 * 1024 * 1024
READ_PARTS = re.compile(r"^(\[Content_Types\]\.xml|_rels/\.rels|word/(_rels/)?[^/]+\.(xml|rels))$", re.I)
UNSAFE_NAME = re.compile(r"(^|[\\/])\.\.([\\/]|$)|^[\\/]|^[A-Za-z]:|\x00")

OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_BIT = 0x1


@dataclass(frozen=True, slots=True)
class Package:
    """A Word file without its pictures, text boxes and hidden words; `left_out` names those."""

    content: bytes
    left_out: tuple[str, ...]
    uncertain: tuple[str, ...]


def open_package(content: bytes) -> Package:
    """Check a Word file and give it back clean, or raise `RefusedError`."""
    if content.startswith(OLD_WORD):
        raise RefusedError(
            "This file is locked with a password, or it is an old .doc file. "
            "Open it in Word, take the password off, and save it as .docx."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_unsafe(archive.infolist())
            return _clean(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise RefusedError(
            "This is not a Word document, or it is damaged. Open it in Word and save it as .docx."
        ) from error


def _refuse_unsafe(parts: list[zipfile.ZipInfo]) -> None:
    names = [part.filename for part in parts]
    if any(UNSAFE_NAME.search(part.orig_filename) for part in parts):
        raise RefusedError(
            "This file names parts outside itself, which no Word document does. Ask its sender for a new copy."
        )
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_DECLARED:
        raise RefusedError("This file unpacks to far more than a Word document holds. Ask its sender for a new copy.")
    if any(part.flag_bits & ENCRYPTED_BIT for part in parts):
        raise RefusedError("This file is locked with a password. Save it without one.")
    if "word/document.xml" not in names and not any(name.startswith("word/") for name in names):
        raise RefusedError("This is not a Word document. Save it as .docx, or as a web page or plain text.")
    if any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
        raise RefusedError("This document holds macros (small programs). Save it as .docx, the kind without macros.")


def _clean(archive: zipfile.ZipFile) -> Package:
    clean = io.BytesIO()
    left_out: list[str] = []
    uncertain: list[str] = []
    with zipfile.ZipFile(clean, "w") as target:
        for part in archive.infolist():
            if not READ_PARTS.match(part.filename):
                continue
            made = clean_part(part.filename, _read(archive, part))
            _note(made, left_out, uncertain)
            target.writestr(part.filename, made.xml)
    return Package(clean.getvalue(), tuple(left_out), tuple(uncertain))


def _note(part: CleanPart, left_out: list[str], uncertain: list[str]) -> None:
    left_out += [line for line in part.left_out if line not in left_out]
    uncertain += [line for line in part.uncertain if line not in uncertain]


def _read(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """Unpack one part, but never more than `LARGEST_PART` bytes of it, whatever size it declares."""
    with archive.open(part) as stream:
        content = stream.read(LARGEST_PART + 1)
    if len(content) > LARGEST_PART:
        raise RefusedError("A part of this file is far larger than any article. Ask its sender for a new copy.")
    return content
