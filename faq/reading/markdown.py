"""Read GitHub-flavoured Markdown into tokens and turn tokens into plain words and HTML."""

from collections.abc import Iterator, Sequence

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token as Token
from mdit_py_plugins.footnote import footnote_plugin

Tokens = Sequence[Token]


def _render_mark(_: object, tokens: Tokens, place: int, *__: object) -> str:
    """Show a footnote mark as a link to the reference list of the page it stands on."""
    number, word = tokens[place].meta["number"], tokens[place].meta["word"]
    return f'<a class="cite" href="#ref-{number}" aria-label="{word} {number}">[{number}]</a>'


_PARSER = MarkdownIt("commonmark", {"html": True}).enable("table").disable("reference")
"""Hides nothing: HTML and every address come through as tokens, to be judged by the reader."""

_PARSER.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
_PARSER.validateLink = lambda _: True  # type: ignore[method-assign,assignment]
_PARSER.add_render_rule("footnote_ref", _render_mark)
_PARSER.add_render_rule("th_open", lambda *_: '<th scope="col">')


def parse_markdown(body: str, first_line: int = 1) -> list[Token]:
    """Return the tokens of a text that begins on `first_line` of its file: their lines are those of the file."""
    return _PARSER.parse("\n" * (first_line - 1) + body)


def chunks(tokens: Tokens) -> Iterator[list[Token]]:
    """Yield the tokens of each heading, paragraph, list, table and quotation, one after the other."""
    start = 0
    for end, token in enumerate(tokens, 1):
        if token.level == 0 and token.nesting < 1:
            yield list(tokens[start:end])
            start = end


def line_of(token: Token) -> int:
    """Return the line of the file on which a block begins."""
    return token.map[0] + 1 if token.map else 1


def inline_parts(tokens: Tokens) -> Iterator[tuple[Token, int]]:
    """Yield every piece inside the lines of text (words, marks, links, breaks) with its line."""
    for block in tokens:
        line = line_of(block)
        for piece in block.children or ():
            yield piece, line
            line += piece.type in ("softbreak", "hardbreak") or piece.content.count("\n")


def plain_text(piece_tokens: Tokens) -> str:
    """Return the words of a line of text: links as their words, citation marks as `[1]`."""
    words = []
    for piece in piece_tokens:
        if piece.type == "footnote_ref":
            words.append(f"[{piece.meta['number']}]")
        elif piece.type in ("softbreak", "hardbreak"):
            words.append(" " if piece.type == "softbreak" else "\n")
        else:
            words.append(piece.content)
    return "".join(words)


def text_of(tokens: Tokens) -> str:
    """Return the words of blocks: a line for each paragraph, list item and table row, cells parted by a space."""
    lines: list[str] = []
    row = 0
    for token in tokens:
        if token.type == "inline":
            lines.append(plain_text(token.children or ()).strip())
        elif token.type == "fence":
            lines.append(token.content.strip("\n"))
        elif token.type == "tr_open":
            row = len(lines)
        elif token.type == "tr_close":
            lines[row:] = [" ".join(filter(None, lines[row:]))]
    return "\n".join(filter(None, lines))


def html_of(tokens: Tokens) -> str:
    """Return the HTML of blocks, not yet cleaned."""
    return str(_PARSER.renderer.render(tokens, _PARSER.options, {}))


def foreign_html(text: str) -> str:
    """Return the unsafe HTML of Markdown from elsewhere: footnotes at the end, struck words, deep lists."""
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 100}).enable(["table", "strikethrough"])
    return str(parser.use(footnote_plugin).render(text))


_TAGS = set("p br strong em ul ol li blockquote table thead tbody tr th td a code pre".split())
_ATTRIBUTES = {
    "a": {"href", "class", "aria-label", "rel"},
    "ol": {"start"},
    "p": {"class"},
    "th": {"scope"},
}
_SCHEMES = {"http", "https", "mailto", "tel"}


def clean_html(html: str) -> str:
    """Return the HTML without any tag, attribute or address that an article has no use for.

    >>> clean_html('<p onclick="x()">Hi <script>x()</script><a href="javascript:x()">you</a></p>')
    '<p>Hi <a>you</a></p>'
    """
    return nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None).strip()


_PAGE_TAGS = nh3.ALLOWED_TAGS | set(
    "title base link main section header footer nav aside article form fieldset button input label "
    "details summary figure figcaption picture iframe video audio object canvas font body html dialog".split()
)
_UNSEEN = set("script style template noscript svg textarea select math".split())
_PAGE_ATTRIBUTES = {
    "*": set("class id style role hidden href rel alt title colspan rowspan start type checked".split())
    | {"aria-expanded", "aria-controls"}
}


def well_formed(html: str) -> str:
    """Return a page of any quality as HTML in which every tag is closed, without scripts and drawings.

    It is parsed as browsers do. What comes out is for reading, and is not safe to be shown.

    >>> well_formed("<ul><li>one<li>two<script>x()</script>")
    '<ul><li>one</li><li>two</li></ul>'
    """
    return nh3.clean(
        html,
        tags=_PAGE_TAGS,
        clean_content_tags=_UNSEEN,
        attributes=_PAGE_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel=None,
    )
