"""Documents are read in a process of their own: it has limits, and the process that serves loads no parser."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from faq.importing import isolation
from faq.importing.isolation import import_isolated
from faq.importing.report import UnreadableError
from tests.conftest import ROOT
from tests.faq.conftest import TODAY
from tests.faq.importing.pdf_files import block, pdf_file
from tests.faq.importing.word_files import paragraph, word_file

SLOW = b"[" * 900_000


def children() -> str:
    """The processes of ours that read a document just now."""
    return subprocess.run(
        ["pgrep", "-P", str(os.getpid()), "-f", "faq.importing"], capture_output=True, text=True
    ).stdout


def test_a_document_comes_back_with_its_report() -> None:
    content = word_file(paragraph("Going home", style="Title"), paragraph("Rest well.", "and drink"), paragraph("x"))
    draft = import_isolated("home.docx", content, title="At home", today=TODAY)
    assert draft.slug == "at-home"
    assert "Rest well." in draft.markdown
    assert draft.report.left_out == ('the title of the document: "Going home"',)


def test_a_refusal_comes_back_as_one() -> None:
    with pytest.raises(UnreadableError, match="macros"):
        import_isolated("a.docx", word_file(paragraph("Hi"), parts={"word/vbaProject.bin": "x"}), today=TODAY)


def test_a_document_that_takes_too_long_is_ended() -> None:
    with pytest.raises(UnreadableError, match="longer than"):
        import_isolated("slow.md", SLOW, today=TODAY, seconds=1.5)
    assert not children()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("many.html", b"<p>x" * 99_999),
        ("long.pdf", pdf_file(*[block(["A line of a leaflet."] * 500)] * 99)),
    ],
)
def test_a_document_far_larger_than_an_article_is_ended(name: str, content: bytes) -> None:
    with pytest.raises(UnreadableError, match="split it into one file for each article"):
        import_isolated(name, content, today=TODAY, seconds=2)
    assert not children()


def test_a_document_that_takes_too_much_memory_is_ended() -> None:
    content = word_file(paragraph("word " * 19_000_000))
    with pytest.raises(UnreadableError, match="more memory"):
        import_isolated("large.docx", content, today=TODAY)


def test_the_reading_ends_when_the_person_who_sent_the_document_has_gone() -> None:
    asked = []
    with pytest.raises(UnreadableError):
        import_isolated("slow.md", SLOW, today=TODAY, left=lambda: asked.append(1) or len(asked) == 2)  # type: ignore[func-returns-value]
    assert len(asked) == 2
    assert not children()


def test_a_second_document_does_not_wait_for_ever() -> None:
    gone = threading.Event()
    first = threading.Thread(target=_read_until, args=(gone,))
    first.start()
    try:
        while isolation._one_at_a_time.acquire(blocking=False):
            isolation._one_at_a_time.release()
            time.sleep(0.01)
        with pytest.raises(UnreadableError, match="just now"):
            import_isolated("b.txt", b"Hello\n\nthere", today=TODAY, seconds=0.2)
    finally:
        gone.set()
        first.join()
    assert "there" in import_isolated("b.txt", b"Hello\n\nthere, you.", today=TODAY).markdown


def _read_until(gone: threading.Event) -> None:
    with pytest.raises(UnreadableError):
        import_isolated("slow.md", SLOW, today=TODAY, left=gone.is_set)


def test_memory_and_time_are_limited_and_nothing_can_be_written(tmp_path: Path) -> None:
    code = (
        "import faq.importing.__main__ as reader, resource; reader.limit()\n"
        "print(resource.getrlimit(resource.RLIMIT_CPU)[0], resource.getrlimit(resource.RLIMIT_AS)[0] < 2**30)\n"
        "try: x = bytearray(10**9)\n"
        "except MemoryError: print('no memory')\n"
        f"try: f = open({str(tmp_path / 'x')!r}, 'w'); f.write('x'); f.flush()\n"
        "except OSError: print('no file')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stdout.splitlines() == ["20 True", "no memory", "no file"], done.stderr


def test_the_process_knows_none_of_our_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, str] = {}

    class Recorded(subprocess.Popen):  # type: ignore[type-arg]
        def __init__(self, *arguments: object, **options: object) -> None:
            seen.update(options["env"])  # type: ignore[call-overload]
            super().__init__(*arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setenv("SECRET_KEY", "do not tell")
    monkeypatch.setattr(subprocess, "Popen", Recorded)
    import_isolated("b.txt", b"Hello\n\nthere, you.", today=TODAY)
    assert seen
    assert "SECRET_KEY" not in seen


def test_the_process_that_serves_loads_no_parser_of_documents() -> None:
    code = (
        "import sys, datetime; from faq.importing.isolation import import_isolated\n"
        "draft = import_isolated('a.html', b'<h1>Hello</h1><p>You.', today=datetime.date(2026, 1, 1))\n"
        "print('Hello' in draft.markdown)\n"
        "print(*sorted({'mammoth', 'pdfminer', 'markdown_it', 'nh3'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stdout.splitlines() == ["True", ""], done.stderr


def test_a_large_document_is_read_to_its_end_however_long_that_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "STEP", 0.01)
    text = "Going home\n\n" + "A line of text for the patients.\n\n" * 10_000 + "The last line is here."
    assert "The last line is here." in import_isolated("long.txt", text.encode(), today=TODAY).markdown


def test_a_process_that_fails_in_other_letters_is_a_refusal_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing = tmp_path / "python"
    failing.write_text("#!/bin/sh\ncat > /dev/null\n" + f"echo {'é' * 1500} >&2\nexit 1\n", encoding="utf-8")
    failing.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(failing))
    with pytest.raises(UnreadableError, match="could not be read"):
        import_isolated("a.txt", b"Eating\n\nYou may eat.", today=TODAY)
