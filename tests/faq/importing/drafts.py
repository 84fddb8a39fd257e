"""The draft that a document becomes, on the day of the tests."""

from faq.importing.convert import import_document
from faq.importing.report import Draft
from tests.faq.conftest import TODAY


def imported(name: str, content: str | bytes, title: str = "") -> Draft:
    content = content.encode() if isinstance(content, str) else content
    return import_document(name, content, title=title, today=TODAY)


def body(draft: Draft) -> str:
    """Return the draft without its front matter."""
    return draft.markdown.split("---\n", 2)[2].strip()
