"""Read running text of a web page into runs: looks, links, notes, pictures that are left out."""

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin, urlsplit

from faq.importing.document import Document
from faq.importing.readers.page import BLOCK, Element, name_left_out
from faq.importing.runs import Run, Runs, tidy

BOLD = frozenset("b strong".split())
ITALIC = frozenset("i em cite dfn".split())
STRUCK = frozenset("s strike del".split())
MEDIA = {
    "img": "picture",
    "iframe": "embedded page",
    "video": "film",
    "audio": "sound",
    "object": "object",
    "canvas": "drawing",
}
WORD_NOTE = re.compile(r"#((?:footnote|endnote)-\d+)")
BOLD_STYLE = re.compile(r"font-weight\s*:\s*(bold|[6-9]00)", re.I)


@dataclass(slots=True)
class InlineReader:
    """Reads elements within a line for a document; `base` is the page's own address, which makes short links whole."""

    base: str
    document: Document
    lost_links: list[str] = field(default_factory=list)

    def runs(self, element: Element) -> Runs:
        """Read an element as running text."""
        return tidy(self.inline(element.children, Run("")))

    def inline(self, children: list[Element | str], look: Run) -> Iterator[Run]:
        """Read children as running text that looks like `look` where they say nothing else."""
        for child in children:
            if isinstance(child, str):
                yield replace(look, text=re.sub(r"\s+", " ", child))
            elif child.tag == "br":
                yield Run("\n")
            elif child.attributes.get("type") == "checkbox":
                yield replace(look, text="☒" if "checked" in child.attributes else "☐")
            elif child.tag in MEDIA:
                self._name_media(child)
            elif child.tag in STRUCK:
                name_left_out("words struck through", child.text(), self.document.left_out)
            elif note := WORD_NOTE.fullmatch(child.attributes.get("href", "")):
                yield Run("", note=note[1])
            else:
                within = replace(looking(child, look), link=self._address(child) or look.link)
                space = [Run(" ")] if child.tag in BLOCK else []
                yield from [*space, *self.inline(child.children, within), *space]

    def report_links(self) -> None:
        """Say which links lost their address, once the whole page is read."""
        if self.lost_links:
            named = "; ".join(dict.fromkeys(self.lost_links))
            self.document.uncertain.append(f"links without a full address, kept as plain words: {named}")

    def _address(self, element: Element) -> str:
        """Return the whole address of a link, or "" for one that leads nowhere from another site."""
        href = element.attributes.get("href", "").strip() if element.tag == "a" else ""
        if not href or href.startswith("#"):
            return ""
        with contextlib.suppress(ValueError):
            whole = urlsplit(urljoin(self.base, href))
            if whole.scheme in ("mailto", "tel") or (whole.scheme in ("http", "https") and "." in whole.netloc):
                return urljoin(self.base, href)
        self.lost_links += [element.text()] if element.text() else []
        return ""

    def _name_media(self, element: Element) -> None:
        said = element.attributes.get("alt") or element.attributes.get("title") or element.text()
        name, shown = MEDIA[element.tag], " ".join(said.split())
        self.document.left_out.append(f'{name}: "{shown}"' if shown else f"{name} without a description")


def looking(element: Element, look: Run) -> Run:
    """Return the look within an element: its tag or its style may make it bold, italic or raised."""
    return replace(
        look,
        bold=look.bold or element.tag in BOLD or bool(BOLD_STYLE.search(element.attributes.get("style", ""))),
        italic=look.italic or element.tag in ITALIC,
        raised=look.raised or element.tag == "sup",
    )
