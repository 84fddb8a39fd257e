"""Tell what kind of document some bytes are, by what is in them first and by their name second; read Markdown."""

import re
from pathlib import PurePath

from faq.importing.document import Document
from faq.importing.readers.html import read_fragment, read_page
from faq.importing.readers.plain import read_plain
from faq.importing.report import UnreadableError, refuse_large, refuse_long
from faq.reading.markdown import foreign_html

WORD_NAMES = (".docx", ".docm", ".dotx", ".dotm", ".doc")
LOOKS_WEB = re.compile(
    r"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype html|html|head|body|article|main|div|section|h[1-6]|p|table)\b",
    re.I | re.S,
)
FRONT_MATTER = re.compile(r"\A---[^\S\n]*\n(.*?)\n(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)", re.S)
KEY = re.compile(r"^(\w[\w-]*)[^\S\n]*:[^\S\n]*(.*)$", re.M)
HEADING_ID = re.compile(r"[^\S\n]*\{:?[^{}\n]*#[\w:.-]+[^{}\n]*\}[^\S\n]*$", re.M)
LINK_AROUND = re.compile(
    r"^\[(!\[[^\]\n]*\]\([^)\n]*\))[^\S\n]*\n\n((?:[^\[\]]|\[[^\[\]]*\])+)\]\([^\s()]+\)[^\S\n]*$", re.M
)
"""A link around a picture and the paragraphs after it: `[![](..)`, text, `text](..)`."""

CLINGING_BOLD = re.compile(r"(\*\*[^*\n]*[.:!?;,]\*\*)(?=\w|\[)")
BLOCK_TAG = r"</?(?:h[1-6]|div|p|ul|ol|li|table|t[rdh]|details|summary|section|article|br|hr|dl|dt|dd)\b"
HTML_THEN_TEXT = re.compile(rf"(</h[1-6]>|^[^\S\n]*</?div\b[^>\n]*>)[^\S\n]*\n(?!{BLOCK_TAG}|[^\S\n]|\n)", re.M | re.I)
FOOTNOTE_MARK = re.compile(r'<sup class="footnote-ref"><a href="#fn(\d+)"[^>]*>\[[^\]]*\]</a></sup>')
DEFINED = re.compile(r"^\[\^([^\]\s]+)\]:", re.M)
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
    if content.startswith(b"{\\rtf"):
        raise UnreadableError("This file is an RTF file. Open it in Word and save it as .docx.")
    if content.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8")):
        raise UnreadableError("This file is a picture. Type the words that are in it.")
    return _read_text(PurePath(name).suffix.lower(), content)


def _read_text(ending: str, content: bytes) -> Document:
    """Read what is neither; bytes that are not UTF-8 are Windows-1252, which has a letter for nearly every byte."""
    utf_16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    if b"\x00" in content and not utf_16:
        raise UnreadableError("This file is not a text. Save it as a Word document, a web page or plain text.")
    try:
        text, guessed = content.decode("utf-16" if utf_16 else "utf-8-sig"), False
    except UnicodeDecodeError:
        text, guessed = content.decode("cp1252", errors="replace"), True
    if ending in (".html", ".htm", ".xhtml") or (ending not in (".md", ".markdown", ".txt") and LOOKS_WEB.match(text)):
        document = read_page(text)
    else:
        refuse_long(text)
        is_markdown = ending in (".md", ".markdown") or (ending != ".txt" and LOOKS_MARKDOWN.search(text))
        document = _read_markdown(text) if is_markdown else read_plain(text)
    document.uncertain += ["the letters were read as Windows-1252: check accents and dashes"] if guessed else []
    return document


def _read_markdown(text: str) -> Document:
    """Read Markdown of any dialect we meet: front matter, footnotes, `{#id}`, HTML between the lines.

    What converters break is mended: links around whole paragraphs, bold stuck to the next word, HTML stuck to text.
    """
    text = re.sub(r"\r\n?", "\n", text)
    front = FRONT_MATTER.match(text)
    keys = dict(KEY.findall(front[1])) if front else {}
    body = LINK_AROUND.sub(r"\1\n\n\2", text[front.end() :] if front else text)
    body = HEADING_ID.sub("", HTML_THEN_TEXT.sub(r"\1\n\n", CLINGING_BOLD.sub(r"\1 ", body)))
    html = FOOTNOTE_MARK.sub(r"<sup>[\1]</sup>", foreign_html(body))
    document = Document(title=_bare(keys.pop("title", "")))
    document.summary = _bare(keys.pop("summary", keys.pop("description", "")))
    read_fragment(html, document, _bare(keys.get("url", "")))
    document.left_out += [f"front matter: {', '.join(sorted(keys))}"] if keys else []
    cited = DEFINED.sub("", body)
    uncited = [name for name in DEFINED.findall(body) if f"[^{name}]" not in cited]
    document.uncertain += [f"the note [^{name}] is not cited anywhere and is not in the draft" for name in uncited]
    return document


def _bare(value: str) -> str:
    """Return a value of the front matter without its quotes."""
    value = value.strip()
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1].replace("''", "'").replace('\\"', '"') if quoted else value
