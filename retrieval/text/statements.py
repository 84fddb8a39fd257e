"""Cut a passage into the statements that can be quoted alone: its sentences, and its list items with their lead-ins."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from faq.article import Block

LONGEST_ITEM = 30
"""Words of a list item that is quoted whole; of a longer one a sentence is."""

LABEL = 6
"""Words of a bold beginning ("**Leukaemia, children.**") that names what the sentences after it are about."""

_END = re.compile(
    r"(?<=[.!?])(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bet al\.)(?<!\bvs\.)((?:\[\d+\])*[\"”’»)]*(?:\[\d+\])*)\s+(?=[^a-z\s])"
)
_MARKS = re.compile(r"(?:\[\d+\])+$")
_QUOTABLE = ("<p", "<ul", "<ol", "<blockquote")
_LINK = re.compile(r'<a (?!class="cite")[^>]*>(.*?)</a>', re.DOTALL)
_BOLD = re.compile(r"<strong>(.*?)</strong>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


class Statement(NamedTuple):
    """Words of a passage that can stand alone: the number of their block, the words, and what leads in to them."""

    block: int
    text: str
    lead_in: str = ""

    @property
    def quoted(self) -> str:
        """The words with their lead-in on a line of its own."""
        return f"{self.lead_in}\n{self.text}" if self.lead_in else self.text


def statements(blocks: Sequence[Block]) -> Iterator[Statement]:
    """Yield the statements of a passage in order; the citation mark after one is left out.

    No statement are a question, a bare label, a line that only leads in to a list, a sentence that is mostly a link,
    and the cells of a table.
    """
    lead_in = ""
    for number, block in enumerate(blocks):
        if block.html.startswith(_QUOTABLE):
            yield from _of_block(number, block, lead_in)
        last = sentences(block.text.split("\n")[-1])[-1:]
        ending = _MARKS.sub("", last[0].strip()) if last else ""
        lead_in = ending if ending.endswith(":") else ""


def _of_block(number: int, block: Block, lead_in: str) -> Iterator[Statement]:
    listed = block.html.startswith(("<ul", "<ol"))
    links = [set(_TAG.sub("", text).split()) for text in _LINK.findall(block.html)]
    labels = {_TAG.sub("", text).strip() for text in _BOLD.findall(block.html)}
    for line in block.text.split("\n"):
        parts = [_MARKS.sub("", part.strip()) for part in sentences(line)]
        before = lead_in if listed else ""
        if len(parts) > 1 and parts[0] in labels and len(parts[0].split()) <= LABEL:
            before = parts.pop(0)
        elif listed and len(line.split()) <= LONGEST_ITEM:
            parts = [_MARKS.sub("", line.strip())]
        for text in parts:
            if _stands(text, listed, links):
                yield Statement(number, text, before)


def _stands(text: str, listed: bool, links: Sequence[set[str]]) -> bool:
    words = text.split()
    if text.endswith(":") or (text.endswith("?") and not listed) or (not listed and len(words) < 3):
        return False
    return not any(2 * len(link.intersection(words)) > len(words) for link in links)


def sentences(text: str) -> list[str]:
    """Cut a line into sentences, each with the citation marks after it.

    >>> sentences("It is new.[1] In 37 people (e.g. Ann) it helped. It may.")
    ['It is new.[1]', 'In 37 people (e.g. Ann) it helped.', 'It may.']
    """
    found, start = [], 0
    for end in _END.finditer(text):
        found.append(text[start : end.end(1)])
        start = end.end()
    return [*found, text[start:]] if text[start:] else found
