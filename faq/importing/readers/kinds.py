"""Tell what kind of document some bytes are, by what is in them first and by their name second."""

import re
from pathlib import PurePath

from faq.importing.document import Document
from faq.importing.readers.html import read_page
from faq.importing.readers.markdown import read_markdown
from faq.importing.readers.plain import read_plain
from faq.importing.report import UnreadableError, refuse_large, refuse_long

WORD_NAMES = (".docx", ".docm", ".dotx", ".dotm", ".doc")
OTHER_KINDS = {
    "an RTF file. Open it in Word and save it as .docx": (b"{\\rtf",),
    "a picture. Type the words that are in it": (b"\x89PNG", b"\xff\xd8\xff", b"GIF8"),
}
CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
LOOKS_WEB = re.compile(
    r"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype html|html|head|body|article|main|div|section|h[1-6]|p|table)\b",
    re.I | re.S,
)
LOOKS_MARKDOWN = re.compile(r"^(#{1,6}\s+\S|\[\^[^\]]+\]:|---\n\w+:)|\]\(https?://", re.M)


def read_document(name: str, content: bytes) -> Document:
    """Read a Word, PDF, web, Markdown or plain text document; raise `UnreadableError` for anything else."""
    refuse_large(len(content))
    if not content.strip():
        raise UnreadableError("This file is empty.")
    if content.startswith((b"PK", b"\xd0\xcf\x11\xe0")) or name.lower().endswith(WORD_NAMES):
        from faq.importing.readers.word import read_word  # mammoth is loaded only when a Word file comes

        return read_word(content)
    if b"%PDF-" in content[:1024]:
        from faq.importing.readers.pdf import read_pdf  # and pdfminer only when a PDF comes

        return read_pdf(content)
    for kind, starts in OTHER_KINDS.items():
        if content.startswith(starts):
            raise UnreadableError(f"This file is {kind}.")
    return _read_text(name, content)


def _read_text(name: str, content: bytes) -> Document:
    text, guessed = _decoded(content)
    ending = PurePath(name).suffix.lower()
    if ending in (".html", ".htm", ".xhtml") or (ending not in (".md", ".markdown", ".txt") and LOOKS_WEB.match(text)):
        document = read_page(text)
    else:
        refuse_long(text)
        is_markdown = ending in (".md", ".markdown") or (ending != ".txt" and LOOKS_MARKDOWN.search(text))
        document = read_markdown(text) if is_markdown else read_plain(text)
    document.uncertain += ["the letters were read as Windows-1252: check accents and dashes"] if guessed else []
    return document


def _decoded(content: bytes) -> tuple[str, bool]:
    """Turn bytes into text; the second value says that the encoding was guessed."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace"), False
    if b"\x00" in content:
        raise UnreadableError("This file is not a text. Save it as a Word document, a web page or plain text.")
    named = CHARSET.search(content[:4096])
    for encoding in ("utf-8-sig", named[1].decode() if named else "utf-8"):
        try:
            return content.decode(encoding), False
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("cp1252", errors="replace"), True
