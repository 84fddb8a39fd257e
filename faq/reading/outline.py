"""The sections of an article: which heading opens what, and which blocks stand under it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from faq.article import Block, Section, SectionKind
from faq.languages import heading_kind
from faq.naming import anchor
from faq.reading.cleaning import clean_html
from faq.reading.front_matter import Scalar
from faq.reading.markdown import Token, Tokens, chunks, html_of, inline_parts, line_of, plain_text, text_of


@dataclass
class OutlinePart:
    """A section in the making: its heading, what it is, and the blocks under it.

    `asks` marks the heading over the common questions; as a section it holds only what stands before the first one.
    """

    heading: str
    kind: SectionKind
    line: int
    blocks: list[list[Token]] = field(default_factory=list)
    asks: bool = False

    @property
    def anchor(self) -> str:
        """The name of the part within its article."""
        return "lead" if self.kind is SectionKind.LEAD else anchor(self.heading)


def outline(body: Tokens, title: str, lang: str, first_line: int) -> list[OutlinePart]:
    """Return the parts of an article in their order, the lead first; no line of the text is left out."""
    parts = [OutlinePart(title, SectionKind.LEAD, first_line)]
    asking = False
    subheading: list[Token] = []
    for chunk in chunks(body):
        level = int(chunk[0].tag[1]) if chunk[0].type == "heading_open" else 0
        if level == 2 or (level == 3 and asking):
            parts[-1].blocks += [subheading] if subheading else []
            subheading = []
            parts.append(_opened(chunk, level, lang))
            asking = parts[-1].asks if level == 2 else asking
        elif level:
            subheading += _as_bold_line(chunk)
        else:
            parts[-1].blocks.append(subheading + chunk)
            subheading = []
    parts[-1].blocks += [subheading] if subheading else []
    return parts


def _opened(chunk: list[Token], level: int, lang: str) -> OutlinePart:
    heading = " ".join(plain_text(chunk[1].children or ()).split())
    if level == 3:
        return OutlinePart(heading, SectionKind.QUESTION, line_of(chunk[0]))
    kind = heading_kind(heading, lang)
    asks = kind is SectionKind.QUESTION
    return OutlinePart(heading, SectionKind.SECTION if asks else kind, line_of(chunk[0]), asks=asks)


def _as_bold_line(chunk: list[Token]) -> list[Token]:
    """Turn a heading inside a section into a bold line; it stays with the block that follows it."""
    start, words, end = chunk
    start.type, start.tag, start.attrs = "paragraph_open", "p", {"class": "subheading"}
    end.type, end.tag = "paragraph_close", "p"
    words.children = [Token("strong_open", "strong", 1), *(words.children or ()), Token("strong_close", "strong", -1)]
    return chunk


def sections(parts: list[OutlinePart], slug: str, also_asked: Mapping[str, tuple[Scalar, ...]]) -> Iterator[Section]:
    """Yield the finished sections; the heading over the common questions is one only when text stands under it."""
    for part in parts:
        if part.blocks or not part.asks:
            yield Section(
                slug=slug,
                anchor=part.anchor,
                heading=part.heading,
                kind=part.kind,
                blocks=tuple(map(_block, part.blocks)),
                line=part.line,
                also_asked=tuple(words.text for words in also_asked.get(part.anchor, ())),
            )


def _block(tokens: list[Token]) -> Block:
    marks = (piece.meta["number"] for piece, _ in inline_parts(tokens) if piece.type == "footnote_ref")
    return Block(text_of(tokens), clean_html(html_of(tokens)), line_of(tokens[0]), tuple(dict.fromkeys(marks)))
