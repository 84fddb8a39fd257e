"""A passage as the page shows it: which blocks of its section stand open, which sentence is marked.

Marks only wrap: no letter of the text changes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from faq.article import Article, Block, Reference, Section
from retrieval.reply import ShownPassage

SHOWN = 130
"""Words of a section that stand open when it is long."""

SHOWN_BESIDE = 60
"""Words that stand open of a further passage, which may help as well."""

WORTH_HIDING = 40
"""A section is shown whole when fewer words than this would be hidden."""

_REFERENCE = re.compile(r'href="#ref-(\d+)" aria-label="[^"]*"')
_ARTICLE_LINK = re.compile(r'href="(/articles/[^"]*)"')
_TAG = re.compile(r"(<[^>]+>)")
_BLOCK = re.compile(r"</?(?:p|li|ul|ol|td|th|tr|table|thead|tbody|blockquote|pre|br)\b")
_CITE = re.compile(r'<a class="cite"')
_MARK = re.compile(r"\[\d+\]")
_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"}


class Extent(StrEnum):
    """How much of a section is shown: all of it open, the rest folded away, or the part that fits alone."""

    WHOLE = "whole"
    FOLDED = "folded"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A section, cut in three between blocks: `html` is in view, `before` and `after` can be opened.

    `key` begins the ids of its references on the page, `references` are those cited in what is shown; `cut` says
    that the rest is to be read in the article, `marked` which references have a mark on the page already.
    """

    passage: ShownPassage
    article: Article
    section: Section
    key: str
    before: str
    html: str
    after: str
    references: tuple[Reference, ...]
    cut: bool
    marked: set[str] = field(default_factory=set)


def excerpt(passage: ShownPassage, article: Article, key: str, extent: Extent = Extent.FOLDED) -> Excerpt:
    """Prepare a passage for the page."""
    section = article.section(passage.id.partition("#")[2])
    if section is None:
        raise LookupError(f"{passage.id} is no section of its article")
    htmls = [block.html for block in section.blocks]
    best = _block_of(passage, section)
    htmls[best] = highlighted(htmls[best], passage.key)
    part = extent is Extent.PART
    cited = dict.fromkeys(number for block in section.blocks for number in block.citations)
    first, end = _open(section.blocks, best, SHOWN_BESIDE if part else SHOWN)
    if extent is Extent.WHOLE:
        first, end = 0, len(htmls)
    return Excerpt(
        passage=passage,
        article=article,
        section=section,
        key=key,
        before="" if part else "\n".join(htmls[:first]),
        html="\n".join(htmls[first:end]),
        after="" if part else "\n".join(htmls[end:]),
        references=() if part else tuple(map(article.reference, cited)),
        cut=part and (first, end) != (0, len(htmls)),
    )


def _block_of(passage: ShownPassage, section: Section) -> int:
    """Return the number of the block that has the key, or begins the part of the section that was found."""
    line = passage.key.rpartition("\n")[2]
    begins = passage.text.partition("\n\n")[0]
    wanted = [line] if line else []
    for text in (*wanted, begins):
        for number, block in enumerate(section.blocks):
            if text in block.text:
                return number
    return 0


def _open(blocks: Sequence[Block], best: int, shown: int) -> tuple[int, int]:
    """Return the first block in view and the end: from the beginning if the best is near, lists with their lead-in."""
    words = [len(block.text.split()) for block in blocks]
    first = 0 if sum(words[: best + 1]) <= shown else best
    while first and blocks[first - 1].text.rstrip().endswith(":"):
        first -= 1
    end = best + 1
    while end < len(blocks) and (sum(words[first : end + 1]) <= shown or blocks[end - 1].text.rstrip().endswith(":")):
        end += 1
    if sum(words[end:]) < WORTH_HIDING:
        end = len(blocks)
    return 0 if sum(words[:first]) < WORTH_HIDING else first, end


def placed(html: str, key: str, reference: str, root: str, marked: set[str] | None = None, article: str = "") -> str:
    """Fit the links of a passage to the page: ids of this card, names in its language, addresses below `root`.

    A citation mark can be tapped and is no stop of the Tab key: the references follow the text, each with a link back
    to its first mark. `marked` are the references that have one on this card already. Where the references are not
    shown with the passage, `article` is the page they stand on.

    >>> mark = '<a class="cite" href="#ref-2" aria-label="reference 2">[2]</a>'
    >>> placed(mark, "a1", "referencia {number}", "/es")
    '<a class="cite" id="a1-cite-2" tabindex="-1" target="_self" href="#a1-ref-2" aria-label="referencia 2">[2]</a>'
    >>> placed(mark, "", "{number}", "/es", article="/articles/x")
    '<a class="cite" href="/es/articles/x#ref-2" aria-label="2">[2]</a>'
    """
    known = set() if marked is None else marked

    def mark(found: re.Match[str]) -> str:
        number, label = found[1], reference.format(number=found[1])
        if article:
            return f'href="{root}{article}#ref-{number}" aria-label="{label}"'
        first = "" if number in known else f'id="{name("cite", key)}-{number}" '
        known.add(number)
        return f'{first}tabindex="-1" target="_self" href="#{name("ref", key)}-{number}" aria-label="{label}"'

    return _REFERENCE.sub(mark, _ARTICLE_LINK.sub(rf'href="{root}\1"', html))


def name(part: str, key: str) -> str:
    """Return the id of a part of a card, told apart from the same part of other cards: `name("title", "a1")`."""
    return f"{key}-{part}" if key else part


@dataclass(frozen=True, slots=True)
class _Run:
    """A stretch of text between two tags: where it stands among the pieces, and in the running text."""

    place: int
    start: int
    text: str


def highlighted(html: str, key: str) -> str:
    """Return the HTML with the last line of a key wrapped in <mark>; unchanged where the key does not stand in it.

    >>> highlighted("<p>It is new. Fever is <em>common</em>.</p>", "Fever is common.")
    '<p>It is new. <mark>Fever is </mark><em><mark>common</mark></em><mark>.</mark></p>'
    """
    words = _MARK.sub("", key.rpartition("\n")[2]).split()
    if not words:
        return html
    wanted = re.compile(r"\s+".join("".join(map(_letter, word)) for word in words))
    pieces = _TAG.split(html)
    for runs in _paragraphs(pieces):
        found = wanted.search("".join(run.text for run in runs))
        if found:
            _wrap(pieces, runs, *found.span())
            return "".join(pieces)
    return html


def _letter(letter: str) -> str:
    """Return a pattern for a letter as text or as HTML."""
    plain = re.escape(letter)
    return f"(?:{plain}|{_ESCAPED[letter]})" if letter in _ESCAPED else plain


def _paragraphs(pieces: list[str]) -> Iterator[list[_Run]]:
    """Yield the text runs of each paragraph, list item or cell; citation marks are left out."""
    runs: list[_Run] = []
    length, citing = 0, False
    for place, piece in enumerate(pieces):
        if place % 2:
            citing = bool(_CITE.match(piece)) or (citing and piece != "</a>")
            if _BLOCK.match(piece) and runs:
                yield runs
                runs, length = [], 0
        elif piece and not citing:
            runs.append(_Run(place, length, piece))
            length += len(piece)
    if runs:
        yield runs


def _wrap(pieces: list[str], runs: list[_Run], start: int, end: int) -> None:
    for run in runs:
        first, last = max(start - run.start, 0), min(end - run.start, len(run.text))
        if first < last and run.text[first:last].strip():
            wrapped = f"<mark>{run.text[first:last]}</mark>"
            pieces[run.place] = run.text[:first] + wrapped + run.text[last:]
