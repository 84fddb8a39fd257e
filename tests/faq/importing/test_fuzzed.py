"""Documents that random bytes found to break the importer; each is read or refused since."""

import contextlib
from datetime import date

import pytest

from faq.importing.convert import import_document
from faq.importing.report import RefusedError

FOUND = {
    "only a hard space": ("a.txt", b"\xa0"),
    "a line of nothing but a soft hyphen": ("a.txt", b"\xad\n;\n\xd9\xd9\n"),
    "paragraphs of nothing but a soft hyphen": ("a.txt", b"\xad\n\n;\n\n\xad\n\n\xad\n"),
}


@pytest.mark.parametrize(("name", "content"), FOUND.values(), ids=FOUND)
def test_a_document_is_read_or_refused(name: str, content: bytes) -> None:
    with contextlib.suppress(RefusedError):
        import_document(name, content, today=date(2026, 1, 1))
