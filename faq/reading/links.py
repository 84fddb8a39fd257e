"""Links: every address judged and rewritten for the site, bare addresses made into links."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from faq.problem import Findings
from faq.reading.markdown import Token, Tokens, inline_parts

PAGES = frozenset(("/", "/articles/", "/about", "/privacy", "/accessibility", "/contact"))
"""Pages of the site, apart from the articles, that an article may link to."""

_ARTICLE = re.compile(r"(?:\./|/articles/)?(?P<slug>[^/#?:]*?)(?P<end>\.md)?(?:#(?P<anchor>.*))?")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_BARE = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_ANYWHERE = re.compile(r"https?://[^\s<>\"\[\]]+", re.IGNORECASE)


class Link(NamedTuple):
    """A link to an article or to a section of one (`anchor` is "" for the whole article); `written` names it."""

    slug: str
    anchor: str
    line: int
    written: str


def read_links(tokens: Tokens, slug: str, findings: Findings) -> list[Link]:
    """Rewrite every link for the site, noting bad addresses; give those that lead to articles."""
    found = []
    for piece, line in inline_parts(tokens):
        if piece.type == "link_open":
            address = unquote(str(piece.attrs["href"]))
            link = _to_article(address, slug, line)
            if link:
                piece.attrs["href"] = f"/articles/{link.slug}" + (f"#{link.anchor}" if link.anchor else "")
                found.append(link)
            elif address not in PAGES:
                _judge(piece, address, line, findings)
            if piece.attrs.get("title"):
                message = f'the words "{piece.attrs["title"]}" after a link address are not shown.'
                findings.error(line, message, "Delete them there, and say them in the text.")
    return found


def _to_article(address: str, slug: str, line: int) -> Link | None:
    """Read `#anchor`, `other.md`, `other.md#anchor` or `/articles/other#anchor`.

    >>> _to_article("other.md#why", "here", 7)
    Link(slug='other', anchor='why', line=7, written='the link "other.md#why"')
    """
    match = _ARTICLE.fullmatch(address)
    inside = address.startswith(("#", "/articles/")) and address != "/articles/"
    if not match or not (match["end"] or inside):
        return None
    return Link(match["slug"] or slug, match["anchor"] or "", line, f'the link "{address}"')


def _judge(piece: Token, address: str, line: int, findings: Findings) -> None:
    """Note an address that must not or cannot be followed; mark one that leaves the site."""
    scheme = _SCHEME.match(address)
    kind = scheme[0].lower() if scheme else ""
    if kind in ("http:", "https:"):
        piece.attrs["rel"] = "noopener noreferrer"
        if not _has_host(address):
            findings.error(line, f'the address "{address}" is not complete.', "Copy it again from the browser.")
        elif kind == "http:":
            remedy = "Begin it with https:// if the site allows it."
            findings.warn(line, f'the address "{address}" is not secure.', remedy)
    elif kind and kind not in ("mailto:", "tel:"):
        remedy = "Link to a web page that begins with https://."
        findings.error(line, f'links that begin with "{kind}" are not safe.', remedy)
    elif not kind:
        remedy = "Write https://... for a web page, article.md#section for a section, #section within this article."
        findings.error(line, f'the link address "{address}" leads nowhere.', remedy)


def _has_host(address: str) -> bool:
    try:
        return "." in (urlsplit(address).hostname or "")
    except ValueError:
        return False


def add_bare_links(tokens: Tokens) -> None:
    """Make a link of every address that stands in the text as it is."""
    for block in tokens:
        if block.children:
            block.children = list(_with_bare_links(block.children))


def _with_bare_links(children: Iterable[Token]) -> Iterator[Token]:
    depth = 0
    for piece in children:
        depth += {"link_open": 1, "link_close": -1}.get(piece.type, 0)
        if depth or piece.type != "text" or "://" not in piece.content:
            yield piece
        else:
            yield from _split(piece)


def _split(piece: Token) -> Iterator[Token]:
    """Cut a piece of text at the addresses in it."""
    done = 0
    for match in _BARE.finditer(piece.content):
        address = trim(match[0])
        yield _text(piece.content[done : match.start()])
        yield Token("link_open", "a", 1, attrs={"href": address})
        yield _text(address)
        yield Token("link_close", "a", -1)
        done = match.start() + len(address)
    yield _text(piece.content[done:])


def _text(words: str) -> Token:
    return Token("text", "", 0, content=words)


def trim(address: str) -> str:
    """Take away what belongs to the sentence and not to the address.

    >>> trim("https://doi.org/10.1016/S0140-6736(25)00860-8)."), trim("https://x.org/a;")
    ('https://doi.org/10.1016/S0140-6736(25)00860-8', 'https://x.org/a')
    """
    end, unopened = len(address), address.count(")") - address.count("(")
    while end and (address[end - 1] in ".,;:!?'*_" or (address[end - 1] == ")" and unopened > 0)):
        unopened -= address[end - 1] == ")"
        end -= 1
    return address[:end]


def written_addresses(text: str) -> Iterator[tuple[int, str]]:
    r"""Yield the line and the address of every web address in a file, comments (lines that begin with #) apart.

    >>> list(written_addresses("[x](https://x.org/a)[^1]\n# https://y.org\n[^1]: Y. https://y.org."))
    [(1, 'https://x.org/a'), (3, 'https://y.org')]
    """
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.startswith("#"):
            yield from ((number, trim(match[0])) for match in _ANYWHERE.finditer(line))
