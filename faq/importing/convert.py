"""From the bytes of a document to a draft article with its places to fill in marked, and a report on it."""

import itertools
import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import PurePath

from faq.importing.citations import lowered, marking
from faq.importing.document import Blocks, Document, DocumentBlock, by_heading, markdown, on_one_line
from faq.importing.headings import DEEPER, SECTION, settle
from faq.importing.inline import LINK_END, unmarked, words
from faq.importing.paragraphs import with_typed_lists, without_boilerplate
from faq.importing.questions import with_bold_questions, with_questions
from faq.importing.readers.kinds import read_document
from faq.importing.references import take_references
from faq.importing.report import Draft, Report, UnreadableError
from faq.importing.sections import COMMON_QUESTIONS, KEY_TAKEAWAY, known_section
from faq.naming import anchor, slug
from faq.reading.texts import FILL_IN

SUMMARY = f"{FILL_IN} one or two plain sentences that say what the article answers"
EVIDENCE = f"{FILL_IN} how strong the evidence is, one of the names under [evidence] in wording.toml"
LEAD = "2 or 3 sentences: what this is about, and who it is for."


CODE = re.compile(r"(^[ >]*`{3,}$.*?^[ >]*`{3,}$)", re.M | re.S)
CITED = re.compile(r"(?<!\\)\[\^([^\]\s]+)\]")


def import_document(name: str, content: bytes, *, title: str = "", today: date) -> Draft:
    """Turn the file `name` with these bytes into a draft; `title` is used in place of the document's own.

    Raises `UnreadableError` when the document cannot be read or is dangerous.
    """
    document = read_document(name, content)
    if not words(on_one_line(document.blocks)):
        only = ", only a picture" if any(line.startswith("picture") for line in document.left_out) else ""
        raise UnreadableError(f"There is no text in this document{only}. Type the words, or copy them in.")
    document.blocks = with_bold_questions(with_typed_lists(without_boilerplate(document)))
    settle(document)
    entries = take_references(document)
    _gather_questions(document)
    if title and document.title != title:
        document.leave_out("the title of the document", document.title)
        document.title = title
    body, references, marks = _cited(markdown(_written(document.blocks)), entries, document)
    text = "\n".join([*_front_matter(document, today), "", body, "", *references]).strip("\n") + "\n"
    report = Report(
        source=PurePath(name).name,
        title=document.title,
        sections=_shown(block for block in document.blocks if block.kind == "heading" and block.level == SECTION),
        subheadings=_shown(block for block in document.blocks if block.kind == "heading" and block.level > SECTION),
        questions=_shown(block for block in document.blocks if block.kind == "question"),
        references=sum(map(bool, (*entries.values(), *document.notes.values()))),
        citations=marks,
        links=len(set(LINK_END.findall(body))),
        fill_in=tuple(f"line {number}: {line}" for number, line in enumerate(text.splitlines(), 1) if FILL_IN in line),
        uncertain=tuple(document.uncertain),
        left_out=tuple(document.left_out),
    )
    return Draft(slug(document.title) or slug(PurePath(name).stem) or "draft", text, report)


def _shown(blocks: Iterable[DocumentBlock]) -> tuple[str, ...]:
    return tuple(words(block.text) for block in blocks)


def _gather_questions(document: Document) -> None:
    """Put the questions of all sections under the common questions, which are made where there are none."""
    sections: list[Blocks] = []
    questions: Blocks = []
    common: Blocks = []
    for opening, under in by_heading(document.blocks, SECTION):
        name = "".join(_shown(opening))
        is_common = known_section(name) == COMMON_QUESTIONS
        blocks = with_questions(under, document, common=is_common)
        asked = [block for block in blocks if block.kind == "question"]
        rest = [block for block in blocks if block.kind != "question"]
        for block in rest if is_common else ():
            block.level = DEEPER + 1
        if is_common and name != COMMON_QUESTIONS:
            document.uncertain.append(f'the heading "{name}" is "{COMMON_QUESTIONS}" in the draft')
        elif asked and name and not is_common:
            document.uncertain.append(f'the questions under "{name}" are under "{COMMON_QUESTIONS}" now')
        questions += asked
        if asked and name and not rest and (common or not is_common):
            document.leave_out("a heading with questions only", name)
            continue
        sections.append([*opening, *rest])
        common = sections[-1] if is_common and not common else common
    if questions and not common:
        common = [DocumentBlock(COMMON_QUESTIONS, "heading", level=SECTION)]
        last = bool(sections[-1]) and known_section(sections[-1][0].text) == KEY_TAKEAWAY
        sections.insert(len(sections) - last, common)
    common += questions
    document.blocks = list(itertools.chain(*sections))


def _written(blocks: Blocks) -> Iterator[DocumentBlock]:
    """Yield the blocks as they stand in the file: headings with their marks, and places where something is missing."""
    seen: set[str] = set()
    missing = LEAD
    for block in (*blocks, DocumentBlock(kind="heading", level=SECTION)):
        is_section = block.kind == "heading" and block.level == SECTION
        if is_section and missing:
            yield _place(missing)
        missing = "the text: the document has none under this heading." if is_section else ""
        if is_section and block.text:
            name = known_section(block.text)
            ours = name in (COMMON_QUESTIONS, KEY_TAKEAWAY)
            yield DocumentBlock(f"## {name if ours else _once(block.text, seen)}", "written")
        elif block.kind == "question":
            yield DocumentBlock(f"### {_once(block.text, seen)}", "written")
            yield from itertools.chain(*block.parts) if any(block.parts) else [_place("the answer.")]
        elif block.kind == "heading" and block.level == DEEPER:
            yield DocumentBlock(f"### {unmarked(block.text)}", "written")
        else:
            yield block


def _place(wanted: str) -> DocumentBlock:
    """Return a place to fill in."""
    return DocumentBlock(f"{FILL_IN} {wanted}")


def _once(text: str, seen: set[str]) -> str:
    """Mark a heading that the draft has already: each section needs a name of its own."""
    heading = unmarked(text)
    twice = anchor(heading) in seen
    seen.add(anchor(heading))
    return f"{heading} ({FILL_IN} other words: this heading stands twice)" if twice else heading


def _cited(body: str, entries: dict[int, str], document: Document) -> tuple[str, list[str], int]:
    """Turn citation marks into footnotes everywhere but in headings and code; number a Word file's own notes.

    Return the text, the lines of its references, and how many marks there are.
    """
    pieces = CODE.split(body)
    lines = [line for piece in pieces[::2] for line in piece.split("\n")]
    found = marking(entries, lines)
    entries.update(dict.fromkeys(sorted(found.known - entries.keys()), ""))
    for place in range(0, len(pieces), 2):
        pieces[place] = "\n".join(map(found.mark, pieces[place].split("\n")))
    document.uncertain += [f'may be a citation mark, kept as a number: "{shown}"' for shown in found.unsure]
    labels = {name: number for number, name in enumerate(document.notes, start=max(entries, default=0) + 1)}
    noted = sum(name in labels for name in CITED.findall(body))
    body = CITED.sub(lambda mark: f"[^{labels.get(mark[1], mark[1])}]", "".join(pieces))
    sources = {str(number): text for number, text in entries.items()}
    sources |= {str(number): document.notes[name] for name, number in labels.items()}
    uncited = " ".join(f"[^{label}]" for label in sources if label not in CITED.findall(body))
    written = {label: markdown([DocumentBlock(lowered(text))]) for label, text in sources.items()}
    references = [f"[^{label}]: {text or f'{FILL_IN} the source'}" for label, text in written.items()]
    if uncited:  # so that no entry is lost
        place_to_fill_in = f"{FILL_IN} put these marks where the text uses their source, or delete them: {uncited}"
        references = [place_to_fill_in, "", *references]
    return body, references, found.marks + noted


def _front_matter(document: Document, today: date) -> list[str]:
    return [
        "---",
        f"title: {_quoted(document.title or f'{FILL_IN} the title')}",
        f"summary: {_quoted(document.summary or SUMMARY)}",
        f"evidence: {EVIDENCE}",
        f"published: {today.isoformat()}",
        "status: draft # change it to published when the text is ready",
        "---",
    ]


def _quoted(text: str) -> str:
    """Write a value so that YAML reads exactly these words: JSON's quotes are YAML's."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
