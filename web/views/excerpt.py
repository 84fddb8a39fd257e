"""A passage as the page shows it: which blocks of its section stand open, which sentence is marked.

Marks only wrap: no letter of the text changes.
"""

import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from faq.article import Article, Block, Section
from faq.library import Library
from retrieval.reply import ShownPassage

SHOWN = 130
"""Words of a section that stand open when it is long."""

SHOWN_BESIDE = 60
"""Words that stand open of a further passage, which may help as well."""

WHOLE = sys.maxsize
"""All words stand open."""

WORTH_HIDING = 40
"""A section is shown whole when fewer words than this would be hidden."""

_REFERENCE = re.compile(r'href="#ref-(\d+)" aria-label="[^"]*"')
_ARTICLE_LINK = re.compile(r'href="(/articles/[^"]*)"')
_PIECE = re.compile(r'(?P<tag><a class="cite".*?</a>|<[^>]+>)|[^<]+')
_BLOCK = re.compile(r"</?(?:p|li|ul|ol|td|th|tr|table|thead|tbody|blockquote|pre|br)\b")
_MARK = re.compile(r"\[\d+\]")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A section, cut in three between blocks: `html` is in view, `before` and `after` can be opened.

    `key` is the sentence that answers best, or "".
    """

    article: Article
    section: Section
    key: str
    before: str
    html: str
    after: str


def excerpt(passage: ShownPassage, library: Library, shown: int = SHOWN) -> Excerpt:
    """Prepare a passage for the page, with about so many words in view."""
    article, section = library.article(passage.article.slug), library.section(passage.id)
    if article is None or section is None:
        raise LookupError(f"{passage.id} is no section of an article")
    htmls = [block.html for block in section.blocks]
    best = _block_of(passage, section)
    htmls[best] = highlighted(htmls[best], passage.key)
    first, end = _open(section.blocks, best, shown)
    before, html, after = map("\n".join, (htmls[:first], htmls[first:end], htmls[end:]))
    return Excerpt(article, section, passage.key, before, html, after)


def _block_of(passage: ShownPassage, section: Section) -> int:
    """Return the number of the block that has the key, or begins the part of the section that was found."""
    for text in (passage.key.rpartition("\n")[2], passage.text.partition("\n\n")[0]):
        for number, block in enumerate(section.blocks):
            if text and text in block.text:
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


def fitting(reference: str, root: str, key: str = "", page: str = "") -> Callable[[str], Markup]:
    """Return what fits the links of passages to a page: ids that begin with a key, addresses below `root`.

    A citation mark can be tapped and is no stop of the Tab key: the references follow the text, each with a link back
    to its first mark. Where they do not, `page` is the article they stand in. `reference` names one for screen readers.

    >>> mark = '<a class="cite" href="#ref-2" aria-label="reference 2">[2]</a>'
    >>> print(fitting("referencia {number}", "/es", "a1-")(mark))
    <a class="cite" id="a1-cite-2" tabindex="-1" target="_self" href="#a1-ref-2" aria-label="referencia 2">[2]</a>
    >>> print(fitting("{number}", "/es", page="/articles/x")(mark))
    <a class="cite" href="/es/articles/x#ref-2" aria-label="2">[2]</a>
    """
    known: set[str] = set()

    def mark(found: re.Match[str]) -> str:
        number, label = found[1], reference.format(number=found[1])
        if page:
            return f'href="{root}{page}#ref-{number}" aria-label="{label}"'
        first = "" if number in known else f'id="{key}cite-{number}" '
        known.add(number)
        return f'{first}tabindex="-1" target="_self" href="#{key}ref-{number}" aria-label="{label}"'

    def fit(html: str) -> Markup:
        """Fit HTML that was cleaned when the article was read."""
        return Markup(_REFERENCE.sub(mark, _ARTICLE_LINK.sub(rf'href="{root}\1"', html)))  # noqa: S704  # nosec B704

    return fit


def highlighted(html: str, key: str) -> str:
    """Return the HTML with the last line of a key wrapped in <mark>; unchanged where the key does not stand in it.

    >>> highlighted("<p>It is new. Fever is <em>common</em>.</p>", "Fever is common.")
    '<p>It is new. <mark>Fever is </mark><em><mark>common</mark></em><mark>.</mark></p>'
    """
    words = _MARK.sub("", key.rpartition("\n")[2]).split()
    text = ""  # without tags and citation marks
    places: list[int] = []  # where each of its letters stands in the HTML
    for piece in _PIECE.finditer(html):
        if not piece["tag"]:
            text += piece[0]
            places += range(*piece.span())
        elif _BLOCK.match(piece["tag"]):  # no sentence goes on in the next paragraph, item or cell
            text += "\0"
            places.append(piece.start())
    found = re.search(r"\s+".join(re.escape(escape(word, quote=False)) for word in words), text)
    if not found or not words:
        return html
    start, end = places[found.start()], places[found.end() - 1] + 1
    return html[:start] + _PIECE.sub(_marked, html[start:end]) + html[end:]


def _marked(piece: re.Match[str]) -> str:
    return piece[0] if piece["tag"] or piece[0].isspace() else f"<mark>{piece[0]}</mark>"
