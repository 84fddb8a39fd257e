"""Read a Markdown file, also one that a machine made or that holds HTML, into blocks."""

import re

from faq.importing.document import Document
from faq.importing.readers.html import read_fragment
from faq.reading.markdown import foreign_html

FRONT_MATTER = re.compile(r"\A---[^\S\n]*\n(.*?)\n(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)", re.S)
KEY = re.compile(r"^(\w[\w-]*)[^\S\n]*:[^\S\n]*(.*)$", re.M)
HEADING_ID = re.compile(r"[^\S\n]*\{:?[^{}\n]*#[\w:.-]+[^{}\n]*\}[^\S\n]*$", re.M)
LINK_OPENS = re.compile(r"\[(!\[[^\]\n]*\]\([^)\n]*\))[^\S\n]*")
LINK_CLOSES = re.compile(r"(.*)\]\([^\s()]+\)[^\S\n]*", re.S)
CLINGING_BOLD = re.compile(r"(\*\*[^*\n]*[.:!?;,]\*\*)(?=\w|\[)")
BLOCK_TAG = r"</?(?:h[1-6]|div|p|ul|ol|li|table|t[rdh]|details|summary|section|article|br|hr|dl|dt|dd)\b"
HTML_THEN_TEXT = re.compile(rf"(</h[1-6]>|^[^\S\n]*</?div\b[^>\n]*>)[^\S\n]*\n(?!{BLOCK_TAG}|[^\S\n]|\n)", re.M | re.I)
FOOTNOTE_MARK = re.compile(r'<sup class="footnote-ref"><a href="#fn(\d+)"[^>]*>\[[^\]]*\]</a></sup>')
BACK_LINK = re.compile(r'\s*<a href="#fnref[^"]*" class="footnote-backref">[^<]*</a>')
DEFINED = re.compile(r"^\[\^([^\]\s]+)\]:", re.M)


def read_markdown(text: str) -> Document:
    """Read Markdown of any dialect we meet: front matter, footnotes, `{#id}`, HTML between the lines."""
    text = re.sub(r"\r\n?", "\n", text)
    front = FRONT_MATTER.match(text)
    keys = dict(KEY.findall(front[1])) if front else {}
    body = _repaired(text[front.end() :] if front else text)
    document = read_fragment(_html(body), _bare(keys.get("url", "")))
    document.title = _bare(keys.get("title", ""))
    document.summary = _bare(keys.get("summary", "") or keys.get("description", ""))
    unused = sorted(set(keys) - {"title", "summary", "description"})
    document.left_out += [f"front matter: {', '.join(unused)}"] if unused else []
    document.uncertain += [
        f"the note [^{name}] is not cited anywhere and is not in the draft" for name in _unused(body)
    ]
    return document


def _bare(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1].replace("''", "'").replace('\\"', '"')
    return value


def _repaired(body: str) -> str:
    """Mend what converters break: links around whole paragraphs, bold stuck to the next word, HTML stuck to text."""
    body = _without_links_over_paragraphs(body)
    body = CLINGING_BOLD.sub(r"\1 ", body)
    body = HTML_THEN_TEXT.sub(r"\1\n\n", body)
    return HEADING_ID.sub("", body)


def _without_links_over_paragraphs(body: str) -> str:
    """Take the brackets off a link around a picture and the paragraphs after it: `[![](..)`, text, `text](..)`."""
    paragraphs = body.split("\n\n")
    for place, paragraph in enumerate(paragraphs):
        opened = LINK_OPENS.fullmatch(paragraph.strip("\n"))
        for later in range(place + 1, min(place + 5, len(paragraphs))) if opened else ():
            closed = LINK_CLOSES.fullmatch(paragraphs[later])
            if opened and closed and "[" not in closed[1].rpartition("]")[2]:
                paragraphs[place], paragraphs[later] = opened[1], closed[1]
                break
    return "\n\n".join(paragraphs)


def _html(body: str) -> str:
    return BACK_LINK.sub("", FOOTNOTE_MARK.sub(r"<sup>[\1]</sup>", foreign_html(body)))


def _unused(body: str) -> list[str]:
    return [name for name in DEFINED.findall(body) if f"[^{name}]" not in DEFINED.sub("", body)]
