"""HTML -> a tree of elements. The parsing is html5ever's, by way of nh3; this keeps what comes out of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from faq.importing.report import UnreadableError
from faq.reading.markdown import well_formed

DEEPEST = 80
MOST_TAGS = 60_000
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
BLOCK = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html iframe li main nav ol p pre section summary table tbody td tfoot th thead tr "
    "ul video".split()
)
BREAKS = BLOCK | {"br"}


@dataclass(slots=True, eq=False)
class Element:
    """One element: its tag, attributes, and children (elements and strings) in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)
    parent: "Element | None" = None

    def nodes(self) -> Iterator["Element | str"]:
        """Yield the element and everything under it, in reading order; of the page's title only the element."""
        waiting: list[Element | str] = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.children) if isinstance(node, Element) and node.tag != "title" else ()

    def elements(self) -> Iterator["Element"]:
        """Yield the element and every element under it, in reading order."""
        yield from (node for node in self.nodes() if isinstance(node, Element))

    def text(self) -> str:
        """Return the words under the element on one line."""
        pieces = (node if isinstance(node, str) else " " if node.tag in BREAKS else "" for node in self.nodes())
        return " ".join("".join(pieces).split())

    def first(self, *tags: str) -> "Element | None":
        """Find the first element of one of these tags, itself included."""
        return next((element for element in self.elements() if element.tag in tags), None)


def parse_html(source: str) -> Element:
    """Return the tree of a page of any quality, without scripts; what lies deeper than `DEEPEST` is flattened.

    Raises `UnreadableError` for more than `MOST_TAGS` tags, before any time is spent on them.
    """
    if source.count("<") > MOST_TAGS:
        raise UnreadableError(f"This page has more than {MOST_TAGS:,} tags. Copy its article into a new document.")
    builder = _Builder()
    builder.feed(well_formed(source))
    builder.close()
    return builder.root


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("html")
        self.open = [self.root]
        self.deeper = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, parent=self.open[-1])
        self.open[-1].children.append(element)
        if tag in VOID:
            return
        if len(self.open) < DEEPEST:
            self.open.append(element)
        else:
            self.deeper += 1

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 (every tag that opens is closed, in order)
        if self.deeper:
            self.deeper -= 1
        elif len(self.open) > 1:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)
