"""Measure how much of a document the importer finds, and whether it loses anything.

    python -m benchmarks.importing --data DIR [--show NAME]

DIR holds documents and a truth.json that says of each file what is in it (title, sections, subsections, questions,
references, citations_real, list_items, table_rows), or that it must be refused (error).
"""

import argparse
import datetime
import html
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from faq.importing.convert import import_document
from faq.importing.report import Draft, UnreadableError
from tests.faq.importing.leaflets import LEAFLETS, Leaflet

HEADERS = (
    "file",
    "title",
    "sections",
    "extra",
    "smaller",
    "questions",
    "references",
    "marks",
    "items",
    "rows",
    "sentences lost",
)


@dataclass(frozen=True)
class Figures:
    """What was found of what is there, for one document."""

    cells: tuple[str, ...]
    found: int
    listed: int
    lost: tuple[str, ...]


def main() -> None:
    """Print one line of a table for each document, and the totals."""
    arguments = argparse.ArgumentParser(description="Measure the importer.")
    arguments.add_argument("--data", type=Path, required=True)
    arguments.add_argument("--show", default="")
    options = arguments.parse_args()
    truth = json.loads((options.data / "truth.json").read_text(encoding="utf-8"))
    print(f"| {' | '.join(HEADERS)} |\n|{' --- |' * len(HEADERS)}")
    figures = [
        measured(options.data / name, expected) for name, expected in sorted(truth.items()) if options.show in name
    ]
    found, listed = sum(figure.found for figure in figures), sum(figure.listed for figure in figures)
    print(f"\nHeadings and questions found: {found} of {listed} ({100 * found / max(listed, 1):.1f} %)")
    for figure in figures:
        for sentence in figure.lost:
            print(f"lost in {figure.cells[0]}: {sentence}")
    as_made = [name for name, leaflet in LEAFLETS.items() if made_right(leaflet)]
    print(f"Made PDFs read as they were made: {len(as_made)} of {len(LEAFLETS)}")
    for name in LEAFLETS.keys() - set(as_made):
        print(f"not as it was made: {name}")


def made_right(leaflet: Leaflet) -> bool:
    """Say whether title, headings, words, order and what is named of a made PDF are as its maker knows them."""
    draft = import_document("leaflet.pdf", leaflet.content, today=datetime.date.today())
    body = draft.markdown.split("---\n", 2)[2].strip()
    return (draft.report.title, body, list(draft.report.left_out)) == (leaflet.title, leaflet.body, leaflet.left_out)


def measured(path: Path, expected: dict[str, Any]) -> Figures:
    """Import one document, compare it with the truth and print its line."""
    try:
        draft = import_document(path.name, path.read_bytes(), today=datetime.date.today())
    except UnreadableError as refusal:
        figures = Figures((path.name, f"refused: {refusal}"), 0, 0, ())
    else:
        figures = compared(path, draft, expected)
    print(f"| {' | '.join(figures.cells)} |")
    return figures


def compared(path: Path, draft: Draft, expected: dict[str, Any]) -> Figures:
    """Compare a draft with what the document holds."""
    text = draft.markdown
    sections = [*(draft.report.sections)]
    before, _, common = text.partition("\n## Common questions\n")
    common, _, after = common.partition("\n## ")
    questions = headings(common, "### ")
    bold = [line.strip("*") for line in re.findall(r"^\*\*.+\*\*$", text, re.M)]
    smaller = [*headings(before, "### "), *headings(after, "### "), *bold]
    pairs = [
        (expected.get(name, []), got)
        for name, got in (("sections", sections), ("subsections", smaller), ("questions", questions))
    ]
    hits = [sum(folded(want) in map(folded, got) for want in wanted) for wanted, got in pairs]
    wanted = [len(listed) for listed, _ in pairs]
    extra = [heading for heading in sections if folded(heading) not in map(folded, expected.get("sections", []))]
    lost = tuple(lost_sentences(path, draft))
    cells = (
        path.name,
        "yes" if folded(draft.report.title) == folded(expected.get("title", "")) else f"no: {draft.report.title}",
        f"{hits[0]}/{wanted[0]}",
        "; ".join(extra) or "0",
        f"{hits[1]}/{wanted[1]}",
        f"{hits[2]}/{wanted[2]}" + (f" (+{len(questions) - hits[2]})" if len(questions) > hits[2] else ""),
        f"{draft.report.references}/{expected.get('references')}",
        f"{draft.report.citations}/{expected.get('citations_real')}",
        f"{len(re.findall(r'^ *(?:-|[0-9]+[.]) ', text, re.M))}/{expected.get('list_items')}",
        f"{len(re.findall(r'^[|](?! --- )', text, re.M))}/{expected.get('table_rows')}",
        str(len(lost)),
    )
    return Figures(cells, sum(hits), sum(wanted), lost)


def headings(markdown: str, mark: str) -> list[str]:
    """Return the headings of one level."""
    return [line.removeprefix(mark) for line in markdown.splitlines() if line.startswith(mark)]


def folded(text: str) -> str:
    """Keep letters and digits only, so that marks and white space do not count."""
    return "".join(letter for letter in text.lower() if letter.isalnum())


def lost_sentences(path: Path, draft: Draft) -> Iterator[str]:
    """Yield the sentences of the document that are neither in the draft nor named in the report."""
    report = draft.report
    unlinked = re.sub(r"\]\([^)\s]*\)|^\[\^\d+\]:", "", draft.markdown, flags=re.M)
    kept = folded(unlinked) + " " + folded(re.sub(r"\[\^\d+\]", "", unlinked))
    named = folded(" ".join([*report.left_out, *report.uncertain, *report.sections]))
    for sentence in sentences(path):
        bare = folded(sentence)
        if len(sentence.split()) > 3 and bare not in kept and bare not in named:
            yield sentence


def sentences(path: Path) -> Iterator[str]:
    """Read the document's sentences in a plain way of its own, not the importer's."""
    text = PLAIN[path.suffix](path)
    for line in re.split(r"\n|(?<=[.!?])\s+", text):
        line = re.sub(r"^\W*(?:\d{1,2}[.)]|[QA][:.]|\[\d+\]|\(\d+\))\s+|^\d\s(?=[A-Z])", "", line.strip())
        yield re.sub(r"\[\^\w+\]", "", line)


def word_text(path: Path) -> str:
    """Return the text of a Word file, tracked deletions left out."""
    xml = zipfile.ZipFile(path).read("word/document.xml").decode()
    return html.unescape(
        re.sub(r"<[^>]+>", "", re.sub(r"</w:p>|<w:br/>", "\n", re.sub(r"<w:del .*?</w:del>", "", xml)))
    )


def web_text(path: Path) -> str:
    """Return the text of a web page, scripts left out."""
    return tagless(
        re.sub(r"<(script|style|head|noscript)\b.*?</\1>|<!--.*?-->", "", path.read_text(encoding="utf-8"), flags=re.S)
    )


def markdown_text(path: Path) -> str:
    """Return the text of a Markdown file without its marks."""
    text = re.sub(r"\A---\n.*?\n---\n", "", path.read_text(encoding="utf-8"), flags=re.S)
    text = re.sub(r"<script.*?</script>", "", text, flags=re.S)
    text = re.sub(r"\{#\w+\}|!\[[^\]]*\]\([^)]*\)|\]\s*\([^)]*\)", "", text)
    return tagless(re.sub(r"^\s*\[\^\w+\]:|^[\s>#*|-]+", "", text.replace(" | ", "\n"), flags=re.M))


def tagless(text: str) -> str:
    """Drop the tags of HTML; a tag of a block is a line's end."""
    text = re.sub(
        r"</?(p|div|li|ul|ol|h\d|t[dhr]|table|br|dt|dd|dl|summary|details|caption|section|option|label|button)\b[^>]*>",
        "\n",
        text,
    )
    return html.unescape(re.sub(r"<[^>]+>", "", text))


PLAIN: dict[str, Callable[[Path], str]] = {
    ".docx": word_text,
    ".html": web_text,
    ".md": markdown_text,
    ".txt": lambda path: path.read_text(encoding="utf-8"),
}

if __name__ == "__main__":
    main()
