"""One XML part of a Word file: refuse what is dangerous, take out what readers of the page do not see.

Word's XML is described in ECMA-376, part 1.
"""

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from faq.importing.refusal import RefusedError

DEEPEST = 150
READ = re.compile(r"word/(document|footnotes|endnotes|header|footer)[^/]*\.xml$")

LEFT_OUT = {
    "oMath": "an equation",
    "chart": "a chart",
    "relIds": "a diagram",
    "OLEObject": "an embedded object",
    "altChunk": "another document placed inside this one",
}


@dataclass(slots=True)
class CleanPart:
    """The XML to read on, and the lines for the report."""

    xml: bytes
    left_out: list[str] = field(default_factory=list)
    uncertain: list[str] = field(default_factory=list)


def clean_part(name: str, content: bytes) -> CleanPart:
    """Give a part without text boxes and hidden words; raise `RefusedError` for XML that is a trap."""
    _refuse_traps(content)
    part = CleanPart(content)
    if not READ.match(name):
        return part
    root = ET.parse(io.BytesIO(content)).getroot()  # noqa: S314 (document types were refused just now)  # nosec B314
    if name.startswith(("word/header", "word/footer")):
        text = _text(root)
        part.left_out += [f'page {name[5:11]}: "{text}"'] if text else []
        return part
    _open_alternatives(root)
    _take_out(root, part)
    part.xml = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return part


def _refuse_traps(content: bytes) -> None:
    """Refuse a document type (entities that grow without end) and nesting that no document has."""
    depth = 0

    def opened(_name: str, _attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise RefusedError(
                "This document is nested far deeper than any that Word writes. Copy its text into a new one."
            )

    def closed(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def doctype(*_parts: object) -> None:
        raise RefusedError("This document holds XML entities, which Word never writes. Ask its sender for a new copy.")

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise RefusedError("This Word document is damaged. Open it in Word and save it again.") from error


def _open_alternatives(root: ET.Element) -> None:
    """Keep the newer writing of a piece where the older one is missing: the reader knows the older one only."""
    for parent in root.iter():
        for child in list(parent):
            if _local(child) == "AlternateContent" and not any(_local(way) == "Fallback" for way in child):
                place = list(parent).index(child)
                parent.remove(child)
                for offset, piece in enumerate(piece for way in child for piece in way):
                    parent.insert(place + offset, piece)


def _take_out(root: ET.Element, part: CleanPart) -> None:
    for parent in list(root.iter()):
        for child in list(parent):
            reason = _reason(child)
            if reason:
                parent.remove(child)
                part.left_out += [reason] if reason not in part.left_out else []
        if _local(parent) in ("ins", "del", "moveFrom") and len(parent) and not part.uncertain:
            part.uncertain.append("tracked changes: insertions are in the draft, deletions are not")


def _reason(element: ET.Element) -> str:
    """Say why an element is left out, or "" when it stays."""
    name = _local(element)
    if name == "txbxContent":
        return f'text box: "{_text(element)}"' if _text(element) else "an empty text box"
    if name == "r" and _is_hidden(element) and _text(element):
        return f'hidden words: "{_text(element)}"'
    if name in LEFT_OUT:
        return " ".join(filter(None, (LEFT_OUT[name], f'"{_text(element)}"' if _text(element) else "")))
    return ""


def _is_hidden(run: ET.Element) -> bool:
    for properties in run:
        for mark in properties:
            if _local(properties) == "rPr" and _local(mark) == "vanish":
                return not any(value in ("0", "false", "off") for value in mark.attrib.values())
    return False


def _text(element: ET.Element) -> str:
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: ET.Element) -> Iterator[str]:
    for inner in element.iter():
        if _local(inner) == "t":
            yield inner.text or ""
        elif _local(inner) in ("p", "br", "tab"):
            yield " "


def _local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]
