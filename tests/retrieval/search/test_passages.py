"""Passages: every section whole, a long one cut between its blocks."""

from datetime import date

from faq.article import Article, Block, Section, SectionKind
from retrieval.search.passages import LONGEST, passages_of


def article(*sections: Section) -> Article:
    return Article("til", "TIL therapy", "Summary.", "early", date(2026, 1, 1), sections, ())


def section(words: list[int], kind: SectionKind = SectionKind.SECTION) -> Section:
    blocks = tuple(Block(" ".join(["word"] * count), "", 1) for count in words)
    return Section("til", "what-is-it", "What is it?", kind, blocks, 1, ("meaning of til",))


def test_a_section_is_one_passage_with_its_id_and_wordings() -> None:
    (passage,) = passages_of([article(section([10, 20]))])
    assert (passage.id, passage.part, passage.title, passage.heading) == (
        "til#what-is-it",
        0,
        "TIL therapy",
        "What is it?",
    )
    assert passage.also_asked == ("meaning of til",)
    assert passage.text.count("word") == 30


def test_a_long_section_is_cut_between_blocks_and_keeps_its_heading() -> None:
    parts = passages_of([article(section([200, 200, 90]))])
    assert [(passage.part, passage.heading, len(passage.text.split())) for passage in parts] == [
        (0, "What is it?", 200),
        (1, "What is it?", 290),
    ]


def test_a_single_long_block_is_not_cut() -> None:
    assert len(passages_of([article(section([LONGEST * 2]))])) == 1


def test_a_lead_has_no_heading_beside_the_title() -> None:
    (passage,) = passages_of([article(section([5], SectionKind.LEAD))])
    assert passage.heading == ""
