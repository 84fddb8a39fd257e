"""Documents made to do harm: each is refused in a sentence, or read as the harmless words it holds."""

import contextlib
import io
import struct
import zipfile

import pytest

from faq.importing.report import LARGEST_FILE, UnreadableError
from tests.faq.importing.drafts import body, imported
from tests.faq.importing.word_files import NAMESPACES, paragraph, word_file, zip_file

DOCUMENT = "word/document.xml"


def laughs() -> str:
    """A few lines that would grow to gigabytes."""
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    body = f"<w:document {NAMESPACES}><w:body><w:p><w:r><w:t>&a9;</w:t></w:r></w:p></w:body></w:document>"
    return f'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a0 "lol">{entities}]>{body}'


def declaring(size: int) -> bytes:
    """A Word file whose directory says that the text is `size` bytes long."""
    content = bytearray(word_file(paragraph("Hello")))
    place = content.find(b"PK\x01\x02")
    while place != -1:
        if content[place + 46 :].startswith(DOCUMENT.encode()):
            content[place + 24 : place + 28] = struct.pack("<I", size)
        place = content.find(b"PK\x01\x02", place + 4)
    return bytes(content)


def locked() -> bytes:
    """A zip archive whose parts are marked as encrypted."""
    content = bytearray(word_file(paragraph("Hello")))
    place = content.find(b"PK\x01\x02")
    while place != -1:
        content[place + 8] |= 1
        place = content.find(b"PK\x01\x02", place + 4)
    return bytes(content)


REFUSED: dict[str, tuple[bytes, str]] = {
    "entities that grow": (word_file(parts={DOCUMENT: laughs()}), "XML entities"),
    "entities in another part": (word_file(paragraph("Hello"), parts={"word/styles.xml": laughs()}), "XML entities"),
    "1 GB declared": (declaring(1_000_000_000), "far more than a Word document"),
    "200,000 paragraphs in 50 KB": (word_file(paragraph("a") * 200_000), "far more parts"),
    "2,000 levels": (word_file("<w:p>" * 2_000 + "</w:p>" * 2_000), "damaged"),
    "macros": (word_file(paragraph("Hello"), parts={"word/vbaProject.bin": "x"}), "macros"),
    "a password": (locked(), "password"),
    "an encrypted or old file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "password"),
    "no zip archive": (b"Dear all, a renamed file", "not a Word document"),
    "another kind of zip": (zip_file({"xl/workbook.xml": "<a/>"}), "not a Word document"),
    "no text": (word_file(paragraph("  ")), "no text"),
    "nothing": (b" \n", "empty"),
    "broken XML": (word_file(parts={DOCUMENT: "<w:document"}), "damaged"),
    "XML without a body": (word_file(parts={DOCUMENT: "<a/>"}), "damaged"),
    "too large": (b"PK" + bytes(LARGEST_FILE), "10 MB"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_word_file_that_is_a_trap_is_refused(kind: str) -> None:
    content, reason = REFUSED[kind]
    with pytest.raises(UnreadableError) as refusal:
        imported("document.docx", content)
    assert reason in str(refusal.value)
    assert str(refusal.value).endswith(".")


@pytest.mark.parametrize("tag", ["<b>", "<li>", "<p>x"])
def test_a_page_of_more_tags_than_any_article_has_is_refused(tag: str) -> None:
    with pytest.raises(UnreadableError, match="far more parts"):
        imported("page.html", tag.encode() * 100_001)


def test_an_honest_size_is_not_believed_either() -> None:
    """A directory may lie downwards too: what is really unpacked is counted."""
    content = declaring(10)
    with pytest.raises(UnreadableError):
        imported("document.docx", content)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"{\\rtf1 hello}", "RTF"),
        (b"\x89PNG\r\n", "picture"),
        (b"Hello \x00 there", "not a text"),
        (b"word " * 250_000, "1,000,000"),
    ],
)
def test_other_kinds_of_file_are_refused_with_what_to_do(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        imported("leaflet.txt", content)


def test_script_in_a_web_page_does_not_come_through() -> None:
    page = """<main><h1>Fever <script>alert(1)</script></h1>
        <p onclick="alert(2)">Call <a href="javascript:alert(3)">us</a>
        <img src=x onerror=alert(4)> &lt;script&gt;alert(5)&lt;/script&gt;</p><style>p{}</style></main>"""
    draft = imported("page.html", page.encode()).markdown
    assert "javascript" not in draft
    assert "onclick" not in draft
    assert r"Call us \<script>alert(5)\</script>" in draft
    assert "alert(1)" not in draft


@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "blockquote", "table><tr><td", "details><summary"])
def test_10_000_levels_of_html_keep_their_words(tag: str) -> None:
    assert "Hello there" in imported("page.html", f"<{tag}>".encode() * 10_000 + b"Hello there").markdown


@pytest.mark.parametrize(
    "text",
    ["[" * 50_000, "*a **b " * 20_000, "> " * 10_000 + "hello", "<a " * 50_000, "<!--" * 50_000, "[a](<" * 20_000],
)
@pytest.mark.parametrize("name", ["page.html", "page.md", "page.txt"])
def test_text_made_to_be_slow_is_read_or_refused(name: str, text: str) -> None:
    try:
        assert imported(name, text.encode()).markdown
    except UnreadableError as refusal:
        assert "no text" in str(refusal)  # noqa: PT017  either way is fine, and neither takes long


def test_the_document_is_never_changed_or_unpacked_to_disk(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("something was unpacked to disk")

    monkeypatch.setattr(zipfile.ZipFile, "extract", refuse)
    monkeypatch.setattr(zipfile.ZipFile, "extractall", refuse)
    content = word_file(paragraph("Hello there"))
    assert "Hello there" in imported("a.docx", io.BytesIO(content).getvalue()).markdown


FUZZED = {
    "only a hard space": ("a.txt", b"\xa0"),
    "a line of nothing but a soft hyphen": ("a.txt", b"\xad\n;\n\xd9\xd9\n"),
    "paragraphs of nothing but a soft hyphen": ("a.txt", b"\xad\n\n;\n\n\xad\n\n\xad\n"),
}


@pytest.mark.parametrize(("name", "content"), FUZZED.values(), ids=FUZZED)
def test_what_random_bytes_found_to_break_the_importer_is_read_or_refused(name: str, content: bytes) -> None:
    with contextlib.suppress(UnreadableError):
        imported(name, content)


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "C:\\x", "word/../../x.xml"])
def test_a_part_outside_the_folder_of_word_is_not_read(name: str) -> None:
    draft = imported("a.docx", word_file(paragraph("Hello there"), parts={name: "<secret>no</secret>"}))
    assert body(draft) == "Hello there"
