"""The sections of an article: which heading opens what, which blocks stand under it, and what they must be."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from faq.article import Block, Section, SectionKind
from faq.languages import heading_kind, headings, meant
from faq.naming import anchor, did_you_mean
from faq.problem import Findings
from faq.reading.front_matter import KeyValues, Scalar
from faq.reading.head import Head
from faq.reading.markdown import Token, Tokens, chunks, clean_html, html_of, inline_parts, line_of, plain_text, text_of


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

    @cached_property
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
            asked = also_asked.get(part.anchor, ())
            yield Section(
                slug=slug,
                anchor=part.anchor,
                heading=part.heading,
                kind=part.kind,
                blocks=tuple(map(_block, part.blocks)),
                line=part.line,
                also_asked=tuple(words.text for words in asked),
                asked_on=tuple(words.line for words in asked),
            )


def _block(tokens: list[Token]) -> Block:
    marks = (piece.meta["number"] for piece, _ in inline_parts(tokens) if piece.type == "footnote_ref")
    return Block(text_of(tokens), clean_html(html_of(tokens)), line_of(tokens[0]), tuple(dict.fromkeys(marks)))


_RESERVED = "lead"


def judge_headings(body: Tokens, findings: Findings) -> None:
    """Note headings of the wrong level, in the wrong place, or with more than words in them."""
    for token, words in pairwise(body):
        if token.type != "heading_open":
            continue
        line = line_of(token)
        if token.markup in ("=", "-"):
            remedy = 'Write "## Heading", or delete that line.'
            findings.error(line, "a line of = or - under a text makes it a heading.", remedy)
        elif token.level:
            remedy = "Begin its line with ##, without - or >."
            findings.error(line, "a heading stands inside a list or a quotation.", remedy)
        elif token.tag == "h1":
            remedy = "Put the title in the front matter; write ## here."
            findings.error(line, "a heading with one # is the title of the article.", remedy)
        elif token.tag not in ("h2", "h3"):
            findings.error(line, f"a heading has {token.tag[1]} #.", "Write ## for a section and ### for a question.")
        if any(piece.type in ("footnote_ref", "link_open") for piece in words.children or ()):
            remedy = "Move it into the text under the heading."
            findings.error(line, "a heading holds a footnote mark or a link.", remedy)


def judge_outline(parts: list[OutlinePart], head: Head, findings: Findings) -> None:
    """Note parts that are empty, nameless, missing or there twice, and front matter that names no part."""
    if not parts[0].blocks:
        remedy = "Write 1 or 2 sentences before the first ## heading."
        findings.error(parts[0].line, "the article has no opening text.", remedy)
    _judge_names(parts, findings)
    for part, following in zip(parts, [*parts[1:], None], strict=True):
        _judge_filled(part, following, findings)
    _judge_special(parts, head, findings)
    _judge_anchors(parts, head, findings)


def _judge_names(parts: list[OutlinePart], findings: Findings) -> None:
    first: dict[str, OutlinePart] = {}
    for part in parts[1:]:
        if not part.anchor:
            findings.error(part.line, "a heading has no words.", "Write the question or subject after the ##.")
        elif part.anchor == _RESERVED:
            findings.error(part.line, f'a section cannot be called "{part.heading}".', "Choose another heading.")
        elif part.anchor in first:
            message = f'the heading "{part.heading}" stands twice (first on line {first[part.anchor].line}).'
            findings.error(part.line, message, "Change one of them.")
        first.setdefault(part.anchor, part)


def _judge_filled(part: OutlinePart, following: OutlinePart | None, findings: Findings) -> None:
    if part.blocks or part.kind is SectionKind.LEAD:
        return
    if part.kind is SectionKind.QUESTION:
        findings.error(part.line, f'the question "{part.heading}" has no answer.', "Write the answer under it.")
    elif part.asks and (following is None or following.kind is not SectionKind.QUESTION):
        findings.error(part.line, f'there is no question under "{part.heading}".', "Add one that begins with ###.")
    elif part.anchor in ("references", "referencias"):
        findings.error(part.line, "references need no heading; they are listed by themselves.", "Delete this line.")
    elif not part.asks:
        findings.error(part.line, f'there is no text under "{part.heading}".', "Write it, or delete the heading.")


def _judge_special(parts: list[OutlinePart], head: Head, findings: Findings) -> None:
    special = headings(head.article.lang)
    for part in parts[1:]:
        guess = meant(part.anchor, head.article.lang)
        if part.kind is SectionKind.SECTION and not part.asks and guess:
            findings.warn(part.line, f'"{part.heading}" is read as any other section.', f'Did you mean "{guess}"?')
    if not any(part.kind is SectionKind.TAKEAWAY for part in parts):
        remedy = f'End it with "## {special.takeaway}" and 2 or 3 sentences.'
        findings.warn(1, "the article has no key takeaway.", remedy)


def _judge_anchors(parts: list[OutlinePart], head: Head, findings: Findings) -> None:
    """Note names in `also_asked` and `moved` that are no section of this article."""
    known = [part.anchor for part in parts if part.anchor and (part.blocks or not part.asks)]
    for name, line in _names(head, "also_asked"):
        if name not in known:
            remedy = did_you_mean(name, known, f"The sections are: {', '.join(known)}.")
            findings.error(line, f'"also_asked" names "{name}", which is no section of this article.', remedy)
    for name, line in _names(head, "moved"):
        new = head.article.moved.get(name, "")
        if name in known:
            remedy = "Delete this line, or rename the section."
            findings.error(line, f'"moved" names "{name}", which is still a section.', remedy)
        if new and new not in known:
            remedy = did_you_mean(new, known, f"The sections are: {', '.join(known)}.")
            findings.error(line, f'"moved" leads to "{new}", which is no section of this article.', remedy)


def _names(head: Head, key: str) -> Iterable[tuple[str, int]]:
    value = head.keys.get(key)
    return [(name.text, name.line) for name, _ in value.items] if isinstance(value, KeyValues) else []
