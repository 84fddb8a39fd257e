"""Word files: what staff write, with every habit they have."""

import pytest

from faq.importing.document import DocumentBlock, markdown
from faq.importing.readers.word import read_word
from faq.importing.report import UnreadableError
from tests.faq.importing.word_files import paragraph, run, table, word_file


def test_title_headings_and_paragraphs_are_told_apart() -> None:
    document = read_word(
        word_file(
            paragraph("Going home", style="Title"),
            paragraph("You need a thermometer."),
            paragraph("When to call", style="heading 1"),
            paragraph("At night", style="heading 2"),
        )
    )
    assert document.blocks == [
        DocumentBlock("Going home", "heading", level=0),
        DocumentBlock("You need a thermometer."),
        DocumentBlock("When to call", "heading", level=1),
        DocumentBlock("At night", "heading", level=2),
    ]


def test_neighbouring_list_lines_are_one_list_and_a_change_of_kind_begins_another() -> None:
    document = read_word(
        word_file(
            paragraph("fever", style="List Bullet"),
            paragraph("chills", style="List Bullet"),
            paragraph("Wash", style="List Number"),
        )
    )
    assert [(block.kind, block.start, len(block.parts)) for block in document.blocks] == [
        ("list", 0, 2),
        ("list", 1, 1),
    ]


def test_looks_and_sizes_are_kept() -> None:
    (found,) = read_word(word_file(paragraph(run("Call", bold=True, size=14), " us", run("1", raised=True)))).blocks
    assert found == DocumentBlock("**Call** us<sup>1</sup>", size=14.0)


def test_footnotes_come_with_their_words() -> None:
    mark = '<w:r><w:footnoteReference w:id="7"/></w:r>'
    document = read_word(word_file(paragraph("It is rare", mark, "."), notes={7: "A paper of 2024."}))
    assert document.blocks == [DocumentBlock("It is rare[^footnote-7].")]
    assert document.notes["footnote-7"] == "A paper of 2024."


def test_links_keep_their_address() -> None:
    parts = {
        "word/_rels/document.xml.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r9" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" '
            'Target="https://example.org/a" TargetMode="External"/></Relationships>'
        )
    }
    link = '<w:hyperlink r:id="r9"><w:r><w:t>the leaflet</w:t></w:r></w:hyperlink>'
    (found,) = read_word(word_file(paragraph("See ", link), parts=parts)).blocks
    assert found == DocumentBlock("See [the leaflet](https://example.org/a)")


def test_tables_are_full_grids() -> None:
    (found,) = read_word(word_file(table(("Drug", "Year"), ("Kymriah", "2017")))).blocks
    assert found.kind == "table"
    assert [len(row) for row in found.rows] == [2, 2]


def test_a_cell_over_two_rows_is_said_in_both() -> None:
    cells = [
        '<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + paragraph("CD19") + "</w:tc>",
        "<w:tc><w:tcPr><w:vMerge/></w:tcPr>" + paragraph() + "</w:tc>",
    ]
    rows = [f"<w:tr>{cell}<w:tc>{paragraph(name)}</w:tc></w:tr>" for cell, name in zip(cells, "AB", strict=True)]
    document = read_word(word_file(f"<w:tbl>{''.join(rows)}</w:tbl>"))
    (found,) = document.blocks
    assert found.kind == "table"
    assert [row[0][0].text for row in found.rows] == ["CD19", "CD19"]
    assert any("span rows" in line for line in document.uncertain)


def test_deletions_go_and_insertions_stay() -> None:
    deleted = '<w:del w:id="1"><w:r><w:delText>a runny nose, </w:delText></w:r></w:del>'
    inserted = '<w:ins w:id="2"><w:r><w:t xml:space="preserve">new tremor, </w:t></w:r></w:ins>'
    document = read_word(word_file(paragraph("Call for ", deleted, inserted, "fever.")))
    assert document.blocks[0].text == "Call for new tremor, fever."
    assert any("tracked changes" in line for line in document.uncertain)


@pytest.mark.parametrize(
    ("hidden", "named"),
    [
        (run("secret", extra="<w:vanish/>"), 'hidden words: "secret"'),
        (run("5 mg", extra="<w:strike/>"), 'words struck through: "5 mg"'),
        (
            f"<w:r><w:pict><v:textbox><w:txbxContent>{paragraph('ask reception')}</w:txbxContent></v:textbox>"
            "</w:pict></w:r>",
            'text box: "ask reception"',
        ),
    ],
)
def test_what_a_reader_of_the_page_does_not_see_is_left_out_and_named(hidden: str, named: str) -> None:
    document = read_word(word_file(paragraph("Take one tablet.", hidden)))
    assert [block.text for block in document.blocks if block.text] == ["Take one tablet."]
    assert named in document.left_out


def test_headers_footers_and_tables_of_contents_are_left_out_and_named() -> None:
    header = {"word/header1.xml": word_header("CONFIDENTIAL")}
    document = read_word(word_file(paragraph("One ... 3", style="toc 1"), paragraph("Text."), parts=header))
    assert 'page header: "CONFIDENTIAL"' in document.left_out
    assert 'table of contents: "One ... 3"' in document.left_out


def word_header(text: str) -> str:
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<w:hdr xmlns:w="{namespace}">{paragraph(text)}</w:hdr>'


def test_a_quotation_style_is_a_quotation() -> None:
    styles = (
        '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/></w:style></w:styles>'
    )
    document = read_word(word_file(paragraph("Her words.", style="Quote"), parts={"word/styles.xml": styles}))
    assert markdown(document.blocks) == "> Her words."


def test_an_interrupted_zip_is_refused_with_a_remedy() -> None:
    with pytest.raises(UnreadableError, match=r"save it as \.docx"):
        read_word(word_file(paragraph("Hello"))[:-40])
