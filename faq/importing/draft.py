"""Write an outline as a draft article file, with the places to fill in marked."""

import json
from collections.abc import Iterator, Mapping
from datetime import date

from faq.importing.document import Paragraph, QuestionBlock, inner_runs
from faq.importing.headings import KEY_TAKEAWAY, is_takeaway
from faq.importing.questions import COMMON_QUESTIONS
from faq.importing.runs import Run, Runs
from faq.importing.sections import Outline, Part
from faq.importing.writer import BlockWriter
from faq.naming import anchor
from faq.reading.texts import FILL_IN

SUMMARY = f"{FILL_IN} one or two plain sentences that say what the article answers"
EVIDENCE = f"{FILL_IN} how strong the evidence is, one of the names under [evidence] in wording.toml"
LEAD = "2 or 3 sentences: what this is about, and who it is for."


def write_draft(outline: Outline, notes: Mapping[str, Runs], today: date) -> str:
    """Return the whole file as text; `notes` are footnotes that are not in the reference list."""
    return "\n".join(_Writer(outline, notes).lines(today)).strip("\n") + "\n"


class _Writer:
    """Writes one outline; it knows how the file labels each reference and which headings it has had."""

    def __init__(self, outline: Outline, notes: Mapping[str, Runs]) -> None:
        self.outline = outline
        listed = outline.references.entries
        labels = {name: str(max(listed, default=0) + place) for place, name in enumerate(notes, start=1)}
        self.entries = {str(number): runs for number, runs in listed.items()}
        self.entries |= {labels[name]: runs for name, runs in notes.items()}
        self.blocks = BlockWriter(labels)
        self.seen: set[str] = set()

    def lines(self, today: date) -> Iterator[str]:
        """Return the lines of the file: front matter, lead, sections, references."""
        yield from self._front_matter(today)
        yield from self.blocks.lines(self.outline.lead or [_place(LEAD)], bold_headings=False)
        for part in self.outline.parts:
            yield from self._part(part)
        yield from self._uncited()
        for label, runs in self.entries.items():
            yield f"[^{label}]: {self.blocks.line(runs) or f'{FILL_IN} the source'}"

    def _front_matter(self, today: date) -> Iterator[str]:
        yield "---"
        yield f"title: {_quoted(self.outline.title or f'{FILL_IN} the title')}"
        yield f"summary: {_quoted(self.outline.summary or SUMMARY)}"
        yield f"evidence: {EVIDENCE}"
        yield f"published: {today.isoformat()}"
        yield "status: draft # change it to published when the text is ready"
        yield "---"
        yield ""

    def _part(self, part: Part) -> Iterator[str]:
        yield f"## {self._heading(part)}"
        yield ""
        if not part.blocks and not part.questions:
            part.blocks = [_place("the text: the document has none under this heading.")]
        yield from self.blocks.lines(part.blocks, bold_headings=part.is_common)
        for question in part.questions:
            yield from self._question(question)

    def _heading(self, part: Part) -> str:
        if part.is_common:
            return COMMON_QUESTIONS
        return KEY_TAKEAWAY if is_takeaway(part.heading) else self._once(self.blocks.heading(part.heading))

    def _question(self, question: QuestionBlock) -> Iterator[str]:
        yield f"### {self._once(self.blocks.heading(question.runs))}"
        yield ""
        yield from self.blocks.lines(question.answer or (_place("the answer."),))

    def _once(self, heading: str) -> str:
        """Mark a heading that the draft has already: each section needs a name of its own."""
        seen = anchor(heading) in self.seen
        self.seen.add(anchor(heading))
        return f"{heading} ({FILL_IN} other words: this heading stands twice)" if seen else heading

    def _uncited(self) -> Iterator[str]:
        """Keep references that nothing cites: marks at a place to fill in, so that no entry is lost."""
        runs = inner_runs(self.outline.blocks)
        cited = {self.blocks.labels.get(run.note, run.note) for piece in runs for run in piece}
        missing = [f"[^{label}]" for label in self.entries if label not in cited]
        if missing:
            yield f"{FILL_IN} put these marks where the text uses their source, or delete them: {' '.join(missing)}"
            yield ""


def _place(wanted: str) -> Paragraph:
    """Return a place to fill in."""
    return Paragraph((Run(f"{FILL_IN} {wanted}"),))


def _quoted(text: str) -> str:
    """Write a value so that YAML reads exactly these words: JSON's quotes are YAML's."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
