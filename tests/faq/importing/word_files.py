"""Make small Word files for the tests, part by part, as Word itself writes them."""

import io
import zipfile
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:v="urn:schemas-microsoft-com:vml"'
STYLES = ("Title", "heading 1", "heading 2", "heading 3", "List Bullet", "List Number", "toc 1")
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def run(text: str, *, bold: bool = False, raised: bool = False, size: int = 0, extra: str = "") -> str:
    """Return one run of words; `size` is in points, `extra` further properties."""
    properties = "<w:b/>" * bold + extra
    properties += f'<w:sz w:val="{size * 2}"/>' if size else ""
    properties += '<w:vertAlign w:val="superscript"/>' if raised else ""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs: str, style: str = "") -> str:
    """Return one paragraph; a piece that is no XML becomes a plain run."""
    name = f'<w:pPr><w:pStyle w:val="{style.replace(" ", "")}"/></w:pPr>' if style else ""
    return f"<w:p>{name}{''.join(piece if piece.startswith('<') else run(piece) for piece in runs)}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """Return a table of plain cells."""
    cells = ["".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows]
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def word_file(*body: str, notes: dict[int, str] | None = None, parts: dict[str, str] | None = None) -> bytes:
    """Return the bytes of a .docx with these paragraphs; `notes` are footnotes, `parts` further parts by name."""
    every = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships("officeDocument", "word/document.xml"),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{''.join(body)}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relationships(
            "styles", "styles.xml", "numbering", "numbering.xml", "footnotes", "footnotes.xml"
        ),
        "word/styles.xml": _styles(),
        "word/numbering.xml": _numbering(),
        "word/footnotes.xml": _footnotes(notes or {}),
        **(parts or {}),
    }
    return zip_file(every)


def zip_file(parts: dict[str, str]) -> bytes:
    """Return the bytes of a zip archive with these parts."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return content.getvalue()


def _content_types() -> str:
    kinds = {"document": "document.main", "styles": "styles", "numbering": "numbering", "footnotes": "footnotes"}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{TYPES}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    default = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{default}{overrides}</Types>'


def _relationships(*kinds_and_targets: str) -> str:
    pairs = zip(kinds_and_targets[::2], kinds_and_targets[1::2], strict=True)
    rows = "".join(f'<Relationship Id="r{kind}" Type="{R}/{kind}" Target="{target}"/>' for kind, target in pairs)
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def _styles() -> str:
    listed = {"List Bullet": 1, "List Number": 2}
    made = ""
    for name in STYLES:
        number = f'<w:pPr><w:numPr><w:numId w:val="{listed[name]}"/></w:numPr></w:pPr>' if name in listed else ""
        style = f'w:type="paragraph" w:styleId="{name.replace(" ", "")}"'
        made += f'<w:style {style}><w:name w:val="{name}"/>{number}</w:style>'
    return f"<w:styles {NAMESPACES}>{made}</w:styles>"


def _numbering() -> str:
    made = ""
    for number, (kind, style) in enumerate((("bullet", "ListBullet"), ("decimal", "ListNumber")), start=1):
        level = f'<w:lvl w:ilvl="0"><w:numFmt w:val="{kind}"/><w:pStyle w:val="{style}"/></w:lvl>'
        made += f'<w:abstractNum w:abstractNumId="{number}">{level}</w:abstractNum>'
    made += "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2))
    return f"<w:numbering {NAMESPACES}>{made}</w:numbering>"


def _footnotes(notes: dict[int, str]) -> str:
    made = "".join(f'<w:footnote w:id="{number}">{paragraph(text)}</w:footnote>' for number, text in notes.items())
    return f"<w:footnotes {NAMESPACES}>{made}</w:footnotes>"
