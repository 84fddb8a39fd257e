"""Read a PDF with text in it: lines by size, columns in order, without running heads and page numbers.

A PDF holds letters and their places, no paragraphs and no order. Columns are told by the white space between them;
what can only be guessed is named in the report.
"""

import io
import itertools
import re
import statistics
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTChar, LTFigure, LTImage, LTPage, LTText, LTTextContainer, LTTextLine
from pdfminer.pdfdocument import PDFEncryptionError, PDFTextExtractionNotAllowed
from pdfminer.psexceptions import PSException

from faq.importing.document import Blocks, Document, DocumentBlock
from faq.importing.inline import Run, all_bold, inline, parted, plain, words
from faq.importing.readers.plain import STARTS
from faq.importing.report import UnreadableError

MOST_PAGES = 100
FEWEST_LETTERS = 40
BOLD = re.compile(r"bold|black|heavy|demi", re.I)
UNMAPPED = re.compile(r"\(cid:\d+\)")
PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–—|\s]*\d{1,3}[-–—|\s]*(?:(?:of|/)\s*\d{1,3})?", re.I)
LETTERS = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "\xad": "-", "\uf0b7": "•", "\uf0a7": "•", "\uf0d8": "•"}
)
"""Ligatures, a soft hyphen at a line's end, and the bullets of the fonts Symbol and Wingdings."""

GUTTER = 10.0
"""Points of white space between two columns."""

FEWEST_LINES, FEWEST_WORDS = 3, 3
CLOSE = 0.65
"""Lines of one paragraph stand closer than this part of their letters' size."""

WIDE = 2.5
MARGIN = 0.1
SCANNED = (
    "The pages of this PDF are pictures (a scan), so there are no words to read. Use the document it was made from, "
    'or let a scanning program recognise the text ("OCR") and send what it saves.'
)


DAMAGE = (PSException, LookupError, ValueError, TypeError, AttributeError, AssertionError, RecursionError)
"""What pdfminer raises for a file that is no whole PDF."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page: its Markdown, the size of its letters and its box, in points from the page's lower left."""

    text: str
    size: float
    left: float
    right: float
    bottom: float
    top: float

    @property
    def shown(self) -> str:
        """The words of the line."""
        return words(self.text)


def read_pdf(content: bytes) -> Document:
    """Read the bytes of a PDF; raise `UnreadableError` when it is locked, damaged, or a scan without text."""
    try:
        pages = list(extract_pages(io.BytesIO(content), laparams=LAParams(boxes_flow=None), maxpages=MOST_PAGES + 1))
    except (PDFEncryptionError, PDFTextExtractionNotAllowed) as error:
        raise UnreadableError("This PDF is locked with a password. Save it without one.") from error
    except DAMAGE as error:
        raise UnreadableError("This PDF is damaged. Open it, print it into a new PDF, and send that one.") from error
    if len(pages) > MOST_PAGES:
        raise UnreadableError(f"This PDF has more than {MOST_PAGES} pages. Split it into one file for each article.")
    lines = [_lines(page) for page in pages]
    text = " ".join(line.shown for page in lines for line in page)
    pictures = [number for number, page in enumerate(pages, 1) for item in page if isinstance(item, LTFigure | LTImage)]
    if len(UNMAPPED.findall(text)) > 0.02 * len(text):
        raise UnreadableError("The letters of this PDF cannot be told apart. Use the document that it was made from.")
    if sum(map(str.isalpha, text)) < FEWEST_LETTERS and pictures:
        raise UnreadableError(SCANNED)
    document = Document(left_out=[f"page {number}: picture" for number in pictures])
    _drop_running_lines(lines, pages, document)
    document.blocks = _blocks([column for page in lines for column in _columns(page)], document)
    document.uncertain.append("a PDF has no paragraphs of its own: check where they begin, and tables and columns")
    return document


def _lines(page: LTPage) -> list[_Line]:
    lines = (line for box in page if isinstance(box, LTTextContainer) for line in box)
    return [_line(line) for line in lines if isinstance(line, LTTextLine) and line.get_text().strip()]


def _line(line: LTTextLine) -> _Line:
    letters = [item for item in line if isinstance(item, LTChar)]
    size = Counter(round(letter.size * 2) / 2 for letter in letters).most_common(1)[0][0]
    base = statistics.median(letter.y0 for letter in letters)
    runs = [Run("")]
    for item in line:
        look = runs[-1]  # a space between letters looks like the letter before
        if isinstance(item, LTChar):
            raised = item.size < 0.85 * size and item.y0 > base + 0.1 * size
            look = Run("", bold=bool(BOLD.search(item.fontname)), raised=raised)
        runs.append(look._replace(text=item.get_text().translate(LETTERS) if isinstance(item, LTText) else ""))
    return _Line(inline(runs), size, line.x0, line.x1, line.y0, line.y1)


def _drop_running_lines(pages: list[list[_Line]], boxes: list[LTPage], document: Document) -> None:
    """Leave out page numbers, and lines in the margins that more than half of the pages share."""
    edges = [
        (lines, line, re.sub(r"\d+", "0", line.shown))
        for lines, box in zip(pages, boxes, strict=True)
        for line in lines
        if abs(line.bottom / box.height - 0.5) >= 0.5 - MARGIN
    ]
    counted = Counter(text for _, text in {(id(lines), text) for lines, _, text in edges})
    dropped: dict[str, None] = {}
    for lines, line, text in edges:
        numbered = PAGE_NUMBER.fullmatch(line.shown)
        if numbered or counted[text] > max(1, len(pages) / 2):
            lines.remove(line)
            dropped["page numbers" if numbered else f'line on every page: "{line.shown}"'] = None
    document.left_out += dropped


def _columns(lines: list[_Line]) -> Iterator[list[_Line]]:
    """Yield the lines of a page column by column; a line over the whole width ends the columns above it.

    So does a wide space over the whole width: what stands under it belongs to none of the columns.
    """
    lines = sorted(lines, key=lambda line: (-round(line.bottom), line.left))
    floor = list(itertools.accumulate((line.bottom for line in lines), min))
    wide = (place for place in range(1, len(lines)) if floor[place - 1] - lines[place].top > WIDE * lines[place].size)
    gutter = _gutter(lines)
    if place := next(wide, 0):
        yield from (*_columns(lines[:place]), *_columns(lines[place:]))
    elif gutter is None:
        yield from [lines] if lines else []
    else:
        for spanning, band in itertools.groupby(lines, lambda line: line.left < gutter < line.right):
            part = list(band)
            left = [line for line in part if line.left < gutter]
            right = [line for line in part if line.left >= gutter]
            yield from [part] if spanning else (*_columns(left), *_columns(right))


def _gutter(lines: list[_Line]) -> float | None:
    """Find where a right column begins: lines of prose on both sides, and few that cross."""
    found: list[tuple[int, float]] = []
    for start in {round(line.left) - 1 for line in lines}:
        sides = (
            [line for line in lines if line.right <= start + 1 - GUTTER],
            [line for line in lines if line.left >= start],
        )
        crossing = len(lines) - sum(map(len, sides))
        prose = min(statistics.median(len(line.shown.split()) for line in side) if side else 0 for side in sides)
        if min(map(len, sides)) >= FEWEST_LINES and prose >= FEWEST_WORDS and crossing <= 0.4 * len(lines):
            found.append((crossing, start))
    return min(found)[1] if found else None


def _blocks(columns: list[list[_Line]], document: Document) -> Blocks:
    """Join lines to paragraphs, over columns and pages too; lines that stand side by side are rows of a table."""
    vocabulary = set(re.findall(r"[\w-]+", " ".join(line.shown for lines in columns for line in lines).lower()))
    made: Blocks = []
    before: _Line | None = None
    for lines in columns:
        edges = (min(line.left for line in lines), max(line.right for line in lines))
        for row in _rows(lines):
            last = made[-1] if made else None
            if len(row) > 1:
                if not last or last.width != len(row):
                    last = DocumentBlock(kind="table", width=len(row))
                    made.append(last)
                last.parts += ([DocumentBlock(line.text)] for line in row)
            elif before and last and last.kind == "paragraph" and _goes_on(before, row[0], edges):
                last.text = _joined(last.text, row[0].text, vocabulary, document)
            else:
                made.append(DocumentBlock(row[0].text, size=row[0].size))
            before = row[0]
    return made


def _rows(lines: list[_Line]) -> list[list[_Line]]:
    """Put lines that stand side by side into one row."""
    rows: list[list[_Line]] = []
    for line in lines:
        if rows and abs(line.bottom - rows[-1][0].bottom) <= 2 and line.left >= rows[-1][-1].right:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _goes_on(before: _Line, line: _Line, edges: tuple[float, float]) -> bool:
    """Return whether a line belongs to the paragraph of the line before it; `edges` are those of its column."""
    if abs(before.size - line.size) > 0.5 or STARTS.match(line.shown):
        return False
    ended = bool(re.search(r"[.?!:]$", before.shown))
    apart = before.bottom - line.top
    if apart > CLOSE * line.size or apart < -0.5 * line.size:  # a space between them, or another column or page
        return not ended and line.shown[:1].islower()
    if all_bold(before.text) != all_bold(line.text):
        return False
    short = before.right < edges[1] - 0.2 * (edges[1] - edges[0])
    indented = line.left > before.left + 0.8 * line.size and not STARTS.match(before.shown)
    return not (ended and (short or indented))


def _joined(before: str, after: str, vocabulary: set[str], document: Document) -> str:
    """Join two lines; of a hyphen at the end the document's other words say whether it belongs to the word."""
    start, end = re.search(r"(\w+)-$", plain(before)), re.match(r"[a-zß-ÿ]+", plain(after))
    if not start or not end:
        return f"{before} {after}"
    whole, hyphened = f"{start[1]}{end[0]}", f"{start[1]}-{end[0]}"
    if hyphened.lower() not in vocabulary:
        before = parted(before, len(plain(before)) - 1)[0]
        if whole.lower() not in vocabulary:
            said = f'a hyphen at the end of a line was taken out: "{hyphened}" is "{whole}" in the draft'
            document.uncertain.append(said)
    return (before + after).replace("****", "")  # a word in bold letters
