"""Documents that random bytes found to break the importer; each is read or refused since."""

import contextlib
from datetime import date

import pytest

from faq.importing.convert import import_document
from faq.importing.refusal import RefusedError

FOUND = {
    "only a hard space": ("a.txt", b"\xa0"),
}


@pytest.mark.parametrize(("name", "content"), FOUND.values(), ids=FOUND)
def test_a_document_is_read_or_refused(name: str, content: bytes) -> None:
    with contextlib.suppress(RefusedError):
        import_document(name, content, today=date(2026, 1, 1))
