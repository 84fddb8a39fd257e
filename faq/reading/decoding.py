"""From the bytes of a content file to its text, or the reason why they cannot be read."""

import re
import unicodedata

from faq.problem import Findings

LARGEST = 200 * 1024
"""Bytes a content file may have; the slowest Markdown of this size is read in about half a second."""

_CONFLICT = re.compile(r"<<<<<<< |>>>>>>> ")
_HIDDEN = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u00ad\u200b\u2028\u2029\u2060\ufeff")
"""Marks that turn the direction of the text, part words where nobody sees it, or break lines."""


def decode(content: bytes, findings: Findings) -> str | None:
    """Return the text with plain line ends, or note why there is none; odd characters are noted with their lines."""
    if len(content) > LARGEST:
        findings.error(1, f"the file has {len(content) // 1024} KB; 200 KB is the most.", "Split it into 2 files.")
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        remedy = 'Save the file again and choose the encoding "UTF-8".'
        findings.error(line, "a character on this line is not saved as UTF-8.", remedy)
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    conflicts = [number for number, line in enumerate(text.split("\n"), 1) if _CONFLICT.match(line)]
    for number in conflicts:
        remedy = "Keep the version you want and delete the lines that begin with <<<<<<<, ======= and >>>>>>>."
        findings.error(number, "two versions of the text were not merged; this line marks where they differ.", remedy)
    if conflicts:
        return None
    _look_for_odd_characters(text, findings)
    return text


def _look_for_odd_characters(text: str, findings: Findings) -> None:
    """Note lines with a character that does not print and that no text needs."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.isprintable():
            continue
        unseen = (c for c in line if c != "\t" and not c.isprintable())
        odd = next((c for c in unseen if unicodedata.category(c) in ("Cc", "Co", "Cn") or c in _HIDDEN), None)
        if odd:
            name = unicodedata.name(odd, f"U+{ord(odd):04X}").lower()
            remedy = "Delete the line and type it again."
            findings.error(number, f"the line has an invisible character ({name}).", remedy)
