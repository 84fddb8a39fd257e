"""Counts, a file for a spreadsheet, topics asked in vain."""

import csv
import io
from collections.abc import Iterable
from dataclasses import replace

import pytest

from journal.report import csv_lines, gaps, safe_cell, summarise
from journal.rows import Judgement, Noted
from tests.journal.test_store import ASKED, NO, YES

PAYLOADS = [
    '=HYPERLINK("http://x.example","click")',
    "=1+1",
    "+1+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\x00=1+1",
    "  =1+1",
    "\uff1d1+1",
    "\uff0b1\uff0b1",
    "\uff0d1",
    "\uff20SUM(1)",
    'x";=1+1',
    "x\n=1+1",
    "x;\t@SUM(1)",
]


def cells(rows: Iterable[Noted], delimiter: str = ",") -> list[str]:
    text = "".join(csv_lines(rows, Noted))
    return [cell for line in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) for cell in line]


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_no_cell_can_run_as_a_formula(payload: str, delimiter: str) -> None:
    """Read as text, as a spreadsheet does that parts cells by a comma, a semicolon or a tab."""
    for cell in cells([replace(ASKED, question=payload, sections=payload)], delimiter):
        for line in cell.splitlines() or [""]:
            assert not line.lstrip().startswith(("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")), cell
        assert not cell.startswith(("\t", "\r", "\0"))


def test_plain_words_are_exported_as_they_are() -> None:
    text = 'is it "safe", at 38.5 - or -5?'
    assert safe_cell(text) == text
    assert text in cells([replace(ASKED, question=text)])


def test_the_file_has_names_and_neither_id_nor_token() -> None:
    assert cells([])[:3] == ["hour", "question", "status"]
    assert "id" not in cells([])
    assert "".join(csv_lines([YES], Judgement)).splitlines() == [
        '"hour","section","version","verdict","reason"',
        '"2026-11-25T09","til-therapy-melanoma#what-are-the-risks","abc","yes",""',
    ]


def test_a_report_counts_and_holds_no_question() -> None:
    asked = [
        replace(ASKED, hour="2026-11-24T08", status="not_found", sections="a#x", emergency="crisis"),
        replace(ASKED, lang="es"),
        ASKED,
    ]
    late = replace(NO, token="e", reason="out-of-date")
    found = summarise(asked, [YES, NO, late])
    assert (found.questions, found.first, found.last) == (3, "2026-11-24T08", "2026-11-25T09")
    assert found.statuses == {"answer": 2, "not_found": 1}
    assert (found.languages, found.emergencies) == ({"en": 2, "es": 1}, {"crisis": 1})
    assert found.sections == {"til-therapy-melanoma#what-are-the-risks": 2}
    opinion = found.opinions["til-therapy-melanoma#what-are-the-risks", "abc"]
    assert (opinion.yes, opinion.no, opinion.reasons) == (1, 2, {"out-of-date": 1})
    assert ASKED.question not in repr(found)


def vain(*questions: str) -> list[Noted]:
    return [replace(ASKED, question=question, status="not_found") for question in questions]


def about(text: str, _: str) -> tuple[list[str], list[str]]:
    """Drugs are what the articles lack; other long words stand beside them."""
    words = text.lower().strip("?").split()
    return [word for word in words if word.endswith("fen")], [word for word in words if word in ("dose", "effects")]


def test_topics_are_gathered_and_counted() -> None:
    rows = vain("tamoxifen dose?", "tamoxifen effects", "Tamoxifen and dose", "ibuprofen?", "tamoxifen and ibuprofen")
    first, *others = gaps(rows, about)
    assert (first.topic, first.count, first.beside) == ("tamoxifen", 4, ("dose",))
    assert others == [], "what is left was asked once: a word of one person is told to nobody"


def test_what_was_answered_or_urgent_is_no_gap() -> None:
    asked = [replace(ASKED, question="tamoxifen"), replace(vain("tamoxifen")[0], emergency="team")]
    assert gaps(asked * 3, about) == []


def test_labels_of_redaction_are_no_topics() -> None:
    seen: list[str] = []

    def remember(text: str, _: str) -> tuple[list[str], list[str]]:
        seen.append(text)
        return [], []

    gaps(vain("my name is [name], born [date of birth]"), remember)
    assert seen == ["my name is , born"]
