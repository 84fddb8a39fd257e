"""What the sections of an article must be: named, filled, each once, and known to the front matter."""

from collections.abc import Iterable
from itertools import pairwise

from faq.article import SectionKind
from faq.languages import headings, meant
from faq.nearest import did_you_mean
from faq.problem import Findings
from faq.reading.front_matter import KeyValues
from faq.reading.head import Head
from faq.reading.markdown import Tokens, line_of
from faq.reading.outline import OutlinePart

_RESERVED = "lead"


def judge_headings(body: Tokens, findings: Findings) -> None:
    """Note headings of the wrong level, in the wrong place, or with more than words in them."""
    for token, words in pairwise(body):
        if token.type != "heading_open":
            continue
        line = line_of(token)
        if token.markup in ("=", "-"):
            findings.error(
                line, "a line of = or - under a text makes it a heading.", 'Write "## Heading", or delete that line.'
            )
        elif token.level:
            findings.error(
                line, "a heading stands inside a list or a quotation.", "Begin its line with ##, without - or >."
            )
        elif token.tag == "h1":
            findings.error(
                line,
                "a heading with one # is the title of the article.",
                "Put the title in the front matter; write ## here.",
            )
        elif token.tag not in ("h2", "h3"):
            findings.error(line, f"a heading has {token.tag[1]} #.", "Write ## for a section and ### for a question.")
        if any(piece.type in ("footnote_ref", "link_open") for piece in words.children or ()):
            findings.error(
                line, "a heading holds a footnote mark or a link.", "Move it into the text under the heading."
            )


def judge_outline(parts: list[OutlinePart], head: Head, findings: Findings) -> None:
    """Note parts that are empty, nameless, missing or there twice, and front matter that names no part."""
    _judge_lead(parts[0], findings)
    _judge_names(parts, findings)
    for part, following in zip(parts, [*parts[1:], None], strict=True):
        _judge_filled(part, following, findings)
    _judge_special(parts, head, findings)
    _judge_anchors(parts, head, findings)


def _judge_lead(lead: OutlinePart, findings: Findings) -> None:
    if not lead.blocks:
        findings.error(
            lead.line, "the article has no opening text.", "Write 1 or 2 sentences before the first ## heading."
        )


def _judge_names(parts: list[OutlinePart], findings: Findings) -> None:
    first: dict[str, OutlinePart] = {}
    for part in parts[1:]:
        if not part.anchor:
            findings.error(part.line, "a heading has no words.", "Write the question or subject after the ##.")
        elif part.anchor == _RESERVED:
            findings.error(part.line, f'a section cannot be called "{part.heading}".', "Choose another heading.")
        elif part.anchor in first:
            findings.error(
                part.line,
                f'the heading "{part.heading}" stands twice (first on line {first[part.anchor].line}).',
                "Change one of them.",
            )
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
    special = headings(head.lang)
    for part in parts[1:]:
        guess = meant(part.anchor, head.lang)
        if part.kind is SectionKind.SECTION and not part.asks and guess:
            findings.warn(part.line, f'"{part.heading}" is read as any other section.', f'Did you mean "{guess}"?')
    if not any(part.kind is SectionKind.TAKEAWAY for part in parts):
        findings.warn(
            1, "the article has no key takeaway.", f'End it with "## {special.takeaway}" and 2 or 3 sentences.'
        )


def _judge_anchors(parts: list[OutlinePart], head: Head, findings: Findings) -> None:
    """Note names in `also_asked` and `moved` that are no section of this article."""
    known = [part.anchor for part in parts if part.anchor and (part.blocks or not part.asks)]
    for name, line in _names(head, "also_asked"):
        if name not in known:
            remedy = did_you_mean(name, known, f"The sections are: {', '.join(known)}.")
            findings.error(line, f'"also_asked" names "{name}", which is no section of this article.', remedy)
    for name, line in _names(head, "moved"):
        new = head.moved.get(name, "")
        if name in known:
            findings.error(
                line, f'"moved" names "{name}", which is still a section.', "Delete this line, or rename the section."
            )
        if new and new not in known:
            remedy = did_you_mean(new, known, f"The sections are: {', '.join(known)}.")
            findings.error(line, f'"moved" leads to "{new}", which is no section of this article.', remedy)


def _names(head: Head, key: str) -> Iterable[tuple[str, int]]:
    value = head.keys.get(key)
    return [(name.text, name.line) for name, _ in value.items] if isinstance(value, KeyValues) else []
