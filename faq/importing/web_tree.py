"""HTML -> a tree of elements, forgiving unclosed and misplaced tags as browsers do."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

DEEPEST = 80

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
BLOCK = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html iframe li main nav ol p pre section summary table tbody td tfoot th thead tr "
    "ul video".split()
)
UNREAD = frozenset("script style template noscript head".split())
CLOSED_BY = {
    "p": BLOCK - {"body", "html"},
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "tr": frozenset({"tr", "tbody", "tfoot"}),
    "td": frozenset({"td", "th", "tr", "tbody", "tfoot"}),
    "th": frozenset({"td", "th", "tr", "tbody", "tfoot"}),
    "option": frozenset({"option"}),
}
BOUNDARY = frozenset({"table", "ul", "ol", "dl", "details", "blockquote"})


@dataclass(slots=True, eq=False)
class Element:
    """One element: its tag, attributes, and children (elements and strings) in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)
    parent: "Element | None" = None

    def elements(self) -> Iterator["Element"]:
        """Give the element and everything under it, in reading order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += [child for child in reversed(element.children) if isinstance(child, Element)]

    def text(self) -> str:
        """Give the words under the element on one line."""
        pieces: list[str] = []
        waiting: list[Element | str] = [self]
        while waiting:
            part = waiting.pop()
            if isinstance(part, str):
                pieces.append(part)
            elif part.tag not in UNREAD:
                pieces.append(" " if part.tag in BLOCK or part.tag == "br" else "")
                waiting += reversed(part.children)
        return " ".join("".join(pieces).split())

    def first(self, *tags: str) -> "Element | None":
        """Find the first element of one of these tags, itself included."""
        return next((element for element in self.elements() if element.tag in tags), None)


def parse(source: str) -> Element:
    """Read HTML of any quality into a tree; never fails, never goes deeper than `DEEPEST`."""
    builder = _Builder()
    builder.feed(_closed(source))
    builder.close()
    return builder.root


def _closed(source: str) -> str:
    """Drop comments, and make text of tags that never end: the parser would read those again and again."""
    pieces: list[str] = []
    place = 0
    while (start := source.find("<!--", place)) >= 0 and (end := source.find("-->", start)) >= 0:
        pieces.append(source[place:start])
        place = end + 3
    text = "".join(pieces) + source[place:].replace("<!--", "&lt;!--")
    last = text.rfind(">") + 1
    return text[:last] + text[last:].replace("<", "&lt;")


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("html")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("html", "body"):
            return
        self._close_for(tag)
        if tag == "li" and self.open[-1].tag not in ("ul", "ol", "menu"):
            self.handle_starttag("ul", [])
        element = Element(tag, {name: value or "" for name, value in attrs}, parent=self.open[-1])
        self.open[-1].children.append(element)
        if tag not in VOID and len(self.open) < DEEPEST:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID and tag not in BLOCK:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self.open) - 1, 0, -1):
            if self.open[place].tag == tag:
                del self.open[place:]
                return
            if self.open[place].tag in BOUNDARY and tag not in BLOCK:
                return

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)

    def _close_for(self, tag: str) -> None:
        """Close the elements that a new tag ends: a paragraph by any block, a list item by the next one."""
        for place in range(len(self.open) - 1, 0, -1):
            if tag in CLOSED_BY.get(self.open[place].tag, ()):
                del self.open[place:]
                return
            if self.open[place].tag in BOUNDARY:
                return
