"""Make small PDFs for the tests: lines of Helvetica at places on pages, as a leaflet's program writes them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Typed:
    """A line of a page: its left and its baseline in points from the lower left corner of an A4 page."""

    text: str
    left: float = 72
    base: float = 760
    size: float = 11
    bold: bool = False


def block(lines: list[str], *, left: float = 72, top: float = 760, size: float = 11, bold: bool = False) -> list[Typed]:
    """Return lines under one another, 1.2 sizes apart."""
    return [Typed(text, left, top - 1.2 * size * place, size, bold) for place, text in enumerate(lines)]


def pdf_file(*pages: list[Typed], picture: bool = False, locked: bool = False) -> bytes:
    """Return the bytes of a PDF with these pages; with `picture` each page shows a grey square, as a scan would."""
    kids = " ".join(f"{6 + 2 * place} 0 R" for place in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
        stream("\x80", "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"),
    ]
    for place, lines in enumerate(pages):
        resources = "<< /Font << /F1 3 0 R /F2 4 0 R >> /XObject << /Im 5 0 R >> >>"
        page = f"/Parent 2 0 R /MediaBox [0 0 595 842] /Resources {resources} /Contents {7 + 2 * place} 0 R"
        objects.append(f"<< /Type /Page {page} >>")
        objects.append(stream("q 400 0 0 400 90 200 cm /Im Do Q\n" * picture + "\n".join(map(_shown, lines))))
    return _assembled(objects, locked)


def stream(content: str, extra: str = "") -> str:
    """Return an object that is a stream of bytes."""
    return f"<< /Length {len(content)} {extra} >>\nstream\n{content}\nendstream"


def _shown(line: Typed) -> str:
    text = line.text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").replace("•", "\x95")
    return f"BT /F{2 if line.bold else 1} {line.size} Tf {line.left} {line.base} Td ({text}) Tj ET"


def _assembled(objects: list[str], locked: bool) -> bytes:
    content, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    key = "/Encrypt << /Filter /Standard /V 1 /R 2 /O (x) /U (y) /P -4 >> /ID [(a) (a)]" * locked
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {key} >>\nstartxref\n{len(content)}\n%%EOF\n"
    return f"{content}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode("latin-1")
