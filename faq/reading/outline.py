"""The sections of an article: which heading opens what, which blocks stand under it, and what they must be."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from faq.article import Article, Block, Section, SectionKind
from faq.languages import LANGUAGES, meant
from faq.naming import anchor
from faq.problem import Findings
from faq.reading.markdown import Token, Tokens, chunks, clean_html, html_of, inline_parts, line_of, plain_text, text_of

LEAD = "lead"
"""The anchor of the text before the first heading."""


def outline(
    body: Tokens, article: Article, also_asked: Mapping[str, tuple[str, ...]], first_line: int
) -> list[Section]:
    """Return a section for each heading, the lead first, also those without text; no line of the text is left out."""
    lead = Section(article.slug, LEAD, article.title, SectionKind.LEAD, (), first_line)
    parts: list[tuple[Section, list[list[Token]]]] = [(lead, [])]
    asking = joins = False
    for chunk in chunks(body):
        level = int(chunk[0].tag[1]) if chunk[0].type == "heading_open" else 0
        opens = level == 2 or (level == 3 and asking)
        if opens:
            parts.append((_opened(chunk, level, article), []))
            asking = level == 3 or asks(parts[-1][0], article.lang)
        elif level:
            chunk = _as_bold_line(chunk)
        if joins and not opens:
            parts[-1][1][-1] += chunk
        elif not opens:
            parts[-1][1].append(chunk)
        joins = bool(level) and not opens
    return [
        replace(section, blocks=tuple(map(_block, blocks)), also_asked=also_asked.get(section.anchor, ()))
        for section, blocks in parts
    ]


def _opened(chunk: list[Token], level: int, article: Article) -> Section:
    heading = " ".join(plain_text(chunk[1].children or ()).split())
    name = anchor(heading)
    kind = SectionKind.TAKEAWAY if name == anchor(LANGUAGES[article.lang].takeaway) else SectionKind.SECTION
    return Section(article.slug, name, heading, SectionKind.QUESTION if level == 3 else kind, (), line_of(chunk[0]))


def asks(section: Section, lang: str) -> bool:
    """Say whether a section is the heading over the common questions, which needs no text of its own."""
    return section.kind is SectionKind.SECTION and section.anchor == anchor(LANGUAGES[lang].questions)


def _as_bold_line(chunk: list[Token]) -> list[Token]:
    """Turn a heading inside a section into a bold line; it stays with the block that follows it."""
    start, words, end = chunk
    start.type, start.tag, start.attrs = "paragraph_open", "p", {"class": "subheading"}
    end.type, end.tag = "paragraph_close", "p"
    words.children = [Token("strong_open", "strong", 1), *(words.children or ()), Token("strong_close", "strong", -1)]
    return chunk


def _block(tokens: list[Token]) -> Block:
    marks = (piece.meta["number"] for piece, _ in inline_parts(tokens) if piece.type == "footnote_ref")
    return Block(text_of(tokens), clean_html(html_of(tokens)), line_of(tokens[0]), tuple(dict.fromkeys(marks)))


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


def judge_outline(
    parts: Sequence[Section], article: Article, also_asked: Mapping[str, tuple[str, ...]], findings: Findings
) -> None:
    """Note parts that are empty, nameless, missing or there twice, and front matter that names no section."""
    if not parts[0].blocks:
        remedy = "Write 1 or 2 sentences before the first ## heading."
        findings.error(parts[0].line, "the article has no opening text.", remedy)
    _judge_names(parts, findings)
    for part, following in zip_longest(parts[1:], parts[2:]):
        if not part.blocks:
            _judge_empty(part, following, asks(part, article.lang), findings)
    _judge_special(parts, article.lang, findings)
    _judge_anchors(article, also_asked, findings)


def _judge_names(parts: Sequence[Section], findings: Findings) -> None:
    first: dict[str, Section] = {}
    for part in parts[1:]:
        if not part.anchor:
            findings.error(part.line, "a heading has no words.", "Write the question or subject after the ##.")
        elif part.anchor == LEAD:
            findings.error(part.line, f'a section cannot be called "{part.heading}".', "Choose another heading.")
        elif part.anchor in first:
            message = f'the heading "{part.heading}" stands twice (first on line {first[part.anchor].line}).'
            findings.error(part.line, message, "Change one of them.")
        first.setdefault(part.anchor, part)


def _judge_empty(part: Section, following: Section | None, asks: bool, findings: Findings) -> None:
    if part.kind is SectionKind.QUESTION:
        findings.error(part.line, f'the question "{part.heading}" has no answer.', "Write the answer under it.")
    elif asks and (following is None or following.kind is not SectionKind.QUESTION):
        findings.error(part.line, f'there is no question under "{part.heading}".', "Add one that begins with ###.")
    elif part.anchor in ("references", "referencias"):
        findings.error(part.line, "references need no heading; they are listed by themselves.", "Delete this line.")
    elif not asks:
        findings.error(part.line, f'there is no text under "{part.heading}".', "Write it, or delete the heading.")


def _judge_special(parts: Sequence[Section], lang: str, findings: Findings) -> None:
    for part in parts[1:]:
        guess = meant(part.anchor, lang)
        if guess and part.kind is SectionKind.SECTION:
            findings.warn(part.line, f'"{part.heading}" is read as any other section.', f'Did you mean "{guess}"?')
    if not any(part.kind is SectionKind.TAKEAWAY for part in parts):
        remedy = f'End it with "## {LANGUAGES[lang].takeaway}" and 2 or 3 sentences.'
        findings.warn(1, "the article has no key takeaway.", remedy)


def _judge_anchors(article: Article, also_asked: Mapping[str, tuple[str, ...]], findings: Findings) -> None:
    """Note names in `also_asked` and `moved` that are no section of this article."""
    known = [section.anchor for section in article.sections if section.anchor]
    for name in also_asked.keys() - set(known):
        message = f'"also_asked" names "{name}", which is no section of this article.'
        findings.misnamed(article.lines[f"also_asked.{name}"], message, name, known, "The sections are:")
    for old, new in article.moved.items():
        line = article.lines[f"moved.{old}"]
        if old in known:
            remedy = "Delete this line, or rename the section."
            findings.error(line, f'"moved" names "{old}", which is still a section.', remedy)
        if new and new not in known:
            message = f'"moved" leads to "{new}", which is no section of this article.'
            findings.misnamed(line, message, new, known, "The sections are:")
