"""Counts, a file for a spreadsheet, topics asked in vain."""

import csv
import io
from collections.abc import Iterable
from dataclasses import replace

import pytest

from journal.report import csv_lines, gaps, safe_cell, summarise
from journal.rows import Judgement, Noted
from journal.store import Store
from tests.journal.kept import ASKED, NO, YES

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


def test_a_report_counts_and_holds_no_question(store: Store) -> None:
    section = "til-therapy-melanoma#what-are-the-risks"
    early = replace(ASKED, hour="2026-11-24T08", status="not_found", emergency="crisis", sections="a#x")
    asked = [early, replace(ASKED, lang="es", sections=f"{section} a#x"), ASKED, ASKED]
    store.add([replace(row, id=str(number)) for number, row in enumerate(asked)])
    late = replace(NO, reason="out-of-date")
    store.add([replace(row, token=str(number)) for number, row in enumerate((YES, NO, late, late, late))])
    found = summarise(store, sections=True)
    assert (found.questions, found.first, found.last) == (4, "2026-11-24T08", "2026-11-25T09")
    assert found.statuses == {"answer": 3, "not_found": 1}
    assert (found.languages, found.emergencies) == ({"en": 3, "es": 1}, {"crisis": 1})
    assert found.sections == {section: 3}
    assert found.worst_first() == [(section, "abc", {"yes": 1, "no": 4}, {"out-of-date": 3})]
    recent = summarise(store, "2026-11-25T00")
    assert (recent.questions, recent.first, recent.sections) == (3, "2026-11-25T09", {})


def vain(*questions: str) -> list[Noted]:
    return [replace(ASKED, question=question) for question in questions]


def says_something(word: str, _: str) -> bool:
    return word.endswith("fen") or word in ("dose", "effects")


def is_about_a_drug(text: str, _: str) -> bool:
    """Drugs are what the articles lack."""
    return "fen" in text


def test_topics_are_gathered_and_counted() -> None:
    rows = vain("tamoxifen … dose?", "tamoxifen effects", "Tamoxifen and dose", "ibuprofen?", "tamoxifen and ibuprofen")
    first, *others = gaps(rows, says_something, is_about_a_drug)
    assert (first.topic, first.count, first.beside) == ("tamoxifen", 4, ("dose",))
    assert others == [], "what is left was asked once: a word of one person is told to nobody"


def test_a_question_counts_for_one_topic_only() -> None:
    rows = vain(*["tamoxifen"] * 3, *["tamoxifen ibuprofen"] * 2, *["ibuprofen"] * 2)
    assert [(gap.topic, gap.count) for gap in gaps(rows, says_something, is_about_a_drug)] == [
        ("tamoxifen", 5),
        ("ibuprofen", 2),
    ]


def test_topics_stop_at_as_many_as_are_wanted() -> None:
    rows = vain(*(f"{letter}fen" for letter in "abcdef" for _ in range(3)))
    assert [gap.topic for gap in gaps(rows, says_something, is_about_a_drug, most=2)] == ["afen", "bfen"]


def test_a_topic_whose_questions_are_answered_by_now_is_none() -> None:
    rows = vain("tamoxifen dose", "what about tamoxifen")
    assert gaps(rows, says_something, lambda text, _: text == "tamoxifen") == []
